package io.tributary.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A function of the expression language.
 *
 * @param most arguments, or {@link #ANY}
 * @param nulls whether it sees nulls; otherwise a null argument makes the result null
 */
record Function(String name, int least, int most, boolean nulls, Body body) {
  static final int ANY = Integer.MAX_VALUE;

  /** What it does. */
  @FunctionalInterface
  interface Body {
    @Nullable Object call(Args args);
  }

  Node node(Node[] arguments) {
    return scope -> {
      @Nullable Object[] values = new Object[arguments.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].in(scope);
        scope.look(values[i]);
        if (values[i] == null && !nulls) {
          return null;
        }
      }
      Object result = body.call(new Args(name, values, scope));
      scope.look(result);
      return result;
    };
  }

  /** Null if so many arguments are right, else what is wrong. */
  @Nullable String wrong(int arguments) {
    if (arguments >= least && arguments <= most) {
      return null;
    }
    String wanted =
        most == ANY ? "at least " + least : least == most ? "" + least : least + " to " + most;
    return name
        + " takes "
        + wanted
        + " argument"
        + (wanted.equals("1") ? "" : "s")
        + ", not "
        + arguments
        + ".";
  }
}
