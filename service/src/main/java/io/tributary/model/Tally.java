package io.tributary.model;

/**
 * What became of the records that a run, or a part of it, has read. Every record is exactly one of
 * written, rejected, filtered.
 *
 * @param warnings records of which values became null because they did not fit, whether they were
 *     written or rejected then
 * @param inputBytes bytes received from the source
 */
public record Tally(
    long read, long written, long rejected, long filtered, long warnings, long inputBytes) {
  public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(
        read + other.read,
        written + other.written,
        rejected + other.rejected,
        filtered + other.filtered,
        warnings + other.warnings,
        inputBytes + other.inputBytes);
  }

  /** Whether every record that was read is accounted for. */
  public boolean balances() {
    return read == written + rejected + filtered;
  }
}
