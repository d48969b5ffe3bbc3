package io.tributary.mapping;

import static io.tributary.mapping.Records.CLOCK;
import static io.tributary.mapping.Records.array;
import static io.tributary.mapping.Records.columns;
import static io.tributary.mapping.Records.map;
import static io.tributary.mapping.Records.object;
import static io.tributary.mapping.Records.row;
import static io.tributary.mapping.Records.rule;
import static io.tributary.mapping.Records.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.RecordError;
import io.tributary.model.TributaryException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is written and whatever comes, mapping answers. Seeds are shown with each failure. */
class MappingPropertyTest {
  private static final int TRIES = Integer.getInteger("mapping.tries", 1500);
  private static final long FIRST_SEED = Long.getLong("mapping.seed", 0);
  private static final Pattern DEFECT =
      Pattern.compile("java\\.lang\\.|java\\.util\\.|org\\.apache");
  private static final List<String> FUNCTIONS =
      Library.names().stream().filter(name -> !name.matches("uuid|guid|ua_.*")).sorted().toList();
  private static final List<String> OPERATORS =
      List.of(
          "+", "-", "*", "/", "%", "==", "!=", "<", ">=", "=~", "!~", "&&", "||", "&", "|", "^",
          "?:", "??");
  private static final List<String> ATOMS =
      List.of(
          "a",
          "b.c",
          "b[0]",
          "b[*].c",
          "${a b}",
          "none",
          "null",
          "true",
          "0",
          "-1",
          "2.5",
          "99999999999999999999",
          "''",
          "'x'",
          "'12'",
          "'2019-01-01'",
          "'a,b:c;d=e|f'",
          "'yyyy'",
          "'(a|b)*c'",
          "'https://x.y/z?q=1#r'",
          "[]",
          "[1,'a',null]",
          "{'k':1}",
          "{}");
  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          "",
          " ",
          "x",
          "12",
          "-0.0",
          "yes",
          "2019-01-01",
          "31.12.2019",
          "1E999",
          "\u0000\uD800",
          "x".repeat(10_000),
          0L,
          Long.MIN_VALUE,
          -0.0,
          Double.NaN,
          1e300,
          Double.NEGATIVE_INFINITY,
          true,
          new BigDecimal("1E+1000000"),
          new BigDecimal("0.1"),
          LocalDate.MIN,
          LocalDate.of(2020, 2, 29),
          Instant.MIN,
          Instant.MAX,
          Instant.EPOCH,
          List.of(),
          Arrays.asList(null, "a", List.of(1L)),
          Map.of(),
          Map.of("c", "d"),
          List.of(Map.of("c", 1L), Map.of()));

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String expression(Random random, int depth) {
    if (depth == 0) {
      return one(ATOMS, random);
    }
    return switch (random.nextInt(7)) {
      case 0 -> one(ATOMS, random);
      case 1 ->
          "("
              + expression(random, depth - 1)
              + " "
              + one(OPERATORS, random)
              + " "
              + expression(random, depth - 1)
              + ")";
      case 2 ->
          "("
              + expression(random, depth - 1)
              + " ? "
              + expression(random, depth - 1)
              + " : "
              + expression(random, depth - 1)
              + ")";
      case 3 ->
          "transformArray("
              + expression(random, depth - 1)
              + ", v -> v + "
              + expression(random, depth - 1)
              + ")";
      default -> call(random, depth);
    };
  }

  private static String call(Random random, int depth) {
    Function function = Library.required(one(FUNCTIONS, random));
    int most = Math.min(function.most(), function.least() + 3);
    int count = function.least() + random.nextInt(most - function.least() + 1);
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(expression(random, depth - 1));
    }
    return function.name() + "(" + String.join(", ", arguments) + ")";
  }

  private static Mapping compile(String expression, Field target) {
    return Mapping.compile(
        set(rule("EXPRESSION", expression, "out")),
        columns("a", "b", "a b", "none"),
        row(target),
        CLOCK);
  }

  @Test
  void everyExpressionComputesOrFailsTheSameWayTwice() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + TRIES; seed++) {
      Random random = new Random(seed);
      String expression = expression(random, 3);
      @Nullable Object[] values = {one(VALUES, random), one(VALUES, random), "a", null};
      String shown = "seed " + seed + ": " + expression + " of " + values[0] + ", " + values[1];
      String cut = shown.length() > 2000 ? shown.substring(0, 2000) : shown;
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> maps(expression, values, cut), cut);
    }
  }

  private static void maps(String expression, @Nullable Object[] values, String shown) {
    Mapping mapping;
    try {
      mapping = compile(expression, Field.of("out", Kind.STRING));
    } catch (TributaryException e) {
      assertThat(e.text()).as(shown).contains("position");
      return;
    } catch (RuntimeException e) {
      throw new AssertionError(shown, e);
    }
    Mapped first = maps(mapping, values, shown);
    Mapped second = maps(mapping, values, shown);
    assertThat(first.row()).as(shown).isEqualTo(second.row());
    assertThat(first.warnings()).as(shown).isEqualTo(second.warnings());
    for (RecordError warning : first.warnings()) {
      String reason = warning.message().substring(warning.message().indexOf(" failed"));
      assertThat(DEFECT.matcher(reason).find()).as(shown + " -> " + reason).isFalse();
    }
  }

  private static Mapped maps(Mapping mapping, @Nullable Object[] values, String shown) {
    try {
      return mapping.map(values);
    } catch (RuntimeException e) {
      throw new AssertionError(shown, e);
    }
  }

  @Test
  void everyTextIsRefusedOrCompiled() {
    String alphabet = "ab.,()[]{}'\"\\$*+-/%&|!~=<>?:;#@`0123456789 \n\té new if var -> ..";
    for (long seed = FIRST_SEED; seed < FIRST_SEED + TRIES; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(random.nextBoolean() ? expression(random, 2) : "");
      for (int i = random.nextInt(40); i > 0; i--) {
        text.insert(
            random.nextInt(text.length() + 1),
            alphabet.charAt(random.nextInt(70) % alphabet.length()));
      }
      String shown = "seed " + seed + ": " + text;
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            try {
              compile(text.toString(), Field.of("out", Kind.STRING));
            } catch (TributaryException e) {
              assertThat(e.text()).as(shown).startsWith("Mapping 1 (");
            }
          },
          shown);
    }
  }

  @Test
  void everyValueFitsOrIsNotedForEveryField() {
    List<Field> targets = new ArrayList<>();
    for (Kind kind :
        List.of(Kind.STRING, Kind.BOOLEAN, Kind.INTEGER, Kind.NUMBER, Kind.DATE, Kind.DATE_TIME)) {
      Field field = Field.of("out", kind);
      targets.addAll(List.of(field, array("out", field), map("out", field)));
      targets.add(object("out", Field.of("c", kind)));
    }
    for (Field target : targets) {
      Mapping mapping = compile("a", target);
      for (Object value : VALUES) {
        String shown = target + " from " + (value == null ? "null" : Draft.cut(Text.of(value)));
        Mapped mapped = maps(mapping, new @Nullable Object[] {value, null, null, null}, shown);
        @Nullable Object[] row = mapped.row();
        assertThat(row).as(shown).hasSize(1);
        boolean blank = value == null || (value instanceof String text && text.isBlank());
        assertThat(row != null && row[0] == null && !blank && mapped.warnings().isEmpty())
            .as(shown)
            .isFalse();
      }
    }
  }

  @Test
  void manyThreadsShareOneMapping() throws InterruptedException {
    Mapping mapping =
        compile(
            "concat(format(a, 'yyyy'), '-', transformArray([1,2], x -> x + none)[0])",
            Field.of("out", Kind.STRING));
    Map<String, Integer> results = new java.util.concurrent.ConcurrentHashMap<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 2000; i++) {
                  Object[] values = {LocalDate.of(2000 + i % 10, 1, 1), "", "", "x"};
                  String out = Arrays.toString(mapping.map(values).row());
                  results.merge(i % 10 + out, 1, Integer::sum);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      expected.put(i + "[" + (2000 + i) + "-1x]", 800);
    }
    assertThat(results).isEqualTo(expected);
  }
}
