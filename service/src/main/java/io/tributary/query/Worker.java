package io.tributary.query;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The process that answers questions, one at a time, for as long as the service wants it. It ends
 * by itself when the service does, and when it holds more memory than it may: no setting of the
 * engine keeps one function of one row from taking all there is.
 */
public final class Worker {
  static final int OVER_MEMORY = 77;
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path FIRST_TO_GO = Path.of("/proc/self/oom_score_adj");
  private static final long STACK_BYTES = 64L << 20;

  private final BlockingQueue<Frames.Order> orders = new LinkedBlockingQueue<>();
  private final DataOutputStream out;
  private final int memoryMebibytes;
  private final int threads;
  private @Nullable Database database;
  private @Nullable Statement statement;

  private Worker(DataOutputStream out, int memoryMebibytes, int threads) {
    this.out = out;
    this.memoryMebibytes = memoryMebibytes;
    this.threads = threads;
  }

  /**
   * Answers until nobody is there to ask.
   *
   * @param args what the engine may hold in MiB, how many threads it may use, and how many bytes
   *     the process may hold
   */
  public static void main(String[] args) throws IOException {
    // Nothing but answers may get between the service and this process.
    DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    System.setOut(System.err);
    Worker worker = new Worker(out, Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    long most = Long.parseLong(args[2]);
    start("watch", 0, () -> watch(most));
    start("answers", STACK_BYTES, worker::work);
    try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
      while (true) {
        worker.orders.add(Frames.read(in, Frames.Order.class));
      }
    } catch (IOException e) {
      // The service has gone, or wants no more.
      Runtime.getRuntime().halt(0);
    }
  }

  private static void start(String name, long stackBytes, Runnable work) {
    Thread thread = new Thread(null, work, name, stackBytes);
    thread.setUncaughtExceptionHandler((any, e) -> Runtime.getRuntime().halt(ended(e)));
    thread.start();
  }

  private static int ended(Throwable failure) {
    failure.printStackTrace();
    return failure instanceof OutOfMemoryError ? OVER_MEMORY : 1;
  }

  private static void watch(long most) {
    try {
      if (Files.isWritable(FIRST_TO_GO)) {
        Files.writeString(FIRST_TO_GO, "1000");
      }
      while (Files.exists(STATUS)) {
        if (held() > most) {
          Runtime.getRuntime().halt(OVER_MEMORY);
        }
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
      }
    } catch (IOException e) {
      // Where the system does not tell, the engine's own limit is the only one.
    }
  }

  /** Memory of this process, in bytes. */
  private static long held() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return 0;
  }

  private void work() {
    try {
      Frames.write(out, renewed());
      while (true) {
        Frames.Order order = orders.take();
        Frames.write(out, answer(order));
        if (order.sql() == null) {
          renewed();
        }
      }
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** The next question's database is there before the question. */
  private Frames.Reply renewed() {
    try {
      if (database != null) {
        database.close();
      }
      database = Database.open(memoryMebibytes, threads);
      return Frames.Reply.READY;
    } catch (SQLException | RuntimeException | LinkageError e) {
      e.printStackTrace();
      return Frames.Reply.failed(
          ErrorCode.QUERY_UNAVAILABLE,
          "Queries cannot be answered: the query engine has no library for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch")
              + ", or it cannot be loaded. docs/query.md says how to build the service with it.");
    }
  }

  private Frames.Reply answer(Frames.Order order) {
    try {
      Database open = Objects.requireNonNull(database);
      if (order.sql() != null) {
        statement = open.read(order.sql());
        return new Frames.Reply(statement.names(), statement.lists(), null, null, null);
      }
      return new Frames.Reply(
          null, false, open.run(Objects.requireNonNull(statement), order), null, null);
    } catch (TributaryException e) {
      return Frames.Reply.failed(e.code(), e.text());
    } catch (SQLException e) {
      e.printStackTrace();
      return Frames.Reply.failed(ErrorCode.QUERY_FAILED, "The query engine failed.");
    }
  }
}
