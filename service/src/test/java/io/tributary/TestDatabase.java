package io.tributary;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The metadata database of the services under test: SQLite in their homes, or with {@code
 * -Ddatabase=postgresql} a database of a real PostgreSQL for each of them.
 */
public final class TestDatabase {
  private static final boolean POSTGRESQL = "postgresql".equals(System.getProperty("database"));
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;

  private TestDatabase() {}

  /** What a service has to be told, so that it uses an empty one of its own. */
  static Map<String, String> settings() {
    if (!POSTGRESQL) {
      return Map.of();
    }
    String name = "service" + NUMBER.incrementAndGet();
    try (Connection connection = postgres().getPostgresDatabase().getConnection()) {
      connection.createStatement().execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "TRIBUTARY_DATABASE_URL",
        postgres().getJdbcUrl("postgres", name),
        "TRIBUTARY_DATABASE_USER",
        "postgres");
  }

  private static synchronized EmbeddedPostgres postgres() {
    try {
      EmbeddedPostgres running = postgres;
      if (running == null) {
        running = EmbeddedPostgres.builder().setServerConfig("max_connections", "500").start();
        postgres = running;
      }
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A query for the names of all tables that have that column. */
  public static String tablesWith(String column) {
    return POSTGRESQL
        ? "select table_name from information_schema.columns where table_schema = 'public'"
            + " and column_name = '"
            + column
            + "'"
        : "select m.name from sqlite_master m join pragma_table_info(m.name) c"
            + " where m.type = 'table' and c.name = '"
            + column
            + "'";
  }

  /** A query for the names of all tables. */
  static String tables() {
    return POSTGRESQL
        ? "select table_name from information_schema.tables where table_schema = 'public'"
        : "select name from sqlite_master where type = 'table'";
  }
}
