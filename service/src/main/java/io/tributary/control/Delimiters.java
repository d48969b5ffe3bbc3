package io.tributary.control;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import org.jspecify.annotations.Nullable;

/** What stands between the columns of a file. */
final class Delimiters {
  private Delimiters() {}

  /** Throws if there is more than one character. */
  static void requireOne(@Nullable String delimiter) {
    if (delimiter != null && delimiter.codePointCount(0, delimiter.length()) > 1) {
      throw new TributaryException(
          ErrorCode.DELIMITER_TOO_LONG,
          "The columnDelimiter has "
              + delimiter.codePointCount(0, delimiter.length())
              + " characters. One is allowed.");
    }
  }
}
