package io.tributary.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An expression as JEXL can read it: names in <code>${…}</code> and {@code [*]} are replaced by
 * identifiers of the same length, so that positions stay right.
 *
 * @param names what each of these identifiers stands for
 */
record Escapes(String text, Map<String, String> names) {
  /** The index that stands for {@code [*]}. */
  static final String EVERY = "$";

  private static final int LONGEST = 4096;
  private static final int DEEPEST = 40;

  /** The beginning of an object: its end, or its first key. */
  private static final Pattern OBJECT =
      Pattern.compile(
          "\\{\\s*+(?:}|(?:\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'"
              + "|\\$\\{[^}]++}|[\\w$.]++)\\s*+:)",
          Pattern.DOTALL);

  /** JEXL's parser takes exponential time for brackets in brackets. */
  private static final int DEEPEST_BRACKETS = 7;

  static Escapes of(String text) {
    if (text.length() > LONGEST) {
      throw new ParseFailure("It is longer than " + LONGEST + " characters.", LONGEST + 1);
    }
    return new Reader(text).read();
  }

  private static final class Reader {
    private final String text;
    private final StringBuilder out;
    private final Map<String, String> names = new HashMap<>();
    private int at;
    private int depth;
    private int brackets;

    Reader(String text) {
      this.text = text;
      out = new StringBuilder(text);
    }

    Escapes read() {
      for (; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
          quoted(c);
        } else if (c == '`') {
          throw new ParseFailure("Templates in ` are not part of the language.", at + 1);
        } else if (text.startsWith("${", at)) {
          name();
        } else if (text.startsWith("[*]", at)) {
          out.replace(at + 1, at + 2, EVERY);
          at += 2;
        } else {
          nesting(c);
          object(c);
        }
      }
      return new Escapes(out.toString(), names);
    }

    private void quoted(char quote) {
      int start = at;
      for (at++; at < text.length() && text.charAt(at) != quote; at++) {
        at += text.charAt(at) == '\\' ? 1 : 0;
      }
      if (at >= text.length()) {
        throw new ParseFailure("The text that starts here has no end.", start + 1);
      }
    }

    private void name() {
      int end = text.indexOf('}', at);
      if (end <= at + 2) {
        throw new ParseFailure("${ needs a name and a }.", at + 1);
      }
      String identifier = identifier(end + 1 - at);
      names.put(identifier, text.substring(at + 2, end));
      out.replace(at, end + 1, identifier);
      at = end;
    }

    private String identifier(int length) {
      for (int i = names.size(); ; i++) {
        String number = "$" + Integer.toString(i, Character.MAX_RADIX);
        String identifier = number + "_".repeat(Math.max(0, length - number.length()));
        if (!names.containsKey(identifier) && !text.contains(identifier)) {
          return identifier;
        }
      }
    }

    /** What is in braces has to be an object: for a set, JEXL's parser takes exponential time. */
    private void object(char c) {
      if (c == '{' && !OBJECT.matcher(text).region(at, text.length()).lookingAt()) {
        throw new ParseFailure("An object is written {\"key\": value}.", at + 1);
      }
    }

    private void nesting(char c) {
      int change = "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      depth += change;
      brackets += c == '(' || c == ')' ? 0 : change;
      if (depth > DEEPEST || brackets > DEEPEST_BRACKETS) {
        throw new ParseFailure("It is nested too deeply.", at + 1);
      }
    }
  }
}
