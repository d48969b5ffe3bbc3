package io.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.mapping.Functions.Listed;
import io.tributary.mapping.Functions.Parameter;
import io.tributary.model.Json;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private static final Set<String> RANDOM = Set.of("uuid", "guid");

  @Test
  void listsEveryFunctionThatCanBeCalledAndNoOther() {
    assertThat(Functions.list())
        .extracting(Listed::function)
        .containsExactlyInAnyOrderElementsOf(Library.names());
  }

  @Test
  void everyExampleGivesItsResult() {
    for (Listed listed : Functions.list()) {
      String result = Cases.text(listed.example());
      if (RANDOM.contains(listed.function())) {
        assertThat(result).hasSameSizeAs(listed.result());
      } else {
        assertThat(result).as(listed.example()).isEqualTo(String.valueOf(listed.result()));
      }
    }
  }

  @Test
  void theParametersListedAreThoseThatAreTaken() {
    for (Listed listed : Functions.list()) {
      Function function = Library.required(listed.function());
      long required = listed.params().stream().filter(p -> p.type().equals("REQUIRED")).count();
      boolean many = listed.params().stream().anyMatch(p -> p.name().endsWith("..."));
      assertThat(function.most() == Function.ANY).as(listed.function()).isEqualTo(many);
      if (!many) {
        assertThat(function.least()).as(listed.function()).isLessThanOrEqualTo((int) required);
        assertThat(function.most()).as(listed.function()).isEqualTo(listed.params().size());
      }
      assertThat(listed.params())
          .extracting(Parameter::position)
          .isEqualTo(java.util.stream.IntStream.range(0, listed.params().size()).boxed().toList());
    }
  }

  @Test
  void everyOperatorsExampleCanBeComputed() {
    for (Functions.Operator operator : Functions.operators()) {
      assertThat(Cases.text(operator.example())).as(operator.example()).doesNotContain(": ");
    }
    assertThat(Json.write(Functions.operators().get(0)))
        .startsWith("{\"operatorSymbol\":\"+\",\"methodName\":\"add\",\"numberOfOperands\":2,");
  }
}
