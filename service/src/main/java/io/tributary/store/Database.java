package io.tributary.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.dbcp2.BasicDataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The metadata database, migrated and ready: SQLite beside the warehouse, or PostgreSQL by one
 * setting.
 */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 8;

  /** Statements kept ready for each connection; the program has fewer, but for what lists ask. */
  private static final int STATEMENTS = 200;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final BasicDataSource source;
  private final Jdbi jdbi;
  private final Optional<GroupCommit> writer;
  private CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(true);

  private Database(BasicDataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
    this.writer = isFile(source.getUrl()) ? Optional.of(new GroupCommit(jdbi)) : Optional.empty();
  }

  /**
   * Opens and migrates it.
   *
   * @param url a JDBC URL of the operator's: {@code jdbc:sqlite:…} or {@code jdbc:postgresql:…}
   */
  public static Database open(String url, String user, String password) {
    BasicDataSource source = new BasicDataSource();
    source.setUrl(url);
    source.setMaxTotal(CONNECTIONS);
    source.setMaxIdle(CONNECTIONS);
    source.setMaxWait(PATIENCE);
    source.setPoolPreparedStatements(true);
    source.setMaxOpenPreparedStatements(STATEMENTS);
    // A server may have gone and come back meanwhile; a file has not.
    source.setTestOnBorrow(!isFile(url));
    connection(url, user, password).forEach(source::addConnectionProperty);
    Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    return new Database(source);
  }

  /**
   * The properties of a connection. SQLite is to keep every acknowledged write through a kill, and
   * to wait for its turn instead of failing; a transaction takes the write lock at once, for one
   * that starts by reading could not get it later.
   */
  public static Map<String, String> connection(String url, String user, String password) {
    if (isFile(url)) {
      return Map.of(
          "journal_mode", "WAL",
          "synchronous", "FULL",
          "busy_timeout", "20000",
          "transaction_mode", "IMMEDIATE");
    }
    return Map.of("user", user, "password", password);
  }

  private static boolean isFile(String url) {
    return url.startsWith("jdbc:sqlite:");
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /**
   * Does several changes as one: all of them happen, or none. What is called within joins in by
   * itself.
   */
  public <R> R atomically(Supplier<R> changes) {
    return change(handle -> changes.get());
  }

  /** Every change goes through here, so that those to a file can wait for their turn in one row. */
  <R> R change(Function<Handle, R> work) {
    return writer.map(file -> file.change(work)).orElseGet(() -> jdbi.inTransaction(work::apply));
  }

  /** Whether it answers, within two seconds. */
  public boolean isAlive() {
    try {
      return asking().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One question at a time: who is not answered asks no more of it. */
  private synchronized CompletableFuture<Boolean> asking() {
    if (asked.isDone()) {
      asked = CompletableFuture.supplyAsync(this::answers);
    }
    return asked;
  }

  private boolean answers() {
    return jdbi.withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
        == 1;
  }

  @Override
  public void close() {
    writer.ifPresent(GroupCommit::close);
    try {
      source.close();
    } catch (SQLException e) {
      throw new IllegalStateException("The metadata database does not close", e);
    }
  }
}
