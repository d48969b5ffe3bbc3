package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.TestClient.Answer;
import io.tributary.http.ContractStep.Expectation;

/** The bodies of refusals: the gateway's, those of unreadable requests, the Flow Service's. */
final class ContractRefusal {
  private ContractRefusal() {}

  /**
   * Throws unless the answer is a whole one of the family that its code belongs to.
   *
   * @param words a pattern of its message; empty for any
   */
  static void expect(Expectation expected, String words, Answer answer) {
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    if (expected.code().matches("\\d{6}")) {
      assertThat(answer.body().path("error_code").asText()).isEqualTo(expected.code());
      assertThat(answer.body().path("message").asText()).contains(words).isNotBlank();
      assertThat(answer.body().properties()).hasSize(2);
    } else if (expected.code().matches("\\d{4}")) {
      problem(expected, words, answer);
    } else if (!expected.code().isEmpty()) {
      unreadable(expected, words, answer);
    }
  }

  private static void unreadable(Expectation expected, String words, Answer answer) {
    JsonNode body = answer.body();
    assertThat(body.path("title").asText()).as(answer.text()).isEqualTo(expected.code());
    assertThat(body.path("status").asInt()).isEqualTo(expected.status());
    assertThat(body.path("type").asText()).isEqualTo("/placeholder/type/uri");
    assertThat(body.path("detail").asText()).contains(words).isNotBlank();
  }

  private static void problem(Expectation expected, String words, Answer answer) {
    String code = expected.code() + "-" + expected.status();
    JsonNode body = answer.body();
    assertThat(body.path("type").asText())
        .as(answer.text())
        .isEqualTo("https://ns.adobe.com/aep/errors/FLOW-" + code);
    assertThat(body.path("title").asText()).isEqualTo(title(expected, code));
    assertThat(body.path("status").isInt()).isTrue();
    assertThat(body.path("status").asInt()).isEqualTo(expected.status());
    String told = body.path("errorMessage").asText();
    assertThat(told).containsPattern("(?s)" + words).isNotBlank();
    assertThat(body.path("errorDetails").asText()).isEqualTo(told);
    assertThat(body.at("/report/detailed-message").asText()).isEqualTo(told);
    assertThat(body.at("/report/request-id").asText())
        .isEqualTo(answer.header(Answers.REQUEST_ID))
        .isNotBlank();
  }

  static String title(Expectation expected, String code) {
    return expected.title().isEmpty()
        ? ContractCodes.titles(code).stream().findFirst().orElse("a code of codes.txt")
        : expected.title();
  }
}
