package io.tributary.simulator;

import org.jspecify.annotations.Nullable;

/** One record of the portal as it is at some moment. Times are epoch milliseconds. */
interface Row {
  long id();

  long createdAt();

  long updatedAt();

  /** When it was archived; null while it is live. */
  @Nullable Long archivedAt();

  /** A property's text as on the wire: null if it was never set, empty if it was cleared. */
  @Nullable String value(Property property);
}
