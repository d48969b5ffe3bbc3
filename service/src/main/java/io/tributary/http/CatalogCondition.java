package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The Catalog's conditions on what is shown of a thing: exact, with {@code *} for any text, by
 * regular expression, by order, or by mere presence.
 */
final class CatalogCondition {
  private static final Pattern FORM =
      Pattern.compile("(!?)([^=!<>~]+?)(?:(==|!=|<=|>=|<|>|~)(.*))?", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})+");
  private static final int LONGEST_EXPRESSION = 200;

  /** Characters that one regular expression may look at; backtracking can take forever. */
  private static final int LOOKS = 100_000;

  private CatalogCondition() {}

  /** {@code name}, {@code !name}, {@code name~^a}, {@code name==a*}, {@code created>=5}, …. */
  static Predicate<JsonNode> property(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || (form.group(3) != null && !form.group(1).isEmpty())) {
      throw invalid("The property filter '" + text + "' cannot be read. Write name==value.");
    }
    String name = form.group(2).strip();
    if (name.contains(".")) {
      throw invalid("The property filter '" + text + "' names a field within another one.");
    }
    String op = form.group(3);
    if (op == null) {
      boolean wanted = form.group(1).isEmpty();
      return shown -> shown.hasNonNull(name) == wanted;
    }
    String value = unquoted(form.group(4).strip());
    return switch (op) {
      case "==" -> shown -> equal(shown.path(name), value);
      case "!=" -> shown -> !equal(shown.path(name), value);
      case "~" -> expression(name, value);
      default -> shown -> inOrder(shown.path(name), op, value);
    };
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /** {@code name=a,b} is any of them, {@code name=!a,b} none. */
  static Predicate<JsonNode> simple(String name, String text) {
    boolean none = text.startsWith("!");
    List<String> values = List.of((none ? text.substring(1) : text).split(",", -1));
    return shown -> values.stream().anyMatch(value -> equal(shown.path(name), value)) != none;
  }

  /** {@code tag:value,other:*}: all of them. */
  static Predicate<JsonNode> tags(String text) {
    List<Predicate<JsonNode>> wanted = new ArrayList<>();
    for (String pair : text.split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 1) {
        throw invalid("The tag '" + pair + "' is not of the form name:value; * is any value.");
      }
      String name = pair.substring(0, colon);
      String value = pair.substring(colon + 1);
      wanted.add(
          shown -> {
            for (JsonNode tag : shown.path("tags").path(name)) {
              if (equal(tag, value)) {
                return true;
              }
            }
            return false;
          });
    }
    return shown -> wanted.stream().allMatch(tag -> tag.test(shown));
  }

  /** Whether a list of values holds text that stands for others. */
  static boolean hasWildcard(String values) {
    return values.contains("*");
  }

  private static boolean equal(JsonNode node, String value) {
    if (!node.isValueNode() || node.isNull()) {
      return false;
    }
    String text = node.asText();
    return hasWildcard(value) ? isLike(text, value) : text.equals(value);
  }

  /**
   * One asterisk is any text, two are an asterisk. Each part is looked for behind the one before.
   */
  private static boolean isLike(String text, String value) {
    String[] parts = value.replace("**", "\0").split("\\*", -1);
    int at = 0;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].replace('\0', '*');
      boolean last = i == parts.length - 1;
      int found = last && i > 0 ? text.length() - part.length() : text.indexOf(part, at);
      boolean whole = last && i == 0 && !text.equals(part);
      if (found < at || whole || (i == 0 && found > 0) || !text.startsWith(part, found)) {
        return false;
      }
      at = found + part.length();
    }
    return true;
  }

  private static boolean inOrder(JsonNode node, String op, String value) {
    if (!node.isValueNode() || node.isNull()) {
      return false;
    }
    int order = compare(node, value);
    return switch (op) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static int compare(JsonNode node, String value) {
    if (node.isNumber()) {
      try {
        return node.decimalValue().compareTo(new BigDecimal(value));
      } catch (NumberFormatException e) {
        throw invalid("'" + value + "' is not a number to compare with.");
      }
    }
    String text = node.asText();
    return VERSION.matcher(text).matches() && VERSION.matcher(value).matches()
        ? Arrays.compare(numbers(text), numbers(value))
        : text.compareTo(value);
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static Predicate<JsonNode> expression(String name, String expression) {
    if (expression.length() > LONGEST_EXPRESSION) {
      throw invalid("A regular expression may have " + LONGEST_EXPRESSION + " characters.");
    }
    try {
      Pattern pattern = Pattern.compile(expression);
      return shown -> {
        JsonNode node = shown.path(name);
        return node.isValueNode() && !node.isNull() && found(pattern, node.asText());
      };
    } catch (PatternSyntaxException e) {
      throw new TributaryException(
          ErrorCode.CATALOG_INVALID,
          "'" + expression + "' is no regular expression: " + e.getDescription() + ".",
          e);
    }
  }

  private static boolean found(Pattern pattern, String text) {
    return pattern.matcher(new Metered(text, 0, text.length(), new AtomicInteger(LOOKS))).find();
  }

  private static TributaryException invalid(String why) {
    return new TributaryException(ErrorCode.CATALOG_INVALID, why);
  }

  /** Text that can be looked at so often. */
  private record Metered(String text, int start, int end, AtomicInteger left)
      implements CharSequence {
    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      if (left.getAndDecrement() == 0) {
        throw invalid("The regular expression takes too long. Write a simpler one.");
      }
      return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Metered(text, start + from, start + to, left);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
