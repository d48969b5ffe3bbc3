package io.tributary.model;

import org.jspecify.annotations.Nullable;

/**
 * Work that is due and held by a lease: the schedule of a flow, or a single run that someone asked
 * for.
 *
 * @param run the run that it executes; null until it has begun, for the schedule of a flow
 * @param plan what the run reads, as it was cut when it began; null until then
 * @param dueAt milliseconds since the epoch
 * @param epoch higher for each holder; what an earlier holder still does is told apart by it and
 *     refused
 */
public record Job(
    String id,
    Caller caller,
    Id<Flow> flow,
    @Nullable Id<FlowRun> run,
    @Nullable String plan,
    long dueAt,
    long epoch) {

  public boolean isSchedule() {
    return id.equals(flow.value());
  }

  public Job begun(Id<FlowRun> begun, String cut) {
    return new Job(id, caller, flow, begun, cut, dueAt, epoch);
  }
}
