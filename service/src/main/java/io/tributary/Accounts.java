package io.tributary;

import io.tributary.control.ConnectionSpecs;
import io.tributary.control.Connections;
import io.tributary.control.FlowSpecs;
import io.tributary.control.SourceConnections;
import io.tributary.control.SourceTables;
import io.tributary.control.TargetConnections;
import io.tributary.model.Flow;
import io.tributary.model.SourceConnection;
import io.tributary.source.Sources;
import io.tributary.store.Documents;
import io.tributary.store.Kind;
import io.tributary.store.Secrets;

/** The two ends of flows: accounts at sources, what is read from them, where it lands. */
record Accounts(
    ConnectionSpecs connectionSpecs,
    FlowSpecs flowSpecs,
    Sources sources,
    Connections connections,
    SourceConnections sourceConnections,
    SourceTables tables,
    TargetConnections targetConnections) {

  static Accounts of(Ground ground, Sources sources) {
    ConnectionSpecs specs = new ConnectionSpecs(sources, ground.documents(Kind.CONNECTION_SPEC));
    Documents<SourceConnection> chosen = ground.documents(Kind.SOURCE_CONNECTION);
    Documents<Flow> flows = ground.documents(Kind.FLOW);
    Connections connections =
        new Connections(
            ground.database(),
            ground.documents(Kind.CONNECTION),
            chosen,
            flows,
            new Secrets(ground.database(), ground.keys()),
            specs,
            sources);
    SourceConnections sourceConnections = new SourceConnections(chosen, connections, flows, specs);
    return new Accounts(
        specs,
        new FlowSpecs(sources, specs, ground.documents(Kind.FLOW_SPEC)),
        sources,
        connections,
        sourceConnections,
        new SourceTables(connections, sourceConnections, sources),
        new TargetConnections(
            ground.documents(Kind.TARGET_CONNECTION),
            flows,
            ground.documents(Kind.DATA_SET),
            specs));
  }
}
