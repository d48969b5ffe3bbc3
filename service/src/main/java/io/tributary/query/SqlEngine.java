package io.tributary.query;

import io.tributary.model.ErrorCode;
import io.tributary.model.Nearest;
import io.tributary.model.SqlResult;
import io.tributary.model.TableFiles;
import io.tributary.model.TributaryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers questions in SQL about tables that are Parquet files. The engine runs in processes of its
 * own, which start with the first question and end some time after the last. Thread-safe.
 */
public final class SqlEngine implements AutoCloseable {
  private static final Duration WAIT_FOR_TURN = Duration.ofSeconds(2);
  private static final Duration KEPT_IDLE = Duration.ofMinutes(2);

  private static final TableFiles JUST_A_NAME =
      new TableFiles(
          List.of(new TableFiles.Column(1, "name", "VARCHAR", List.of())), List.of(), List.of());

  private final Path folder;
  private final Limits limits;
  private final Semaphore turns;
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "query timer");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<WorkerProcess> busy = new HashSet<>();
  private Future<?> rest = CompletableFuture.completedFuture(null);
  private boolean used;
  private boolean closed;

  /**
   * @param folder where the engine's processes have their files; what lies there is theirs
   */
  public SqlEngine(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
    this.turns = new Semaphore(limits.atOnce(), true);
  }

  public Limits limits() {
    return limits;
  }

  /**
   * The rows that a question brings.
   *
   * @param sql one statement that reads
   * @param rows the most that are wanted
   * @throws TributaryException with a code of the family QUERY
   */
  public SqlResult answer(String sql, int rows, Tables tables) {
    if (!limits.enabled()) {
      throw new TributaryException(
          ErrorCode.QUERY_UNAVAILABLE, "Queries are switched off here by the setting 'query'.");
    }
    takeTurn();
    try {
      long start = System.nanoTime();
      WorkerProcess worker = take();
      try {
        return answer(worker, sql, rows, tables, start);
      } finally {
        give(worker);
      }
    } finally {
      turns.release();
    }
  }

  private SqlResult answer(WorkerProcess worker, String sql, int rows, Tables tables, long start) {
    Frames.Reply read = worker.ask(new Frames.Order(sql, null, 0, 0), limits.time()).orThrow();
    Frames.Order order = new Frames.Order(null, named(read, tables), rows, limits.bytes());
    Duration left = limits.time().minusNanos(System.nanoTime() - start);
    SqlResult result = Objects.requireNonNull(worker.ask(order, left).orThrow().result());
    return new SqlResult(
        result.columns(),
        result.rows(),
        result.rowCount(),
        result.truncated(),
        (System.nanoTime() - start) / 1_000_000,
        result.dataSets());
  }

  private static Map<String, TableFiles> named(Frames.Reply read, Tables tables) {
    Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    tables.names().forEach(name -> known.put(name, name));
    Map<String, TableFiles> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (read.lists()) {
      known.keySet().forEach(name -> named.put(name, JUST_A_NAME));
    }
    for (Frames.Name name : Objects.requireNonNull(read.names())) {
      String table = known.get(name.name());
      if (table != null) {
        named.put(table, tables.files(table));
      } else if (!name.defined()) {
        throw new TributaryException(
            ErrorCode.QUERY_TABLE_UNKNOWN,
            "There is no table '"
                + name.name()
                + "'"
                + name.where()
                + "."
                + Nearest.hint(name.name(), known.keySet())
                + " GET /tributary/query/tables lists all.");
      }
    }
    return named;
  }

  private void takeTurn() {
    try {
      if (turns.tryAcquire(WAIT_FOR_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new TributaryException(
        ErrorCode.QUERY_BUSY,
        "There are " + limits.atOnce() + " queries under way, the most at a time. Send it again.");
  }

  private WorkerProcess take() {
    synchronized (idle) {
      if (closed) {
        throw new TributaryException(ErrorCode.QUERY_UNAVAILABLE, "The service is stopping.");
      }
      if (!used) {
        // What a service that was killed has left there.
        WorkerProcess.remove(folder);
        used = true;
      }
      while (!idle.isEmpty()) {
        WorkerProcess worker = idle.pop();
        if (worker.isUsable()) {
          return busy(worker);
        }
        worker.close();
      }
    }
    return busy(WorkerProcess.start(folder, limits, timer));
  }

  private WorkerProcess busy(WorkerProcess worker) {
    synchronized (idle) {
      busy.add(worker);
    }
    return worker;
  }

  private void give(WorkerProcess worker) {
    synchronized (idle) {
      busy.remove(worker);
      if (worker.isUsable() && !closed) {
        idle.push(worker);
        rest.cancel(false);
        rest = timer.schedule(this::rest, KEPT_IDLE.toMillis(), TimeUnit.MILLISECONDS);
        return;
      }
    }
    worker.close();
  }

  /** Lets the processes go when nobody has asked for a while. */
  private void rest() {
    synchronized (idle) {
      idle.forEach(WorkerProcess::close);
      idle.clear();
    }
  }

  /** Whether nobody is asking. */
  boolean isIdle() {
    return turns.availablePermits() == limits.atOnce();
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      busy.forEach(WorkerProcess::end);
      idle.forEach(WorkerProcess::close);
      idle.clear();
    }
    timer.shutdownNow();
  }
}
