package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code property=} condition: {@code path op value{,value}}. Several values mean any of them;
 * text is compared without regard to case, numbers and booleans by value; a missing path matches
 * only {@code !=}.
 *
 * @param path dotted; a part ending in {@code []} means any element
 */
public record Filter(String path, Op op, List<String> values) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([^=!<>~\\s]+)\\s*(==|!=|<=|>=|=~|<|>|~|=)(.*)", Pattern.DOTALL);

  /** The operators of the grammar. */
  public enum Op {
    EQ("=="),
    NE("!="),
    LT("<"),
    GT(">"),
    LE("<="),
    GE(">=");

    private final String sign;

    Op(String sign) {
      this.sign = sign;
    }

    static Op of(String sign) {
      for (Op op : values()) {
        if (op.sign.equals(sign)) {
          return op;
        }
      }
      if (sign.equals("=")) {
        return EQ;
      }
      throw new TributaryException(
          sign.contains("~") ? ErrorCode.OPERATOR_NOT_IMPLEMENTED : ErrorCode.OPERATOR_UNKNOWN,
          "The operator " + sign + " is not supported. Use one of == != < > <= >=.");
    }

    boolean holds(int comparison) {
      return switch (this) {
        case EQ -> comparison == 0;
        case NE -> comparison != 0;
        case LT -> comparison < 0;
        case GT -> comparison > 0;
        case LE -> comparison <= 0;
        case GE -> comparison >= 0;
      };
    }
  }

  public Filter {
    values = List.copyOf(values);
  }

  /** Whether the text is a bare list of field names (a projection) rather than a condition. */
  public static boolean isProjection(String text) {
    return !text.isBlank() && !FORM.matcher(text).matches();
  }

  /** Reads one condition, already percent-decoded. */
  public static Filter parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_BAD, "The filter '" + text + "' is not of the form field==value.");
    }
    Op op = Op.of(matcher.group(2));
    List<String> values = values(matcher.group(3));
    if (values.isEmpty() || values.contains("")) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_EMPTY, "The filter on " + matcher.group(1) + " has no value.");
    }
    if (values.size() > 1 && op != Op.EQ && op != Op.NE) {
      throw new TributaryException(
          ErrorCode.RANGE_WITH_VALUES,
          "The filter on "
              + matcher.group(1)
              + " compares a range with several values; give one value.");
    }
    return new Filter(matcher.group(1), op, values);
  }

  private static List<String> values(String text) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().strip());
    return values;
  }

  /** Whether a document, as it is shown, satisfies the condition. */
  public boolean matches(JsonNode document) {
    boolean any = anyMatches(document, path.split("\\."), 0, op == Op.NE ? Op.EQ : op);
    return (op == Op.NE) != any;
  }

  private boolean anyMatches(JsonNode node, String[] parts, int depth, Op wanted) {
    if (depth == parts.length) {
      return values.stream().anyMatch(value -> compares(node, value, wanted));
    }
    String part = parts[depth];
    if (!part.endsWith("[]")) {
      return anyMatches(node.path(part), parts, depth + 1, wanted);
    }
    for (JsonNode element : node.path(part.substring(0, part.length() - 2))) {
      if (anyMatches(element, parts, depth + 1, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean compares(JsonNode node, String value, Op wanted) {
    if (node.isNumber()) {
      try {
        return wanted.holds(node.decimalValue().compareTo(new java.math.BigDecimal(value)));
      } catch (NumberFormatException e) {
        return false;
      }
    }
    if (node.isValueNode() && !node.isNull()) {
      return wanted.holds(fold(node.asText()).compareTo(fold(value)));
    }
    return false;
  }

  /** The form in which text is compared. */
  public static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
