package io.tributary.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions on one record, and prints what comes out. */
final class Cases {
  static final List<String> NAMES =
      List.of("a", "b", "n", "x", "t", "d", "list", "person", "none", "First Name", "c.d", "new");

  private Cases() {}

  private static @Nullable Object[] values() {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("name", Map.of("first", "Ada", "last.name", "Lovelace"));
    person.put(
        "phones", List.of(Map.of("no", "1", "kind", "home"), Map.of("no", "2"), Map.of("no", 3L)));
    return new @Nullable Object[] {
      "Hello",
      "World",
      7L,
      2.5,
      Instant.parse("2019-10-17T11:55:12Z"),
      LocalDate.of(2020, 2, 29),
      Arrays.asList("p", null, "q"),
      person,
      null,
      "Spaced",
      "Dotted",
      "reserved"
    };
  }

  static @Nullable Object value(String expression) {
    return Expressions.compile(
            expression,
            new Columns(Records.columns(NAMES.toArray(String[]::new))),
            Records.CLOCK,
            new Patterns())
        .read(values());
  }

  /** The value as text; {@code null} as that word, a failure as {@code failed: reason}. */
  static String text(String expression) {
    try {
      Object value = value(expression);
      return value == null ? "null" : Text.of(value);
    } catch (Unmappable e) {
      return "failed: " + e.reason();
    } catch (IllegalArgumentException e) {
      return "refused: " + e.getMessage();
    }
  }

  /** Lines of {@code expression => result}; a result that ends in … is only a beginning. */
  static Stream<String> lines(String table) {
    return table.lines().filter(line -> !line.isBlank());
  }
}
