package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a descriptor has to say, by its type, and that it speaks of fields that there are. */
final class DescriptorRules {
  static final String IDENTITY = "xdm:descriptorIdentity";
  static final String LABEL = "xdm:descriptorLabel";

  /** The types, and what each needs besides its schema and the field that it is about. */
  private static final Map<String, List<String>> TYPES =
      Map.ofEntries(
          Map.entry(IDENTITY, List.of("xdm:namespace", "xdm:property")),
          Map.entry("xdm:alternateDisplayInfo", List.of()),
          Map.entry("xdm:descriptorReferenceIdentity", List.of("xdm:identityNamespace")),
          Map.entry("xdm:descriptorOneToOne", List.of("xdm:destinationSchema")),
          Map.entry("xdm:descriptorOneToMany", List.of("xdm:destinationSchema")),
          Map.entry("xdm:descriptorManyToMany", List.of("xdm:destinationSchema")),
          Map.entry(
              "xdm:descriptorRelationship", List.of("xdm:destinationSchema", "xdm:cardinality")),
          Map.entry(LABEL, List.of("xdm:labels")),
          Map.entry("xdm:descriptorDeprecated", List.of()),
          Map.entry("xdm:descriptorPrimaryKey", List.of()),
          Map.entry("xdm:descriptorVersion", List.of()),
          Map.entry("xdm:descriptorTimestamp", List.of()));

  private static final Set<String> CARDINALITIES = Set.of("1:1", "1:0", "M:1", "M:0");

  /** The fields of a schema, by its {@code $id}; throws if there is no such schema. */
  private final Function<String, Field> fields;

  DescriptorRules(Function<String, Field> fields) {
    this.fields = fields;
  }

  void check(JsonNode descriptor) {
    String type = descriptor.path("@type").asText();
    List<String> needed = TYPES.get(type);
    if (needed == null) {
      throw invalid(
          "The @type '" + type + "' is no type of descriptor. Types: " + sorted(TYPES.keySet()));
    }
    for (String member : needed) {
      if (descriptor.path(member).isMissingNode() || descriptor.path(member).isNull()) {
        throw invalid("A descriptor of the type " + type + " needs " + member);
      }
    }
    requireVersion(descriptor, "xdm:sourceVersion");
    requireVersion(descriptor, "xdm:destinationVersion");
    Field source = fields.apply(descriptor.path("xdm:sourceSchema").asText());
    requireFields(descriptor, "xdm:sourceProperty", source, type);
    if (descriptor.has("xdm:destinationSchema")) {
      Field destination = fields.apply(descriptor.path("xdm:destinationSchema").asText());
      if (descriptor.has("xdm:destinationProperty")) {
        requireFields(descriptor, "xdm:destinationProperty", destination, type);
      }
    }
    values(descriptor, type);
  }

  private static void requireVersion(JsonNode descriptor, String member) {
    if (descriptor.has(member) && !descriptor.path(member).asText().equals("1")) {
      throw invalid(
          member
              + " is "
              + descriptor.path(member)
              + ", but the only major version of a schema is 1");
    }
  }

  private static void requireFields(JsonNode descriptor, String member, Field schema, String type) {
    List<String> paths = paths(descriptor.path(member));
    if (paths.isEmpty()) {
      throw invalid(
          "The descriptor has no " + member + ": the path of a field, /personalEmail/address");
    }
    for (String path : paths) {
      Field field = path.startsWith("/") && !path.endsWith("/") ? find(schema, path) : null;
      if (field == null) {
        throw invalid(
            member
                + " "
                + path
                + " is no field of the schema. Write its path without 'properties': /person/name/lastName");
      }
      if (type.equals(IDENTITY) && field.kind() != Field.Kind.STRING) {
        throw invalid(
            member + " " + path + " is a " + field.kind() + "; only text can be an identity");
      }
      if (type.equals(IDENTITY) && !isPlain(schema, path)) {
        throw invalid(
            member + " " + path + " lies inside an array or a map and cannot be an identity");
      }
    }
  }

  private static void values(JsonNode descriptor, String type) {
    switch (type) {
      case IDENTITY -> {
        if (!Set.of("xdm:code", "xdm:id").contains(descriptor.path("xdm:property").asText())) {
          throw invalid("xdm:property must be xdm:code or xdm:id");
        }
        requireBoolean(descriptor, "xdm:isPrimary");
      }
      case "xdm:alternateDisplayInfo" -> {
        if (!descriptor.has("xdm:title")
            && !descriptor.has("xdm:description")
            && !descriptor.has("meta:enum")) {
          throw invalid("The descriptor gives no xdm:title, no xdm:description and no meta:enum");
        }
      }
      case "xdm:descriptorRelationship" -> {
        if (!CARDINALITIES.contains(descriptor.path("xdm:cardinality").asText())) {
          throw invalid("xdm:cardinality must be one of " + sorted(CARDINALITIES));
        }
      }
      case LABEL -> {
        JsonNode labels = descriptor.path("xdm:labels");
        if (!labels.isArray() || labels.isEmpty()) {
          throw invalid("xdm:labels must be a list of labels");
        }
      }
      default -> {}
    }
  }

  private static void requireBoolean(JsonNode descriptor, String member) {
    if (descriptor.has(member) && !descriptor.path(member).isBoolean()) {
      throw invalid(member + " must be true or false");
    }
  }

  static boolean isPrimary(JsonNode descriptor) {
    return descriptor.path("@type").asText().equals(IDENTITY)
        && descriptor.path("xdm:isPrimary").asBoolean();
  }

  /** The one path, or the several, that a member gives, as rows name them. */
  static List<String> paths(JsonNode member) {
    return member.isArray()
        ? StreamSupport.stream(member.spliterator(), false).map(DescriptorRules::path).toList()
        : member.isTextual() ? List.of(path(member)) : List.of();
  }

  /** The path as rows name its fields: published names are understood, too. */
  static String path(JsonNode text) {
    return text.asText().replace("/xdm:", "/").replace("/@", "/_");
  }

  /**
   * The field at a path, or null; what an array or a map holds is reached as if it were not there.
   */
  static @Nullable Field find(Field schema, String path) {
    Field at = schema;
    for (String step : path.substring(1).split("/", -1)) {
      at = container(at);
      boolean element = step.equals("*") || step.equals("items");
      if (!element || at.field(step) != null) {
        at = at.kind() == Field.Kind.OBJECT ? at.field(step) : null;
      }
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  private static Field container(Field field) {
    Field at = field;
    while (at.kind() == Field.Kind.ARRAY || at.kind() == Field.Kind.MAP) {
      at = at.fields().get(0);
    }
    return at;
  }

  private static boolean isPlain(Field schema, String path) {
    Field at = schema;
    for (String step : path.substring(1).split("/", -1)) {
      at = at == null || at.kind() != Field.Kind.OBJECT ? null : at.field(step);
    }
    return at != null;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  static TributaryException invalid(String fact) {
    return new TributaryException(ErrorCode.DESCRIPTOR_INVALID, fact + ".");
  }
}
