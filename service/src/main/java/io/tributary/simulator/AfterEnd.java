package io.tributary.simulator;

/** What a list answers when {@code after} lies beyond the last id. */
public enum AfterEnd {
  /** The first page again, as recorded from the real API. */
  WRAP,
  /** No rows. */
  EMPTY
}
