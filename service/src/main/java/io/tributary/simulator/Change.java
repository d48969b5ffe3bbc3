package io.tributary.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as somebody left it: created through the API, or a generated one that was updated or
 * archived.
 *
 * @param origin the generated record underneath; null for a created one
 * @param values what was set, by property; cleared ones are empty
 * @param changedAt when this state began
 * @param previous the state before, kept only while search lags behind
 */
record Change(
    long id,
    @Nullable Generated origin,
    Map<String, String> values,
    long createdAt,
    long updatedAt,
    @Nullable Long archivedAt,
    long changedAt,
    @Nullable Change previous)
    implements Row {

  @Override
  public @Nullable String value(Property property) {
    String set = values.get(property.name());
    return set != null || origin == null ? set : origin.value(property);
  }

  /** The state that was true at a moment; null if there was no such record yet. */
  @Nullable Row asOf(long moment) {
    Change state = this;
    while (state.changedAt > moment) {
      if (state.previous == null) {
        return origin;
      }
      state = state.previous;
    }
    return state;
  }
}
