package io.tributary.query;

import java.nio.charset.StandardCharsets;

/** Where something stands in a statement, in words. */
final class Place {
  private Place() {}

  /**
   * The place as the end of a sentence, {@code " (line 1, column 8)"}.
   *
   * @param offset in bytes of UTF-8, as the engine counts; anything else is no place
   */
  static String of(String sql, String offset) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    if (!offset.matches("\\d{1,9}") || Integer.parseInt(offset) > bytes.length) {
      return "";
    }
    String before = new String(bytes, 0, Integer.parseInt(offset), StandardCharsets.UTF_8);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    String start = before.substring(before.lastIndexOf('\n') + 1);
    return " (line " + line + ", column " + (start.codePointCount(0, start.length()) + 1) + ")";
  }
}
