package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Copies of what the service has filed, where setting up as many by calls would take an hour. */
final class Copies {
  private static final List<String> COLUMNS =
      List.of(
          ("kind org sandbox id etag name_key state spec_id parent_id source_id target_id created_at"
                  + " updated_at created_by updated_by created_client updated_client sandbox_id body")
              .split(" "));

  private Copies() {}

  /**
   * Files copies beside it, each with another id and filed a minute earlier than the one before.
   *
   * @param different what else differs, by column: an expression over the copied row {@code d} and
   *     the number {@code n.i}, counted from 1
   */
  static void file(Path home, String kind, String id, int count, Map<String, String> different)
      throws Exception {
    Map<String, String> values = new TreeMap<>(different);
    values.put("id", "lower(hex(randomblob(16)))");
    values.put("created_at", "d.created_at - n.i * 60000");
    values.put("updated_at", "d.updated_at - n.i * 60000");
    String selected =
        COLUMNS.stream()
            .map(column -> values.getOrDefault(column, "d." + column))
            .collect(Collectors.joining(", "));
    String sql =
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)"
            + " insert into documents (%s) select %s from documents d, n where d.kind = ? and d.id = ?"
                .formatted(String.join(", ", COLUMNS), selected);
    String url = "jdbc:sqlite:" + home.resolve("metadata.db") + "?busy_timeout=20000";
    try (Connection database = DriverManager.getConnection(url);
        PreparedStatement insert = database.prepareStatement(sql)) {
      insert.setInt(1, count);
      insert.setString(2, kind);
      insert.setString(3, id);
      assertThat(insert.executeUpdate()).isEqualTo(count);
    }
  }
}
