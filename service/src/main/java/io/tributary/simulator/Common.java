package io.tributary.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that every kind of object has. */
final class Common {
  private Common() {}

  static List<Property> properties(String modified) {
    return List.of(
        Property.number("hs_object_id", "Record ID", r -> Long.toString(r.id()))
            .asUnique()
            .asCalculated(),
        Property.datetime("createdate", "Create Date", r -> iso(r.createdAt())),
        Property.datetime(modified, "Last Modified Date", r -> iso(r.updatedAt())).asCalculated(),
        Property.text(
            "hs_object_source_label",
            "Record source",
            r -> r.chance("source", 50) ? "IMPORT" : "INTEGRATION"));
  }

  /** ISO 8601 in UTC; without a fraction when the milliseconds are zero, as HubSpot writes it. */
  static String iso(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  static @Nullable String moment(Generated r, String salt, int percent) {
    return r.chance(salt + "?", percent) ? r.moment(salt).toString() : null;
  }

  static @Nullable String count(Generated r, String salt, int percent, int bound) {
    return r.chance(salt + "?", percent) ? Integer.toString(r.draw(salt, bound)) : null;
  }

  static @Nullable String money(Generated r, String salt, int percent) {
    return r.chance(salt + "?", percent) ? Integer.toString(100 + r.draw(salt, 250_000)) : null;
  }

  static @Nullable String decimal(Generated r, String salt, int percent) {
    if (!r.chance(salt + "?", percent)) {
      return null;
    }
    int cents = r.draw(salt, 1_000_000);
    return cents / 100 + "." + cents % 100 / 10 + cents % 10;
  }

  static @Nullable String owner(Generated r, int percent) {
    return r.chance("owner?", percent) ? Integer.toString(31_871_000 + r.draw("owner", 12)) : null;
  }
}
