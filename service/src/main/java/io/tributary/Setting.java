package io.tributary;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of setting.
 *
 * @param otherwise its default
 * @param problem what a value would have to be; nothing if it may be used
 */
record Setting(String otherwise, Function<String, Optional<String>> problem) {

  static Setting text(String otherwise) {
    return new Setting(otherwise, value -> Optional.empty());
  }

  static Setting choice(String otherwise, String... allowed) {
    return new Setting(
        otherwise, value -> needed(List.of(allowed).contains(value), "one of " + List.of(allowed)));
  }

  static Setting number(int otherwise, int least, int most) {
    return new Setting(
        Integer.toString(otherwise),
        value ->
            needed(
                value.matches("\\d{1,9}")
                    && Integer.parseInt(value) >= least
                    && Integer.parseInt(value) <= most,
                "a whole number from " + least + " to " + most));
  }

  static Setting url(String otherwise) {
    return new Setting(
        otherwise,
        value ->
            needed(
                value.equals(otherwise) || value.matches("https?://[^/?#\\s@]+(/[^?#\\s]*)?"),
                "a URL such as https://host"));
  }

  static Setting duration(String otherwise) {
    return new Setting(
        otherwise,
        value -> {
          try {
            return needed(!Duration.parse(value).isNegative(), "a duration such as PT1H or PT30M");
          } catch (DateTimeParseException e) {
            return Optional.of("a duration such as PT1H or PT30M");
          }
        });
  }

  private static Optional<String> needed(boolean usable, String what) {
    return usable ? Optional.empty() : Optional.of(what);
  }
}
