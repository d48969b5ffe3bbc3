package io.tributary.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The metadata database, migrated and ready: SQLite beside the warehouse, or PostgreSQL by one
 * setting.
 */
public final class Database implements AutoCloseable {
  private final HikariDataSource source;
  private final Jdbi jdbi;

  private Database(HikariDataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /**
   * Opens and migrates it.
   *
   * @param url a JDBC URL of the operator's: {@code jdbc:sqlite:…} or {@code jdbc:postgresql:…}
   */
  public static Database open(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName("metadata");
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(1);
    if (isSqlite(url)) {
      sqlite().forEach(config::addDataSourceProperty);
    } else {
      config.setUsername(user);
      config.setPassword(password);
    }
    HikariDataSource source = new HikariDataSource(config);
    Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    return new Database(source);
  }

  /**
   * How SQLite keeps every acknowledged write through a kill, and waits for its turn instead of
   * failing. A transaction takes the write lock at once: one that starts by reading could not get
   * it later without failing.
   */
  private static java.util.Map<String, String> sqlite() {
    return java.util.Map.of(
        "journal_mode", "WAL",
        "synchronous", "FULL",
        "busy_timeout", "20000",
        "transaction_mode", "IMMEDIATE");
  }

  static boolean isSqlite(String url) {
    return url.startsWith("jdbc:sqlite:");
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /** Whether it answers. */
  public boolean isAlive() {
    return jdbi.withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
        == 1;
  }

  @Override
  public void close() {
    source.close();
  }
}
