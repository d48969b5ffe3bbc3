package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a flow runs.
 *
 * @param start the first time; one in the past means now
 * @param period between two runs; null for a flow that runs once
 * @param backfill whether the first run takes everything that exists
 */
record Schedule(Instant start, @Nullable Duration period, boolean backfill) {
  private static final Map<String, Duration> UNITS =
      Map.of(
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1),
          "week", Duration.ofDays(7));
  private static final int SHORTEST_MINUTES = 15;

  /**
   * Reads the contract's {@code scheduleParams}, whose numbers may be texts. Extras of a flow that
   * runs once are ignored.
   */
  static Schedule of(@Nullable JsonNode params, Instant now) {
    if (params == null || params.isEmpty()) {
      return new Schedule(now, null, true);
    }
    String frequency = params.has("frequency") ? params.get("frequency").asText() : "once";
    Instant start =
        params.hasNonNull("startTime") ? instant(params.get("startTime"), "startTime") : now;
    boolean backfill = !params.path("backfill").asText().strip().equalsIgnoreCase("false");
    if (frequency.equalsIgnoreCase("once")) {
      return new Schedule(start, null, backfill);
    }
    Duration unit = UNITS.get(frequency.toLowerCase(java.util.Locale.ROOT));
    if (unit == null) {
      throw new TributaryException(
          ErrorCode.FREQUENCY_INVALID,
          "The frequency '" + frequency + "' is not valid. Use once, minute, hour, day or week.");
    }
    return new Schedule(start, unit.multipliedBy(interval(params, frequency)), backfill);
  }

  private static long interval(JsonNode params, String frequency) {
    BigDecimal value = number(params.path("interval"), "interval", ErrorCode.INTERVAL_INVALID);
    if (value.stripTrailingZeros().scale() > 0
        || value.abs().compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
      throw new TributaryException(
          ErrorCode.INTERVAL_INVALID, "The interval must be a whole number up to 1000000.");
    }
    long interval = value.longValue();
    long shortest = frequency.equalsIgnoreCase("minute") ? SHORTEST_MINUTES : 1;
    if (interval < shortest) {
      throw new TributaryException(
          ErrorCode.INTERVAL_TOO_SMALL,
          "The interval "
              + interval
              + " is below the minimum of "
              + shortest
              + " for the frequency "
              + frequency
              + ".");
    }
    return interval;
  }

  /** Epoch seconds, or milliseconds where the number is too large for seconds. */
  static Instant instant(JsonNode value, String name) {
    long number = number(value, name, ErrorCode.PARAMETER_INVALID).longValue();
    return Math.abs(number) > 100_000_000_000L
        ? Instant.ofEpochMilli(number)
        : Instant.ofEpochSecond(number);
  }

  private static BigDecimal number(JsonNode value, String name, ErrorCode code) {
    try {
      return new BigDecimal(value.asText().strip());
    } catch (NumberFormatException e) {
      throw new TributaryException(
          code, "The " + name + " '" + value.asText() + "' is not a number.", e);
    }
  }

  /** Throws unless it is absent, a truth value, or a text of one, as some languages write it. */
  static void requireTruth(@Nullable JsonNode value, String name) {
    if (value == null || value.isNull() || value.isBoolean()) {
      return;
    }
    if (!value.isTextual() || !value.asText().strip().matches("(?i)true|false")) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "The " + name + " " + value + " is no truth value. Send true or false.");
    }
  }

  /** The first time that is due, given the time now. */
  Instant first(Instant now) {
    return start.isBefore(now) ? now : start;
  }

  /** The next time after now; nothing for a flow that runs once. */
  Optional<Instant> next(Instant now) {
    if (period == null) {
      return Optional.empty();
    }
    if (start.isAfter(now)) {
      return Optional.of(start);
    }
    long passed = Duration.between(start, now).dividedBy(period);
    return Optional.of(start.plus(period.multipliedBy(passed + 1)));
  }
}
