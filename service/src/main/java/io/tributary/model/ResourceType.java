package io.tributary.model;

import java.util.Optional;

/** What kinds of resources the schema registry has, by the names that the contract gives them. */
public enum ResourceType {
  BEHAVIOR("behaviors", "behaviors", ErrorCode.BEHAVIOR_NOT_FOUND),
  CLASS("classes", "classes", ErrorCode.CLASS_NOT_FOUND),
  /** Field groups were called mixins once; their ids still say so. */
  FIELD_GROUP("fieldgroups", "mixins", ErrorCode.FIELD_GROUP_NOT_FOUND),
  DATA_TYPE("datatypes", "datatypes", ErrorCode.DATA_TYPE_NOT_FOUND),
  SCHEMA("schemas", "schemas", ErrorCode.SCHEMA_NOT_FOUND),
  UNION("unions", "unions", ErrorCode.UNION_NOT_FOUND);

  private final String path;
  private final String word;
  private final ErrorCode notFound;

  ResourceType(String path, String word, ErrorCode notFound) {
    this.path = path;
    this.word = word;
    this.notFound = notFound;
  }

  /** The segment of the paths under which they are listed. */
  public String path() {
    return path;
  }

  /** The word in {@code $id} and {@code meta:resourceType}. */
  public String word() {
    return word;
  }

  public ErrorCode notFound() {
    return notFound;
  }

  /** The type that a segment of a path, or a {@code meta:resourceType}, names. */
  public static Optional<ResourceType> of(String name) {
    for (ResourceType type : values()) {
      if (type.path.equals(name) || type.word.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
