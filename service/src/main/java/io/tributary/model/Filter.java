package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
  /** A path, everything that looks like an operator, the values. */
  private static final Pattern FORM =
      Pattern.compile("\\s*([^=!<>~\\s\"]+)\\s*([=!<>~]+)(.*)", Pattern.DOTALL);

  private static final Pattern NAMES =
      Pattern.compile("\\s*[A-Za-z_][\\w:.$-]*\\s*(,\\s*[A-Za-z_][\\w:.$-]*\\s*)*");

  /** Ways to write "is like", which the contract names and does not have. */
  private static final Set<String> LIKE = Set.of("~", "=~", "!~", "~=");

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
          LIKE.contains(sign) ? ErrorCode.OPERATOR_NOT_IMPLEMENTED : ErrorCode.OPERATOR_UNKNOWN,
          "The operator "
              + sign
              + " is not supported. Use one of == != < > <= >=, and quote a value that begins with such a sign.");
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
    return NAMES.matcher(text).matches();
  }

  /** Whether it asks for an order rather than for being the same. */
  public boolean isRange() {
    return op != Op.EQ && op != Op.NE;
  }

  /** The condition as it is written: what {@link #parse} reads back as the same. */
  public String text() {
    return path + op.sign + "\"" + String.join("\",\"", values) + "\"";
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
    Filter filter = new Filter(matcher.group(1), op, values);
    if (values.size() > 1 && filter.isRange()) {
      throw new TributaryException(
          ErrorCode.RANGE_WITH_VALUES,
          "The filter on "
              + filter.path
              + " compares a range with several values; give one value.");
    }
    return filter;
  }

  /** Commas separate values, except within quotes; so do spaces around a value not belong to it. */
  private static List<String> values(String text) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    int end = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = !quoted && Character.isWhitespace(c);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(value.substring(0, end));
        value.setLength(0);
        end = 0;
      } else if (!space || !value.isEmpty()) {
        value.append(c);
        end = space ? end : value.length();
      }
    }
    if (quoted) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_BAD, "A quote in the filter value " + text + " is not closed.");
    }
    values.add(value.substring(0, end));
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
