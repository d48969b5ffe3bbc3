package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Filter;
import io.tributary.model.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database without statistics seeks each list by the index that tells most. */
abstract class ListPlanContract extends StoreContract {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                        | created_at  | documents_created",
        "name==a                                   | created_at  | documents_name",
        "state==draft                              | created_at  | documents_state",
        "flowSpec.id==a                            | created_at  | documents_spec",
        "sourceConnectionIds[]==a                  | created_at  | documents_source",
        "targetConnectionIds[]==a                  | created_at  | documents_target",
        "state==draft;name==a                      | created_at  | documents_name",
        "state==draft;flowSpec.id==a               | created_at  | documents_spec",
        "flowSpec.id==a;sourceConnectionIds[]==a   | created_at  | documents_source",
        "state==draft;name==a;id==a                | created_at  | sqlite_autoindex_documents_1",
        "id==a                                     | created_at  | sqlite_autoindex_documents_1",
        "id==a,b                                   | -name       | sqlite_autoindex_documents_1",
        "name==a,b                                 | created_at  | documents_name",
        "sourceConnectionIds[]==a,b                | -updatedAt  | documents_source",
        "state==draft                              | name        | documents_name",
        "name==a                                   | -updatedAt  | documents_name",
        "name==a                                   | -createdAt  | documents_name",
        "state==draft,disabled                     | created_at  | documents_created",
        "state!=draft                              | created_at  | documents_created",
        "''                                        | name        | documents_name",
        "''                                        | -updatedAt  | documents_updated",
      })
  void aListIsSoughtByTheIndexThatTellsMost(String filters, String order, String index)
      throws SQLException {
    List<Filter> conditions =
        Arrays.stream(filters.split(";")).filter(f -> !f.isEmpty()).map(Filter::parse).toList();
    List<Query.Order> orders = order.equals("created_at") ? List.of() : Query.Order.parse(order);
    List<String> row =
        order.toLowerCase(Locale.ROOT).contains("created")
            ? List.of("1", "a")
            : List.of("1", "1", "a");
    String expected = " INDEX " + index + " (kind=? AND org=? AND sandbox=?";
    assertThat(plan(new Query(conditions, List.of(), orders, 20, null))).contains(expected);
    assertThat(plan(new Query(conditions, List.of(), orders, 20, row))).contains(expected);
  }

  @Test
  void theNewestOfWhatIsSoughtComeWithoutSorting() throws SQLException {
    for (String path : List.of("name", "state", "flowSpec.id", "sourceConnectionIds[]")) {
      for (String order : List.of("", "-createdAt", "createdAt")) {
        List<Query.Order> orders = order.isEmpty() ? List.of() : Query.Order.parse(order);
        List<Filter> sought = List.of(Filter.parse(path + "==a"));
        assertThat(plan(new Query(sought, List.of(), orders, 20, List.of("1", "a"))))
            .as("%s by %s", path, order)
            .doesNotContain("TEMP B-TREE");
      }
    }
  }

  /** What the database says of the statement that it was just sent. */
  private String plan(Query query) throws SQLException {
    AtomicReference<String> sent = new AtomicReference<>("");
    database()
        .jdbi()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logAfterExecution(StatementContext context) {
                sent.set(String.valueOf(context.getParsedSql().getSql()));
              }
            });
    new Documents<>(database(), Kind.FLOW, time).list(caller, query);
    database().jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    return database()
        .jdbi()
        .withHandle(handle -> explained(handle.getConnection(), String.valueOf(sent.get())));
  }

  private static String explained(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("explain query plan " + sql);
        ResultSet steps = statement.executeQuery()) {
      StringBuilder plan = new StringBuilder();
      while (steps.next()) {
        plan.append(steps.getString("detail")).append('\n');
      }
      return plan.toString();
    }
  }
}
