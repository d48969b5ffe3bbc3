package io.tributary.query;

import static io.tributary.model.TableFiles.quoted;

import io.tributary.model.TableFiles;
import io.tributary.model.TableFiles.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables as views over their files: rows that were deleted left out, columns found by id, however
 * they were called when a file was written.
 */
final class Views {
  private static final String FILE = "_tributary_file";

  /** They would stand for other letters in a file's name. */
  private static final Pattern LETTERS = Pattern.compile("[\\[*?]");

  private Views() {}

  static String create(String name, TableFiles table) {
    List<String> parts = new ArrayList<>();
    for (TableFiles.Part part : table.parts()) {
      parts.add(
          "SELECT "
              + columns(table.columns(), part.written())
              + " FROM "
              + (part.deleted() ? remaining(part, table.deletes()) : read(part.files(), "")));
    }
    if (parts.isEmpty()) {
      parts.add("SELECT " + columns(table.columns(), List.of()) + " WHERE false");
    }
    return "CREATE VIEW " + quoted(name) + " AS " + String.join(" UNION ALL ", parts);
  }

  private static String remaining(TableFiles.Part part, List<String> deletes) {
    return read(part.files(), ", file_row_number = true, filename = '" + FILE + "'")
        + " AS part ANTI JOIN (SELECT regexp_replace(file_path, '^file:(//)?', '') AS file, pos FROM "
        + read(deletes, "")
        + ") AS gone ON gone.file = part."
        + FILE
        + " AND gone.pos = part.file_row_number";
  }

  private static String read(List<String> files, String options) {
    return "read_parquet("
        + list(files.stream().map(Views::pattern).toList())
        + ", hive_partitioning = false"
        + options
        + ")";
  }

  /** A file's name as a pattern that only it matches. */
  static String pattern(String file) {
    return LETTERS.matcher(file).replaceAll("[$0]");
  }

  /** File names as a list in SQL. */
  static String list(Collection<String> files) {
    return files.stream().map(Views::text).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String columns(List<Column> wanted, List<Column> written) {
    return wanted.stream()
        .map(
            column ->
                value(column, byId(written, column.id()), found -> quoted(found.name()))
                    + " AS "
                    + quoted(column.name()))
        .collect(Collectors.joining(", "));
  }

  private static @Nullable Column byId(List<Column> columns, int id) {
    return columns.stream().filter(column -> column.id() == id).findFirst().orElse(null);
  }

  /**
   * What a column is made of in some files.
   *
   * @param reference how what is in the files is referred to
   */
  private static String value(
      Column wanted, @Nullable Column written, Function<Column, String> reference) {
    if (written == null) {
      return "CAST(NULL AS " + wanted.sql() + ")";
    }
    String from = reference.apply(written);
    if (wanted.sql().equals(written.sql()) && ids(wanted).equals(ids(written))) {
      return from;
    }
    return switch (wanted.type()) {
      case "STRUCT" -> struct(wanted, written, from);
      case "LIST" -> list(wanted, written, from);
      case "MAP" ->
          "map_from_entries("
              + list(entries(wanted), entries(written), "map_entries(" + from + ")")
              + ")";
      default -> "CAST(" + from + " AS " + wanted.sql() + ")";
    };
  }

  private static List<Integer> ids(Column column) {
    List<Integer> ids = new ArrayList<>();
    ids.add(column.id());
    column.parts().forEach(part -> ids.addAll(ids(part)));
    return ids;
  }

  private static String struct(Column wanted, Column written, String from) {
    return wanted.parts().stream()
        .map(
            field ->
                quoted(field.name())
                    + " := "
                    + value(
                        field,
                        byId(written.parts(), field.id()),
                        found -> "struct_extract(" + from + ", " + text(found.name()) + ")"))
        .collect(
            Collectors.joining(
                ", ", "CASE WHEN " + from + " IS NOT NULL THEN struct_pack(", ") END"));
  }

  private static String list(Column wanted, Column written, String from) {
    String item = "item" + wanted.parts().get(0).id();
    return "list_transform("
        + from
        + ", lambda "
        + item
        + ": "
        + value(wanted.parts().get(0), written.parts().get(0), found -> item)
        + ")";
  }

  /** A map as the list of its entries. */
  private static Column entries(Column map) {
    Column entry =
        new Column(
            map.id(),
            "entry",
            "STRUCT",
            List.of(named("key", map.parts().get(0)), named("value", map.parts().get(1))));
    return new Column(map.id(), map.name(), "LIST", List.of(entry));
  }

  private static Column named(String name, Column column) {
    return new Column(column.id(), name, column.type(), column.parts());
  }

  private static String text(String name) {
    return "'" + name.replace("'", "''") + "'";
  }
}
