package io.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  @Test
  void everyFunctionHasThreeCases() {
    Map<String, Integer> counts = new HashMap<>();
    Pattern calls = Pattern.compile("([A-Za-z_0-9]+)\\(");
    cases()
        .forEach(
            line -> {
              Matcher call = calls.matcher(line.substring(0, line.lastIndexOf(" => ")));
              while (call.find()) {
                counts.merge(call.group(1), 1, Integer::sum);
              }
            });
    for (String name : Library.names()) {
      boolean constant = Library.required(name).most() == 0;
      assertThat(counts.getOrDefault(name, 0)).as(name).isGreaterThanOrEqualTo(constant ? 1 : 3);
    }
  }
}
