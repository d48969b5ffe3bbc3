package io.tributary.model;

/** Whose move it is after a failure. */
public enum Fault {
  /** The caller can put it right. */
  USER,
  /** A system outside refused or did not answer. */
  EXTERNAL,
  /** A defect of ours. */
  INTERNAL
}
