package io.tributary.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

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
    connection(url, user, password).forEach(config::addDataSourceProperty);
    HikariDataSource source = new HikariDataSource(config);
    Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    return new Database(source);
  }

  /**
   * The properties of a connection. SQLite is to keep every acknowledged write through a kill, and
   * to wait for its turn instead of failing; a transaction takes the write lock at once, for one
   * that starts by reading could not get it later.
   */
  public static Map<String, String> connection(String url, String user, String password) {
    if (url.startsWith("jdbc:sqlite:")) {
      return Map.of(
          "journal_mode", "WAL",
          "synchronous", "FULL",
          "busy_timeout", "20000",
          "transaction_mode", "IMMEDIATE");
    }
    return Map.of("user", user, "password", password);
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /**
   * Does several changes as one: all of them happen, or none. What is called within joins in by
   * itself.
   */
  public <R> R atomically(Supplier<R> changes) {
    return jdbi.inTransaction(handle -> changes.get());
  }

  /** Whether it answers. */
  public boolean isAlive() {
    try {
      return jdbi.withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
          == 1;
    } catch (JdbiException e) {
      return false;
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
