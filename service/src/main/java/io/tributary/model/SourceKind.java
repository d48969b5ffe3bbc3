package io.tributary.model;

import java.util.List;

/** How a source holds its records, by which the choice of what to read from it is judged. */
public enum SourceKind {
  /** Tables with typed columns. */
  TABULAR("Tabular", "tableName", "tabular"),
  /** Files in folders. */
  FILES("FileSystem", "path", "delimited json parquet"),
  /** Resources of an API, read page by page. */
  REST("Resource", "", "json"),
  /** Records that arrive by themselves; their format may be left unsaid. */
  STREAMING("Streaming", "", "json"),
  /** Nothing is published of how its records are chosen. */
  UNDOCUMENTED("Undocumented", "", "tabular delimited json parquet");

  private final String type;
  private final String object;
  private final String formats;

  SourceKind(String type, String object, String formats) {
    this.type = type;
    this.object = object;
    this.formats = formats;
  }

  /** The kind whose name a specification carries as {@code sourceSpec.type}. */
  static SourceKind of(String type) {
    for (SourceKind kind : values()) {
      if (kind.type.equals(type)) {
        return kind;
      }
    }
    return TABULAR;
  }

  /** Its name in specifications. */
  public String type() {
    return type;
  }

  /** The parameter that names what is read; empty if there is none. */
  public String object() {
    return object;
  }

  /** The values that {@code data.format} may have; the first is meant where none is given. */
  public List<String> formats() {
    return List.of(formats.split(" ", -1));
  }
}
