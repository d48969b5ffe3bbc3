package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.Json;
import io.tributary.model.State;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a flow's schedule, and what is told of its changes, must satisfy; see {@link Profile}. */
final class ScheduleRules {
  private static final String BACKFILL = "scheduleParams.backfill";

  private final Profile profile;
  private final Clock clock;

  ScheduleRules(Profile profile, Clock clock) {
    this.profile = profile;
    this.clock = clock;
  }

  /** Throws with the contract's code if a flow of its own cannot begin like that. */
  void check(Flow flow) {
    Schedule schedule = Schedule.of(flow.scheduleParams(), clock.instant());
    Schedule.requireTruth(backfill(flow), BACKFILL);
    if (profile.isStrict()) {
      requireParameters(flow, schedule);
      requireDeltaColumn(flow, schedule);
      requireFuture(schedule);
    }
  }

  /** Throws with the contract's code if a flow cannot be changed like that. */
  void checkChange(Stored<Flow> before, Flow after) {
    Instant created = Instant.ofEpochMilli(before.createdAt());
    Schedule was = Schedule.of(before.value().scheduleParams(), created);
    Schedule is = Schedule.of(after.scheduleParams(), created);
    if (!Objects.equals(backfill(before.value()), backfill(after))) {
      Schedule.requireTruth(backfill(after), BACKFILL);
    }
    if (!State.DRAFT.equals(before.value().state()) && !was.start().isAfter(clock.instant())) {
      requireSameBeginning(was, is);
    }
    if (profile.isStrict()) {
      requireParameters(after, is);
      boolean sameKind = (was.period() == null) == (is.period() == null);
      if (!sameKind || !deltaColumn(before.value()).equals(deltaColumn(after))) {
        requireDeltaColumn(after, is);
      }
      if (!was.start().equals(is.start())) {
        requireFuture(is);
      }
    }
  }

  private static @Nullable JsonNode backfill(Flow flow) {
    return flow.scheduleParams() == null ? null : flow.scheduleParams().get("backfill");
  }

  /** What has begun has begun: only how often it goes on can change. */
  private static void requireSameBeginning(Schedule was, Schedule is) {
    if (!was.start().equals(is.start())) {
      throw new TributaryException(
          ErrorCode.START_TIME_PASSED,
          "The startTime " + was.start() + " has passed; it cannot be changed any more.");
    }
    if (was.period() != null && is.period() == null) {
      throw new TributaryException(
          ErrorCode.ONCE_AFTER_START,
          "The startTime "
              + was.start()
              + " has passed; the frequency cannot become 'once' any more.");
    }
    if (was.backfill() != is.backfill()) {
      throw new TributaryException(
          ErrorCode.BACKFILL_AFTER_START,
          "The startTime " + was.start() + " has passed; backfill cannot be changed any more.");
    }
  }

  private static void requireParameters(Flow flow, Schedule schedule) {
    JsonNode params = flow.scheduleParams() == null ? Json.object() : flow.scheduleParams();
    for (String name : new String[] {"startTime", "frequency"}) {
      if (!params.hasNonNull(name)) {
        throw new TributaryException(
            ErrorCode.PARAMETER_MISSING,
            "The mandatory field 'scheduleParams." + name + "' is missing.");
      }
    }
    boolean once = schedule.period() == null;
    if (once && params.hasNonNull("interval")) {
      throw new TributaryException(
          ErrorCode.INTERVAL_WITH_ONCE, "The frequency 'once' has no interval. Leave it out.");
    }
    if (once && params.hasNonNull("backfill")) {
      throw new TributaryException(
          ErrorCode.BACKFILL_WITH_ONCE, "The frequency 'once' has no backfill. Leave it out.");
    }
  }

  private static void requireDeltaColumn(Flow flow, Schedule schedule) {
    boolean given = !deltaColumn(flow).isBlank();
    if (schedule.period() != null && !given) {
      throw new TributaryException(
          ErrorCode.DELTA_COLUMN_REQUIRED,
          "A flow that runs again and again needs a Copy transformation with deltaColumn.name.");
    }
    if (schedule.period() == null && given) {
      throw new TributaryException(
          ErrorCode.DELTA_COLUMN_WITH_ONCE,
          "The frequency 'once' has no deltaColumn. Leave the Copy transformation out.");
    }
  }

  /** To the second: that is what a startTime is given in. */
  private void requireFuture(Schedule schedule) {
    if (schedule.start().isBefore(clock.instant().truncatedTo(ChronoUnit.SECONDS))) {
      throw new TributaryException(
          ErrorCode.START_TIME_PAST,
          "The startTime " + schedule.start() + " is in the past. Give one from now on.");
    }
  }

  /** The name of the column by which the flow tells change; empty if it names none. */
  static String deltaColumn(Flow flow) {
    JsonNode copy = Objects.requireNonNullElse(flow.transformation("Copy"), Json.object());
    return copy.path("deltaColumn").path("name").asText("");
  }
}
