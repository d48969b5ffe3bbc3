package io.tributary.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
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

  /**
   * ISO 8601 in UTC; without a fraction when the milliseconds are zero, as HubSpot writes it. By
   * hand, because pages are full of dates and {@link Instant#toString} costs five times as much.
   */
  static String iso(long millis) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(millis, 86_400_000L));
    if (day.getYear() < 1_000 || day.getYear() > 9_999) {
      return Instant.ofEpochMilli(millis).toString();
    }
    int time = (int) Math.floorMod(millis, 86_400_000L);
    byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    digits(text, 0, 4, day.getYear());
    digits(text, 5, 2, day.getMonthValue());
    digits(text, 8, 2, day.getDayOfMonth());
    digits(text, 11, 2, time / 3_600_000);
    digits(text, 14, 2, time / 60_000 % 60);
    digits(text, 17, 2, time / 1_000 % 60);
    digits(text, 20, 3, time % 1_000);
    if (time % 1_000 == 0) {
      text[19] = 'Z';
      return new String(text, 0, 20, StandardCharsets.ISO_8859_1);
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] text, int from, int length, int value) {
    int rest = value;
    for (int i = from + length - 1; i >= from; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  static @Nullable String moment(Generated r, String salt, int percent) {
    return r.chance(salt, percent) ? iso(r.moment(salt)) : null;
  }

  static @Nullable String count(Generated r, String salt, int percent, int bound) {
    return r.chance(salt, percent) ? Integer.toString(r.draw(salt, bound)) : null;
  }

  static @Nullable String money(Generated r, String salt, int percent) {
    return r.chance(salt, percent) ? Integer.toString(100 + r.draw(salt, 250_000)) : null;
  }

  static @Nullable String decimal(Generated r, String salt, int percent) {
    if (!r.chance(salt, percent)) {
      return null;
    }
    int cents = r.draw(salt, 1_000_000);
    return cents / 100 + "." + cents % 100 / 10 + cents % 10;
  }

  static @Nullable String owner(Generated r, int percent) {
    return r.chance("owner?", percent) ? Integer.toString(31_871_000 + r.draw("owner", 12)) : null;
  }
}
