package io.tributary.mapping;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading and setting parts of dates. Weeks are those of ISO-8601 and days count from Monday. */
final class DatePartFunctions {
  private static final Map<String, TemporalField> READ = read();
  private static final Map<String, TemporalField> SET = set();

  private DatePartFunctions() {}

  static void addTo(Library.Group group) {
    group
        .add("date_part", 2, 2, args -> args.date(1).getLong(field(READ, args)))
        .add("set_date_part", 3, 3, DatePartFunctions::setPart);
  }

  private static ZonedDateTime setPart(Args args) {
    try {
      return args.date(2).with(field(SET, args), args.whole(1));
    } catch (DateTimeException e) {
      throw args.wrong(1, "a value that the " + args.text(0) + " can have");
    }
  }

  private static TemporalField field(Map<String, TemporalField> fields, Args args) {
    @Nullable TemporalField field = fields.get(args.text(0).toLowerCase(Locale.ROOT));
    if (field == null) {
      throw args.wrong(0, "a part like year, month or hour");
    }
    return field;
  }

  private static Map<String, TemporalField> set() {
    Map<String, TemporalField> fields = new HashMap<>();
    names(fields, ChronoField.YEAR, "year yyyy yy");
    names(fields, ChronoField.MONTH_OF_YEAR, "month mm m");
    names(fields, ChronoField.DAY_OF_MONTH, "day dd d");
    names(fields, ChronoField.HOUR_OF_DAY, "hour hh hh24");
    names(fields, ChronoField.MINUTE_OF_HOUR, "minute mi n");
    names(fields, ChronoField.SECOND_OF_MINUTE, "second ss s");
    return fields;
  }

  private static Map<String, TemporalField> read() {
    Map<String, TemporalField> fields = set();
    names(fields, IsoFields.QUARTER_OF_YEAR, "quarter qq q");
    names(fields, ChronoField.DAY_OF_YEAR, "dayofyear dy y");
    // "w" is documented for the week and for the weekday; the week is named first.
    names(fields, IsoFields.WEEK_OF_WEEK_BASED_YEAR, "week ww w");
    names(fields, ChronoField.DAY_OF_WEEK, "weekday dw");
    names(fields, ChronoField.CLOCK_HOUR_OF_AMPM, "hh12");
    names(fields, ChronoField.MILLI_OF_SECOND, "millisecond ms");
    return fields;
  }

  private static void names(Map<String, TemporalField> fields, TemporalField field, String names) {
    for (String name : names.split(" ", -1)) {
      fields.put(name, field);
    }
  }
}
