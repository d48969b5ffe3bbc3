package io.tributary;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.control.FlowMapping;
import io.tributary.control.FlowRules;
import io.tributary.control.Flows;
import io.tributary.control.RunLogs;
import io.tributary.control.Runs;
import io.tributary.control.Work;
import io.tributary.store.Jobs;
import io.tributary.store.Kind;

/** What goes from one end to the other: flows, their runs, and the work that runs are. */
record Dataflows(Flows flows, Runs runs, RunLogs logs, Work work) {

  static Dataflows of(
      Config config, Ground ground, Accounts accounts, Lake lake, Jobs jobs, MeterRegistry meters) {
    FlowMapping mapping = mapping(ground, accounts, lake);
    FlowRules rules =
        new FlowRules(
            accounts.sourceConnections(),
            accounts.targetConnections(),
            mapping,
            accounts.flowSpecs(),
            config.profile(),
            ground.clock());
    Flows flows =
        new Flows(ground.database(), ground.documents(Kind.FLOW), rules, jobs, ground.clock());
    Runs runs =
        new Runs(
            ground.database(),
            ground.documents(Kind.RUN),
            flows,
            jobs,
            accounts.flowSpecs(),
            config.profile(),
            ground.clock());
    RunLogs logs = new RunLogs(ground.documents(Kind.RUN_LOG), runs, ground.clock());
    Work work =
        new Work(
            meters,
            ground.database(),
            jobs,
            flows,
            runs,
            lake.batches(),
            lake.dataSets(),
            mapping,
            ground.clock(),
            config.home().toString());
    return new Dataflows(flows, runs, logs, work);
  }

  private static FlowMapping mapping(Ground ground, Accounts accounts, Lake lake) {
    return new FlowMapping(
        accounts.connections(),
        accounts.sourceConnections(),
        accounts.targetConnections(),
        lake.mappingSets(),
        lake.dataSets(),
        lake.schemas(),
        accounts.tables(),
        ground.clock());
  }
}
