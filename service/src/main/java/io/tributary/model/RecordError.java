package io.tributary.model;

import org.jspecify.annotations.Nullable;

/** Why records, or a whole run, did not make it; grouped by code and field. */
public record RecordError(
    String code, String message, @Nullable String field, @Nullable Long recordCount) {
  public static RecordError of(ErrorCode code, String message) {
    return new RecordError(code.code(), message, null, null);
  }
}
