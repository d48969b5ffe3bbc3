package io.tributary.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as it is at one moment, for a reader that knows Parquet but not the table format.
 *
 * @param columns what its rows have now
 * @param parts its files; those of the same columns and kind are together
 * @param deletes Parquet files of two columns, {@code file_path} and {@code pos}: rows of the parts
 *     that are no longer there
 */
public record TableFiles(List<Column> columns, List<Part> parts, List<String> deletes) {

  /**
   * Files with the same columns.
   *
   * @param written the columns as they are in these files
   * @param deleted whether the deletes name rows of them
   */
  public record Part(List<Column> written, boolean deleted, List<String> files) {}

  /**
   * A column, or a field within one.
   *
   * @param id what stays the same when the name changes
   * @param type in SQL; {@code STRUCT}, {@code LIST} and {@code MAP} have parts
   * @param parts the fields of a struct, the element of a list, key and value of a map
   */
  public record Column(int id, String name, String type, List<Column> parts) {

    /** The type in full, as in {@code STRUCT("city" VARCHAR)[]}. */
    @JsonIgnore
    public String sql() {
      return switch (type) {
        case "STRUCT" ->
            parts.stream()
                .map(part -> quoted(part.name()) + " " + part.sql())
                .collect(Collectors.joining(", ", "STRUCT(", ")"));
        case "LIST" -> parts.get(0).sql() + "[]";
        case "MAP" -> "MAP(" + parts.get(0).sql() + ", " + parts.get(1).sql() + ")";
        default -> type;
      };
    }
  }

  /** A name as SQL writes it so that it means nothing else. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
