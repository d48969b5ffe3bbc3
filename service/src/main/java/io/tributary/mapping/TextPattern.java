package io.tributary.mapping;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of a schema. Its matching takes time in proportion to the text, whatever the
 * expression; what would need more, looking around and referring back, is not understood.
 */
public final class TextPattern {
  private final String written;
  private final Pattern pattern;

  private TextPattern(String written, Pattern pattern) {
    this.written = written;
    this.pattern = pattern;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException saying what is wrong with the expression
   */
  public static TextPattern of(String written) {
    try {
      return new TextPattern(written, Pattern.compile(written));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription() + ": " + e.getPattern(), e);
    }
  }

  /** Whether the text contains a match. */
  public boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  @Override
  public String toString() {
    return written;
  }
}
