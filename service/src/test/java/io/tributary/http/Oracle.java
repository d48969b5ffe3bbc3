package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A condition of the property grammar, and what it means, said a second time and as plainly as can
 * be: over a document as it was answered, without the program's own reading of either.
 */
record Oracle(String path, String operator, List<String> values) {
  private static final List<String> PATHS =
      List.of(
          "name",
          "description",
          "state",
          "id",
          "connectionSpec.id",
          "connectionSpec.version",
          "auth.specName",
          "createdAt",
          "updatedAt",
          "createdBy",
          "sandboxName",
          "imsOrgId",
          "etag");

  /** The others are refused a range: a state or an id has no order that means anything. */
  private static final List<String> ORDERED =
      List.of("name", "description", "createdAt", "updatedAt");

  private static final List<String> WORDS =
      List.of(
          "alpha",
          "B%",
          "b_",
          "c'd",
          "7",
          "7.0",
          "draft",
          "ENABLED",
          "1.0",
          "number 2",
          "a, b",
          "zzz",
          "=x",
          "ärger");

  /** One that has something to do with the document. */
  static Oracle generate(Random random, JsonNode document) {
    String path = PATHS.get(random.nextInt(PATHS.size()));
    boolean several = random.nextInt(4) == 0;
    boolean ordered = ORDERED.contains(path);
    List<String> operators =
        several || !ordered ? List.of("==", "!=") : List.of("==", "!=", "<", ">", "<=", ">=");
    String own = value(random, path, document);
    return new Oracle(
        path,
        operators.get(random.nextInt(operators.size())),
        several ? List.of(own, value(random, path, document)) : List.of(own));
  }

  private static String value(Random random, String path, JsonNode document) {
    String own = document.at("/" + path.replace('.', '/')).asText().replace("\"", "");
    if (path.endsWith("At")) {
      return Long.toString(document.path(path).asLong() + random.nextInt(3) - 1);
    }
    if (own.isBlank() || random.nextInt(3) == 0) {
      return WORDS.get(random.nextInt(WORDS.size()));
    }
    return random.nextBoolean() ? own : own.toUpperCase(Locale.ROOT);
  }

  /** As somebody may write it: with quotes where they are needed, or anywhere. */
  String text(Random random) {
    List<String> written =
        values.stream()
            .map(
                value ->
                    random.nextBoolean() && value.matches("[\\w@.-]+") ? value : '"' + value + '"')
            .toList();
    return path + operator + String.join(",", written);
  }

  boolean holds(JsonNode document) {
    JsonNode node = document.at("/" + path.replace('.', '/'));
    if (operator.equals("!=")) {
      return values.stream().noneMatch(value -> compare(node, value, "=="));
    }
    return values.stream().anyMatch(value -> compare(node, value, operator));
  }

  private static boolean compare(JsonNode node, String value, String operator) {
    if (node.isMissingNode() || node.isNull()) {
      return false;
    }
    if (node.isTextual()) {
      String text = node.asText().toLowerCase(Locale.ROOT);
      return holds(text.compareTo(value.toLowerCase(Locale.ROOT)), operator);
    }
    return value.matches("-?\\d+(\\.\\d+)?")
        && holds(node.decimalValue().compareTo(new BigDecimal(value)), operator);
  }

  private static boolean holds(int comparison, String operator) {
    return switch (operator) {
      case "==" -> comparison == 0;
      case "<" -> comparison < 0;
      case ">" -> comparison > 0;
      case "<=" -> comparison <= 0;
      default -> comparison >= 0;
    };
  }
}
