package io.tributary.query;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running {@link Worker}, seen from the service: an own process of the same program, with an
 * empty environment and an empty folder. One thread at a time.
 */
final class WorkerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(60);
  private static final List<String> KEPT_VARIABLES =
      List.of("LANG", "LC_ALL", "LC_CTYPE", "SystemRoot");

  private final Path folder;
  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final ScheduledExecutorService timer;
  private volatile boolean ended;

  private WorkerProcess(Path folder, Process process, ScheduledExecutorService timer) {
    this.folder = folder;
    this.process = process;
    this.timer = timer;
    this.in = new DataInputStream(process.getInputStream());
    this.out = new DataOutputStream(process.getOutputStream());
  }

  /**
   * Returns when it can be asked.
   *
   * @param folder where it may keep its library; a folder in it goes when the process does
   * @param timer what ends it when its time is over
   */
  static WorkerProcess start(Path folder, Limits limits, ScheduledExecutorService timer) {
    WorkerProcess worker;
    try {
      Files.createDirectories(folder);
      Path own = Files.createTempDirectory(folder, "worker");
      ProcessBuilder builder =
          new ProcessBuilder(command(own, limits))
              .directory(own.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().keySet().retainAll(KEPT_VARIABLES);
      worker = new WorkerProcess(own, builder.start(), timer);
    } catch (IOException e) {
      throw new UncheckedIOException("The process for queries cannot be started", e);
    }
    try {
      worker.within(PATIENCE_AT_START, () -> Frames.read(worker.in, Frames.Reply.class)).orThrow();
      return worker;
    } catch (RuntimeException e) {
      worker.close();
      throw e;
    }
  }

  private static List<String> command(Path folder, Limits limits) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-Xshare:auto",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-XX:ErrorFile=" + folder.resolve("crash.log"),
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        "-Duser.timezone=UTC",
        "-Djava.io.tmpdir=" + folder,
        "-cp",
        classPath(),
        Worker.class.getName(),
        Integer.toString(limits.memoryMebibytes()),
        Integer.toString(limits.threads()),
        Long.toString(limits.processBytes()));
  }

  /** Ours, in words that hold in another folder too. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private interface Talk {
    Frames.Reply reply() throws IOException;
  }

  Frames.Reply ask(Frames.Order order, Duration time) {
    return within(
        time,
        () -> {
          Frames.write(out, order);
          return Frames.read(in, Frames.Reply.class);
        });
  }

  /** Waiting for a process cannot be interrupted, so the process is. */
  private Frames.Reply within(Duration time, Talk talk) {
    Future<?> end = timer.schedule(this::end, time.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return talk.reply();
    } catch (IOException e) {
      throw gone(e);
    } finally {
      end.cancel(false);
    }
  }

  /** Ends the process; whoever waits for its answer learns it. */
  void end() {
    ended = true;
    process.destroyForcibly();
  }

  private TributaryException gone(IOException why) {
    int code = process.destroyForcibly().onExit().join().exitValue();
    if (ended) {
      return new TributaryException(
          ErrorCode.QUERY_OVER_TIME,
          "The query took longer than one may, and was ended. Ask for less: fewer rows, a filter,"
              + " no join without a condition.");
    }
    if (code == Worker.OVER_MEMORY) {
      return Complaint.overMemory();
    }
    LOG.error("the process for queries ended with {}", code, why);
    return new TributaryException(
        ErrorCode.QUERY_FAILED,
        "The query engine broke down over the query. If it does so again, ask in another way.",
        why);
  }

  boolean isUsable() {
    return !ended && process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    remove(folder);
  }

  /** A folder and everything in it, if it is there. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("the folder {} stays behind", folder, e);
    }
  }
}
