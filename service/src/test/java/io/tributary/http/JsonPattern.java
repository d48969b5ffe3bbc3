package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * JSON as it is expected: an object has at least these fields, a list exactly these elements; words
 * in angle brackets and texts after a tilde stand for many values.
 */
final class JsonPattern {
  private static final Map<String, Pattern> WORDS =
      Map.of(
          "<uuid>", Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
          "<etag>", Pattern.compile("\"[^\"]+\""),
          "<text>", Pattern.compile("(?s).*\\S.*"));

  private final List<String> problems = new ArrayList<>();

  private JsonPattern() {}

  /** What differs, each with its pointer; empty if nothing does. */
  static List<String> differences(JsonNode expected, JsonNode actual) {
    JsonPattern pattern = new JsonPattern();
    pattern.match("", expected, actual);
    return pattern.problems;
  }

  private void match(String at, JsonNode expected, JsonNode actual) {
    if (expected.isObject()) {
      matchFields(at, expected, actual);
    } else if (expected.isArray()) {
      matchElements(at, expected, actual);
    } else if (expected.isTextual()) {
      require(at, textMatches(expected.asText(), actual), expected, actual);
    } else if (expected.isNumber() && actual.isNumber()) {
      int order = expected.decimalValue().compareTo(actual.decimalValue());
      require(at, order == 0, expected, actual);
    } else {
      require(at, expected.equals(actual), expected, actual);
    }
  }

  private void matchFields(String at, JsonNode expected, JsonNode actual) {
    require(at, actual.isObject(), expected, actual);
    expected
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("<only>")) {
                match(at + "/" + field.getKey(), field.getValue(), actual.path(field.getKey()));
              }
            });
    if (expected.has("<only>")) {
      actual
          .fieldNames()
          .forEachRemaining(name -> require(at + "/" + name, expected.has(name), expected, actual));
    }
  }

  private void matchElements(String at, JsonNode expected, JsonNode actual) {
    require(at, actual.isArray(), expected, actual);
    String first = expected.path(0).asText();
    if (first.equals("<each>")) {
      require(at, !actual.isEmpty(), expected, actual);
      for (int i = 0; i < actual.size(); i++) {
        match(at + "/" + i, expected.path(1), actual.path(i));
      }
    } else if (first.equals("<has>")) {
      for (int i = 1; i < expected.size(); i++) {
        require(at, has(actual, expected.path(i)), expected.path(i), actual);
      }
    } else if (first.equals("<size>")) {
      require(at, actual.size() == expected.path(1).asInt(), expected, actual);
    } else {
      require(at, actual.size() == expected.size(), expected, actual);
      for (int i = 0; i < expected.size(); i++) {
        match(at + "/" + i, expected.path(i), actual.path(i));
      }
    }
  }

  private static boolean has(JsonNode list, JsonNode expected) {
    for (JsonNode element : list) {
      if (differences(expected, element).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean textMatches(String expected, JsonNode actual) {
    if (expected.startsWith("~")) {
      return actual.isValueNode()
          && !actual.isNull()
          && Pattern.compile(expected.substring(1)).matcher(actual.asText()).find();
    }
    Pattern word = WORDS.get(expected);
    if (word != null) {
      return actual.isTextual() && word.matcher(actual.asText()).matches();
    }
    return switch (expected) {
      case "<absent>" -> actual.isMissingNode();
      case "<any>" -> !actual.isMissingNode();
      case "<number>" -> actual.isNumber();
      case "<ms>" -> actual.isIntegralNumber() && actual.asLong() > 1_500_000_000_000L;
      case "<boolean>" -> actual.isBoolean();
      case "<list>" -> actual.isArray();
      case "<object>" -> actual.isObject();
      default -> actual.isTextual() && actual.asText().equals(expected);
    };
  }

  private void require(String at, boolean holds, JsonNode expected, JsonNode actual) {
    if (!holds) {
      problems.add(at + ": expected " + shortened(expected) + ", got " + shortened(actual));
    }
  }

  private static String shortened(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
