package io.tributary.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A path into nested values, as rules write it: {@code a.b}, {@code a[0].b}, {@code a[*].b}, {@code
 * a\.b} and {@code ${a.b}} for a name with a dot in it.
 */
record Path(List<Part> parts) {
  private static final int INDEX_LIMIT = 1000;

  /** One step of a path. */
  sealed interface Part permits Name, At, Every {}

  record Name(String text) implements Part {
    @Override
    public String toString() {
      return text;
    }
  }

  record At(int index) implements Part {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  record Every() implements Part {
    @Override
    public String toString() {
      return "[*]";
    }
  }

  Path {
    parts = List.copyOf(parts);
  }

  /**
   * Parses a path.
   *
   * @throws IllegalArgumentException saying what is wrong and at which position
   */
  static Path parse(String text) {
    return new Path(new Reader(text).read());
  }

  /** The parts from {@code start} to before {@code end} as one name, or null if not all names. */
  static String joined(List<Part> parts, int start, int end, String separator) {
    return parts.subList(start, end).stream()
        .map(Part::toString)
        .collect(Collectors.joining(separator));
  }

  /** How many parts from {@code start} on are plain names. */
  static int names(List<Part> parts, int start) {
    int end = start;
    while (end < parts.size() && parts.get(end) instanceof Name) {
      end++;
    }
    return end - start;
  }

  /**
   * Whether a field, as messages write it, is at a path or inside it; an element may be written by
   * its index, its key, or as any.
   */
  static boolean isIn(String field, String path) {
    String[] inner = field.replace("]", "").split("[.\\[]", -1);
    String[] outer = path.replace("]", "").split("[.\\[]", -1);
    for (int i = 0; i < outer.length; i++) {
      if (i >= inner.length
          || !(outer[i].equals(inner[i]) || outer[i].equals("*") || inner[i].equals("*"))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part instanceof Name && text.length() > 0 ? "." : "").append(part);
    }
    return text.toString();
  }

  private static final class Reader {
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private int at;

    Reader(String text) {
      this.text = text;
    }

    List<Part> read() {
      name();
      while (at < text.length()) {
        if (text.charAt(at) == '[') {
          index();
        } else if (text.charAt(at) == '.') {
          at++;
          name();
        } else {
          throw wrong("expected '.' or '['");
        }
      }
      return parts;
    }

    private void name() {
      if (text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw wrong("'${' has no '}'");
        }
        parts.add(new Name(text.substring(at + 2, end)));
        at = end + 1;
        return;
      }
      StringBuilder name = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
        boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
        name.append(text.charAt(escaped ? at + 1 : at));
        at += escaped ? 2 : 1;
      }
      if (name.isEmpty()) {
        throw wrong("expected a name");
      }
      parts.add(new Name(name.toString()));
    }

    private void index() {
      int end = text.indexOf(']', at);
      String inside = end < 0 ? "" : text.substring(at + 1, end);
      if (inside.equals("*")) {
        parts.add(new Every());
      } else if (inside.matches("[0-9]{1,4}") && Integer.parseInt(inside) < INDEX_LIMIT) {
        parts.add(new At(Integer.parseInt(inside)));
      } else {
        throw wrong("expected [*] or an index below " + INDEX_LIMIT);
      }
      at = end + 1;
    }

    private IllegalArgumentException wrong(String reason) {
      return new IllegalArgumentException(reason + " at position " + (at + 1));
    }
  }
}
