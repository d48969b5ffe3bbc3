package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Batch;
import io.tributary.model.Filter;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A span of time, from its start up to but not with its end, cut into minutes, hours, days, weeks
 * or months of UTC.
 */
record Span(Instant start, Instant end, ChronoUnit unit) {
  private static final int MOST_POINTS = 10_000;
  private static final Map<String, ChronoUnit> GRANULARITIES =
      Map.of(
          "MINUTE", ChronoUnit.MINUTES,
          "HOUR", ChronoUnit.HOURS,
          "DAY", ChronoUnit.DAYS,
          "WEEK", ChronoUnit.WEEKS,
          "MONTH", ChronoUnit.MONTHS);

  static Span of(JsonNode request) {
    String granularity = request.path("granularity").asText("DAY").toUpperCase(Locale.ROOT);
    ChronoUnit unit = GRANULARITIES.get(granularity);
    if (unit == null) {
      throw Observability.invalid(
          "The granularity '"
              + granularity
              + "' is unknown. Use minute, hour, day, week or month.");
    }
    Instant start = time(request, "start");
    Instant end = time(request, "end");
    if (start.isAfter(end)) {
      throw Observability.invalid("Start date cannot be after end date.");
    }
    if (Duration.between(start, end).dividedBy(unit.getDuration()) > MOST_POINTS) {
      throw Observability.invalid(
          "From start to end there are more than "
              + MOST_POINTS
              + " points. Choose a coarser granularity or a shorter time.");
    }
    return new Span(start, end, unit);
  }

  private static Instant time(JsonNode request, String name) {
    try {
      return Instant.parse(request.path(name).asText());
    } catch (DateTimeException e) {
      throw Observability.invalid(
          "'" + name + "' is not a time such as 2024-10-04T00:00:00.000Z: " + request.path(name));
    }
  }

  String granularity() {
    String plural = unit.name();
    return plural.substring(0, plural.length() - 1);
  }

  /** When the piece begins that a time falls into. */
  Instant piece(Instant time) {
    LocalDate day = time.atZone(ZoneOffset.UTC).toLocalDate();
    return switch (unit) {
      case WEEKS -> begin(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      case MONTHS -> begin(day.withDayOfMonth(1));
      default -> time.truncatedTo(unit);
    };
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  boolean holds(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  /** What the database can say of batches that ended in the span, or before it if asked for. */
  List<Filter> filters(boolean alsoEarlier) {
    List<Filter> filters = new ArrayList<>();
    filters.add(new Filter("createdAt", Filter.Op.LT, List.of(Long.toString(end.toEpochMilli()))));
    if (!alsoEarlier) {
      // What ended after the start has been changed since then.
      filters.add(
          new Filter("updatedAt", Filter.Op.GE, List.of(Long.toString(start.toEpochMilli()))));
    }
    return filters;
  }

  /** When a batch ended; the epoch if it has not. */
  static Instant ended(Batch batch) {
    Long completed = batch.completed();
    return completed == null ? Instant.EPOCH : Instant.ofEpochMilli(completed);
  }
}
