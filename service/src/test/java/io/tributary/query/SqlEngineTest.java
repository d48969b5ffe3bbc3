package io.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.ErrorCode;
import io.tributary.model.SqlResult;
import io.tributary.model.TableFiles;
import io.tributary.model.TributaryException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The processes in which questions are answered, and that they keep to their limits. */
final class SqlEngineTest {
  private static final String ENDLESS =
      "select count(*) from range(1000000) a, range(1000000) b, range(1000000) c"
          + " where a.range + b.range + c.range = 7";
  private static final Limits LIMITS =
      new Limits(true, 2, Duration.ofSeconds(20), 256, 2, 10_000, 1 << 20);

  @TempDir static Path folder;
  private static SqlEngine engine;

  @BeforeAll
  static void start() {
    engine = new SqlEngine(folder.resolve("shared"), LIMITS);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static final Tables NONE =
      new Tables() {
        @Override
        public Collection<String> names() {
          return List.of("people", "places", "people__rejected");
        }

        @Override
        public TableFiles files(String name) {
          TableFiles.Column id = new TableFiles.Column(1, "id", "BIGINT", List.of());
          return new TableFiles(List.of(id), List.of(), List.of());
        }
      };

  private static SqlResult ask(SqlEngine asked, String sql) {
    return asked.answer(sql, 1000, NONE);
  }

  private static String value(String sql) {
    return ask(engine, sql).rows().get(0).get(0).toString();
  }

  private static void refuses(SqlEngine asked, String sql, ErrorCode code) {
    assertThatThrownBy(() -> ask(asked, sql))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).as(e.text()).isEqualTo(code));
  }

  /** One row, one function: the engine's own limit does not see these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select len(range(200000000))",
        "select length(lpad('x', 2000000000, 'y'))",
        "select list_sum(list_transform(range(100000000), lambda x: x * 2))",
        "select * from range(100000000) order by random()",
        "select string_agg(repeat('x', 1000000)) from range(10000)"
      })
  void endsWhatTakesTooMuchMemory(String sql) {
    refuses(engine, sql, ErrorCode.QUERY_OVER_MEMORY);
    assertThat(value("select 42")).isEqualTo("42");
  }

  /** Joins can be interrupted; a function cannot, so its process is ended. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ENDLESS,
        "with recursive r as (select 1 as x union all select x + 1 from r) select count(*) from r",
        "select levenshtein(repeat('a', 100000), repeat('b', 100000))"
      })
  void endsWhatTakesTooLong(String sql) {
    try (SqlEngine hasty = limited(1, Duration.ofSeconds(4))) {
      ask(hasty, "select 1");
      long start = System.nanoTime();
      refuses(hasty, sql, ErrorCode.QUERY_OVER_TIME);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      assertThat(ask(hasty, "select 42").rowCount()).isEqualTo(1);
    }
  }

  private static SqlEngine limited(int atOnce, Duration time) {
    return new SqlEngine(
        folder.resolve("limited"), new Limits(true, atOnce, time, 256, 1, 10_000, 1 << 20));
  }

  @Test
  void answersManyAtATime() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("questions: seed " + seed);
    Random random = new Random(seed);
    ExecutorService people = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> answers = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int a = random.nextInt(1000);
        boolean wrong = random.nextInt(4) == 0;
        expected.add(wrong ? "QUERY-1000-400" : Integer.toString(a * 2));
        answers.add(people.submit(() -> wrong ? code("select nosuch") : value("select 2 * " + a)));
      }
      for (int i = 0; i < 40; i++) {
        assertThat(answers.get(i).get()).isEqualTo(expected.get(i));
      }
    } finally {
      people.shutdownNow();
    }
    try (Stream<Path> processes = Files.list(folder.resolve("shared"))) {
      assertThat(processes.count()).isLessThanOrEqualTo(2);
    }
  }

  private static String code(String sql) {
    try {
      return value(sql);
    } catch (TributaryException e) {
      return e.code().code();
    }
  }

  @Test
  void saysSoWhenThereAreTooManyAndStopsWithoutWaiting() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    SqlEngine small = limited(1, Duration.ofSeconds(60));
    try {
      ask(small, "select 1");
      Future<?> first = other.submit(() -> ask(small, ENDLESS));
      while (small.isIdle()) {
        Thread.onSpinWait();
      }
      refuses(small, "select 1", ErrorCode.QUERY_BUSY);
      small.close();
      assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TributaryException.class);
      refuses(small, "select 1", ErrorCode.QUERY_UNAVAILABLE);
    } finally {
      small.close();
      other.shutdownNow();
    }
    try (Stream<Path> left = Files.list(folder.resolve("limited"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void clearsAwayWhatAKilledServiceLeft() throws IOException {
    Path old = Files.createDirectories(folder.resolve("left/worker123"));
    Files.writeString(old.resolve("libduckdb_java1.so"), "60 megabytes");
    try (SqlEngine next = new SqlEngine(folder.resolve("left"), LIMITS)) {
      ask(next, "select 1");
      assertThat(old).doesNotExist();
    }
  }

  @Test
  void eachQuestionHasADatabaseOfItsOwn() {
    assertThat(value("select count(*) from people")).isEqualTo("0");
    refuses(engine, "select * from peple", ErrorCode.QUERY_TABLE_UNKNOWN);
    assertThatThrownBy(() -> value("select 1 from\n peple"))
        .hasMessage(
            "There is no table 'peple' (line 2, column 2). Did you mean people?"
                + " GET /tributary/query/tables lists all.");
    assertThat(ask(engine, "show tables").rows().toString())
        .isEqualTo("[[\"people\"], [\"people__rejected\"], [\"places\"]]");
  }

  @Test
  void bringsAsManyRowsAndBytesAsItMay() {
    SqlResult some = engine.answer("select * from range(5)", 3, NONE);
    assertThat(some.rowCount()).isEqualTo(3);
    assertThat(some.truncated()).isTrue();
    assertThat(engine.answer("select * from range(3)", 3, NONE).truncated()).isFalse();
    SqlResult wide = ask(engine, "select repeat('x', 100000) from range(1000)");
    assertThat(wide.truncated()).isTrue();
    assertThat(wide.rowCount()).isEqualTo(10);
    refuses(engine, "select repeat('x', 5000000)", ErrorCode.QUERY_OVER_BYTES);
    assertThat(engine.answer("select 1", 0, NONE).rows()).isEmpty();
  }

  @Test
  void canBeSwitchedOff() {
    Limits off = new Limits(false, 1, Duration.ofSeconds(1), 256, 1, 10, 1000);
    try (SqlEngine silent = new SqlEngine(folder.resolve("off"), off)) {
      refuses(silent, "select 1", ErrorCode.QUERY_UNAVAILABLE);
      assertThat(folder.resolve("off")).doesNotExist();
    }
  }

  @Test
  void aProcessEndsWithTheServiceEvenInAnEndlessQuestion() throws Exception {
    Process worker = worker("-Dany=thing");
    DataInputStream in = new DataInputStream(worker.getInputStream());
    DataOutputStream out = new DataOutputStream(worker.getOutputStream());
    assertThat(Frames.read(in, Frames.Reply.class).failure()).isNull();
    Frames.write(out, new Frames.Order(ENDLESS, null, 0, 0));
    Frames.read(in, Frames.Reply.class);
    Frames.write(out, new Frames.Order(null, java.util.Map.of(), 1, 1000));
    out.close();
    assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.exitValue()).isZero();
  }

  @Test
  void saysSoWithoutALibraryForTheMachine() throws Exception {
    Process worker = worker("-Dos.arch=riscv64");
    Frames.Reply reply =
        Frames.read(new DataInputStream(worker.getInputStream()), Frames.Reply.class);
    worker.destroyForcibly();
    assertThat(reply.failure()).isEqualTo(ErrorCode.QUERY_UNAVAILABLE);
    assertThat(reply.message()).contains("no library for").contains("riscv64");
  }

  private static Process worker(String option) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            option,
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            "256",
            "1",
            Long.toString(1L << 30))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
