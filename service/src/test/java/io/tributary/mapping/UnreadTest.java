package io.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnreadTest {

  /** Expressions as people write them must not pay for what they do not do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[^@]+@(.+)",
        "^[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\\.)+[A-Za-z]{2,}$",
        "(\\+\\d{1,2}\\s?)?\\(?\\d{3}\\)?[\\s.-]?\\d{3}[\\s.-]?\\d{4}",
        "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)",
        "^(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)(?:T(\\d\\d):(\\d\\d))?\\b",
        "(?i).*?(foo|bar|baz)?.*?(qux)*.*",
        "[[a-z]&&[^aeiou\\]]]*+\\Q(|)\\E?\\p{Lu}{2}\\x{1F600}(?=x|y)(?<!z)\\k<year>?"
      })
  void costsLittle(String expression) {
    Pattern.compile(expression.replace("\\k<year>", ""));
    assertThat(Unread.in(expression)).isLessThan(128);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)x",
        "(a?|b?){18}",
        "(?:a*|(?>b*)|\\b){18}?x",
        "((a?)?(b?)?){9}",
        "(?:(?:(?:b{0}){60000}){60000}){60000}",
        "(?=(|){18})[|)]*",
        "\\Q\\E(?i:|){18}"
      })
  void costsAsMuchAsThereIsToTry(String expression) {
    Pattern.compile(expression);
    assertThat(Unread.in(expression)).isGreaterThan(100_000);
  }

  @Test
  void whatJavaCannotReadOtherwiseIsNotMisread() {
    assertThat(Cases.text("matches_regex('a', '(?x) a # b')")).startsWith("failed: the flag x");
    assertThat(Cases.text("matches_regex('axb', '(?<x>a).(?:b)')")).isEqualTo("true");
  }
}
