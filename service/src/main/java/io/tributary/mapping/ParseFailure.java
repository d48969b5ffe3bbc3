package io.tributary.mapping;

/** Why a text is not an expression. An {@link IllegalArgumentException} that knows the place. */
final class ParseFailure extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final int position;

  ParseFailure(String message, int position) {
    super(message + " (position " + position + ")");
    this.position = position;
  }

  /** The character where it is, from 1. */
  int position() {
    return position;
  }
}
