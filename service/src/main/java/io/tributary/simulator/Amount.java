package io.tributary.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, dates and times as one kind of number: times are epoch milliseconds, which a double
 * holds exactly.
 */
final class Amount {
  private Amount() {}

  /**
   * The amount of a record's value; NaN if it has none. Ids and the two dates of a record cost no
   * text.
   */
  static double of(Row row, Property property, ObjectType type) {
    String name = property.name();
    if (name.equals("hs_object_id")) {
      return row.id();
    }
    if (name.equals(type.modified())) {
      return row.updatedAt();
    }
    return name.equals("createdate") ? row.createdAt() : parse(row.value(property), property);
  }

  /**
   * Reads a number, an ISO date or date-time, or epoch milliseconds; NaN if it is none of these.
   */
  static double parse(@Nullable String text, Property property) {
    if (text == null || text.isBlank()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return property.type().equals("number") ? Double.NaN : time(text);
    }
  }

  private static double time(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException e) {
      return Double.NaN;
    }
  }
}
