package io.tributary.mapping;

/** Why one value of one record could not be computed. Has no stack: it is an outcome, not a bug. */
final class Unmappable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unmappable(String message) {
    super(message, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
