package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.State;
import io.tributary.model.TributaryException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done with a stored noun, right in its form. Whether it may be done is up to the
 * noun. All words are read in any case.
 */
public record Action(Op op, Set<SubOp> subOps) {
  /** What can be done. */
  public enum Op {
    ENABLE,
    DISABLE,
    PUBLISH,
    FINALIZE,
    FINALIZE_UPDATE,
    RE_TRIGGER;

    /** Whether it is a provider's report on what it does by itself, not a user's wish. */
    boolean isReport() {
      return this == FINALIZE || this == FINALIZE_UPDATE;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a provider reports: that it is done, that it is undone, how far it is. */
  public enum SubOp {
    APPLY,
    ROLLBACK,
    PROGRESS
  }

  private static final Set<String> UNFINISHED = Set.of("IN_PROGRESS", "QUEUED", "SCHEDULED");
  private static final Set<String> FINISHED =
      Set.of("COMPLETED", "SUCCESS", "PARTIAL_SUCCESS", "FAILED", "PARTIAL_FAILURE");
  private static final int ALL = 100;

  public Action {
    subOps = Set.copyOf(subOps);
  }

  /**
   * Reads an action.
   *
   * @param allowed what the noun knows
   * @param subOps none is allowed, though the published specification demands one
   * @param report the body, {@code {percentCompleted, status:{value}}}; mostly absent
   */
  public static Action of(
      Set<Op> allowed, @Nullable String op, List<String> subOps, @Nullable JsonNode report) {
    if (op == null) {
      throw new TributaryException(
          ErrorCode.QUERY_PARAMETER_MISSING,
          "The query parameter 'op' is missing. Use one of " + EnumSet.copyOf(allowed) + ".");
    }
    Action action = new Action(one(allowed, op, "op"), subOps(subOps));
    action.requireSubOps();
    if (report != null) {
      action.requireReport(report);
    }
    return action;
  }

  private static Set<SubOp> subOps(List<String> words) {
    EnumSet<SubOp> found = EnumSet.noneOf(SubOp.class);
    for (String word : words) {
      found.add(one(EnumSet.allOf(SubOp.class), word, "subOp"));
    }
    return found;
  }

  private static <E extends Enum<E>> E one(Collection<E> allowed, String word, String parameter) {
    return allowed.stream()
        .filter(value -> value.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.ACTION_UNKNOWN,
                    "The "
                        + parameter
                        + " '"
                        + word
                        + "' is unknown here. Use one of "
                        + EnumSet.copyOf(allowed)
                        + "."));
  }

  private void requireSubOps() {
    if (!op.isReport() && !subOps.isEmpty()) {
      throw new TributaryException(
          ErrorCode.SUB_ACTION_NOT_VALID,
          "The subOp " + subOps + " is not valid for the op " + op + ", which takes none.");
    }
    if (subOps.contains(SubOp.PROGRESS) && subOps.size() > 1) {
      throw new TributaryException(
          ErrorCode.PROGRESS_WITH_OTHERS, "The subOp PROGRESS cannot be combined with another.");
    }
  }

  private void requireReport(JsonNode report) {
    JsonNode value = report.at("/status/value");
    if (value.isMissingNode()) {
      return;
    }
    String status = value.asText().toUpperCase(Locale.ROOT);
    if (!UNFINISHED.contains(status) && !FINISHED.contains(status)) {
      throw new TributaryException(
          ErrorCode.STATUS_UNKNOWN,
          "The status '" + value.asText() + "' is unknown. Use COMPLETED or FAILED, for example.");
    }
    if (status.equals("FAILED") && subOps.contains(SubOp.PROGRESS)) {
      throw new TributaryException(
          ErrorCode.PROGRESS_WITH_FAILURE, "The status FAILED is no PROGRESS. Use ROLLBACK.");
    }
    if (FINISHED.contains(status) && report.path("percentCompleted").asDouble(0) != ALL) {
      throw new TributaryException(
          ErrorCode.PERCENT_NOT_FULL,
          "With the status " + status + " the percentCompleted must be " + ALL + ".");
    }
  }

  /** Refuses what only providers may do: there are none besides this service itself. */
  void refuseReport(@Nullable String state) {
    if (op.isReport() && State.DRAFT.equals(state)) {
      throw new TributaryException(
          ErrorCode.FINALIZE_NOT_APPLICABLE,
          "The action " + op + " does not apply to a draft: nothing of it is under way.");
    }
    if (op.isReport()) {
      throw new TributaryException(
          ErrorCode.FINALIZE_BY_USER,
          "The action " + op + " is for providers. This service completes what it does by itself.");
    }
  }

  /** Refuses the action in any other state than one. */
  void requireState(@Nullable String state, String wanted) {
    if (!wanted.equals(state)) {
      throw new TributaryException(
          ErrorCode.STATE_TRANSITION,
          "The action "
              + op
              + " is not possible in the state '"
              + state
              + "'; it must be '"
              + wanted
              + "'.");
    }
  }
}
