package io.tributary.query;

import java.time.Duration;

/**
 * What a question may take.
 *
 * @param enabled whether there may be questions at all
 * @param atOnce questions that are answered at a time
 * @param time after which one is ended
 * @param memoryMebibytes what the engine may hold
 * @param threads of one question
 * @param rows that an answer may have, however many are wanted
 * @param bytes that the values of an answer may have as JSON
 */
public record Limits(
    boolean enabled,
    int atOnce,
    Duration time,
    int memoryMebibytes,
    int threads,
    int rows,
    int bytes) {
  /** Rows that are given to those who do not say how many they want. */
  public static final int DEFAULT_ROWS = 1000;

  /** Characters of a statement; longer ones are refused unread. */
  static final int STATEMENT = 64 << 10;

  /** What a process may hold beside the engine: its virtual machine, libraries, the answer. */
  private static final int OVERHEAD_MEBIBYTES = 256;

  /** What a process may hold altogether before it ends itself. */
  long processBytes() {
    return (long) (memoryMebibytes + OVERHEAD_MEBIBYTES) << 20;
  }
}
