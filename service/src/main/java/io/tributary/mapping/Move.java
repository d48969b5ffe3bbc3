package io.tributary.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A compiled rule: take a value, put it somewhere.
 *
 * @param path of the destination, for messages
 * @param depth of the destination; objects are copied before their own fields are set
 * @param source as it was written, for messages
 * @param nulls whether a null is put over a value that an object copy has put there
 * @param discreet whether warnings quote no values
 */
record Move(
    Reading reading,
    Setter setter,
    String path,
    int depth,
    String source,
    boolean nulls,
    boolean discreet) {

  /** This move with warnings that quote no values. */
  Move inSilence() {
    return new Move(reading, setter, path, depth, source, nulls, true);
  }

  void run(@Nullable Object[] values, Draft draft) {
    draft.discreet(discreet);
    try {
      Object value = reading.read(values);
      if (value != null || nulls) {
        draft.hold(value);
        setter.set(draft, value);
      }
    } catch (Unmappable e) {
      draft.failed(path, source, e);
    }
  }
}
