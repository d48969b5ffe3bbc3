package io.tributary.dataset;

/** Puts small files together. */
final class Compaction {
  /** Files below this are small: reading many of them costs more than reading what is in them. */
  static final long SMALL_BYTES = 32L << 20;

  private Compaction() {}
}
