package io.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionCaseTest {

  private static Stream<String> cases() {
    return Stream.of(
            FunctionCases.TEXT,
            FunctionCases.REGEX_AND_HASH,
            FunctionCases.URL,
            FunctionCases.DATE,
            FunctionCases.OBJECT,
            FunctionCases.ARRAY,
            FunctionCases.LOGIC,
            FunctionCases.ADOBE)
        .flatMap(Cases::lines);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheDocumentedResult(String line) {
    int arrow = line.lastIndexOf(" => ");
    String expected = line.substring(arrow + 4);
    String result = Cases.text(line.substring(0, arrow));
    if (expected.endsWith("…")) {
      assertThat(result).startsWith(expected.substring(0, expected.length() - 1));
    } else {
      assertThat(result).isEqualTo(expected.equals("(empty)") ? "" : expected);
    }
  }

  /** One of them with null; the documented examples are held by {@link FunctionsTest}. */
  @Test
  void everyFunctionHasThreeCases() {
    for (String name : Library.names()) {
      List<String> own =
          cases()
              .map(line -> line.substring(0, line.lastIndexOf(" => ")))
              .filter(expression -> expression.matches("(.*[^A-Za-z_0-9])?" + name + "\\(.*"))
              .toList();
      assertThat(own).as(name).hasSizeGreaterThanOrEqualTo(3);
      boolean constant = Library.required(name).most() == 0;
      assertThat(constant || own.stream().anyMatch(e -> e.matches(".*\\b(none|null)\\b.*")))
          .as(name + " with null")
          .isTrue();
    }
  }
}
