package io.tributary.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Reading, making and printing dates; patterns are those of java.time with English names. */
final class DateFunctions {
  private DateFunctions() {}

  static void addTo(Library.Group group) {
    group
        .add("now", 0, 0, DateFunctions::now)
        .add("timestamp", 0, 0, args -> args.scope().clock().millis())
        .add("format", 2, 2, args -> printed(args.date(0), args))
        .add("dformat", 2, 2, args -> printed(ofMillis(args), args))
        .seeingNulls("date", 1, 3, DateFunctions::date)
        .add("make_date_time", 8, 8, DateFunctions::make)
        .alias("make_timestamp", "make_date_time")
        .add("zone_date_to_utc", 1, 1, a -> a.date(0).withZoneSameInstant(ZoneOffset.UTC))
        .add("zone_date_to_zone", 2, 2, a -> a.date(0).withZoneSameInstant(a.zone(1)));
  }

  private static ZonedDateTime now(Args args) {
    return args.scope().clock().instant().atZone(ZoneOffset.UTC);
  }

  private static ZonedDateTime ofMillis(Args args) {
    Long millis = Numbers.whole(args.value(0));
    if (millis == null) {
      throw args.wrong(0, "milliseconds");
    }
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
  }

  private static String printed(ZonedDateTime date, Args args) {
    args.scope().date();
    try {
      return args.scope().patterns().date(args.text(1)).format(date);
    } catch (DateTimeException e) {
      throw args.wrong(1, "a pattern that fits the date");
    }
  }

  /** The default stands in for null only; text that is no date is a failure. */
  private static @Nullable ZonedDateTime date(Args args) {
    if (args.get(0) == null) {
      return args.get(2) == null ? null : args.date(2);
    }
    if (args.get(1) == null || !(args.get(0) instanceof String)) {
      return args.date(0);
    }
    args.scope().date();
    try {
      return Dates.complete(args.scope().patterns().date(args.text(1)).parse(args.text(0).strip()));
    } catch (DateTimeException e) {
      throw args.wrong(0, "a date like " + args.text(1));
    }
  }

  private static ZonedDateTime make(Args args) {
    try {
      return ZonedDateTime.of(
          args.whole(0),
          args.whole(1),
          args.whole(2),
          args.whole(3),
          args.whole(4),
          args.whole(5),
          args.whole(6),
          args.zone(7));
    } catch (DateTimeException e) {
      throw new Unmappable("make_date_time: " + e.getMessage());
    }
  }
}
