package io.tributary.control;

/** How exactly the contract's rules about schedules and runs are held. */
public enum Profile {
  /** What the published walkthrough sends is accepted, though it breaks some of the rules. */
  LENIENT,
  /** Every rule is enforced with its code. */
  ADOBE_STRICT;

  boolean isStrict() {
    return this == ADOBE_STRICT;
  }
}
