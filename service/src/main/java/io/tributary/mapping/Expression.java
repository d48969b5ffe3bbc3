package io.tributary.mapping;

import java.time.Clock;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression. Safe for many threads.
 *
 * @param nullifies whether its null is meant to be put, not to be left out
 */
record Expression(Node root, int slots, boolean nullifies, Clock clock, Patterns patterns)
    implements Reading {

  @Override
  public @Nullable Object read(@Nullable Object[] values) {
    try {
      return root.in(new Scope(values, clock, patterns, slots));
    } catch (StackOverflowError e) {
      throw new Unmappable("a regular expression or a value is nested too deeply");
    } catch (Unmappable e) {
      throw e;
    } catch (ArithmeticException | DateTimeException e) {
      throw new Unmappable(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The contract gives a failed column a warning; one odd value must not end a whole run.
      throw new Unmappable(e.toString());
    }
  }
}
