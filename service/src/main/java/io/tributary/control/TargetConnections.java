package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Caller;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.State;
import io.tributary.model.Stored;
import io.tributary.model.TargetConnection;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Target connections: what is allowed with the choice of where rows land. */
public final class TargetConnections {
  /** What can be done with a target connection. */
  public static final Set<Action.Op> ACTIONS = Set.of(Action.Op.PUBLISH);

  private static final String RESOURCE = "targetConnections";

  private final Documents<TargetConnection> documents;
  private final Documents<Flow> flows;
  private final Documents<DataSet> dataSets;
  private final ConnectionSpecs specs;

  public TargetConnections(
      Documents<TargetConnection> documents,
      Documents<Flow> flows,
      Documents<DataSet> dataSets,
      ConnectionSpecs specs) {
    this.documents = documents;
    this.flows = flows;
    this.dataSets = dataSets;
    this.specs = specs;
  }

  public Stored<TargetConnection> create(Caller caller, TargetConnection target, boolean draft) {
    Rules.requireStateOfBody(target.state());
    requireDataSet(caller, target.dataSetId());
    if (draft) {
      ConnectionSpec spec = specs.referred(caller, target.specId());
      Rules.requireDraftMode(spec.attributes(), spec.name());
    }
    return documents.insert(
        caller, Id.random(), accept(caller, target, draft ? State.DRAFT : State.ENABLED));
  }

  public Query.Page<Stored<TargetConnection>> list(Caller caller, Query query) {
    return documents.list(caller, query);
  }

  public long count(Caller caller, Query query) {
    return documents.count(caller, query);
  }

  public Stored<TargetConnection> get(Caller caller, Id<TargetConnection> id) {
    return Rules.require(documents, caller, id, RESOURCE);
  }

  public Stored<TargetConnection> patch(
      Caller caller, Id<TargetConnection> id, @Nullable String ifMatch, JsonNode patch) {
    return Rules.patch(
        documents,
        caller,
        get(caller, id),
        ifMatch,
        patch,
        TargetConnection.class,
        TargetConnection::state,
        (before, after) -> {
          if (!Objects.equals(before.dataSetId(), after.dataSetId())) {
            requireDataSet(caller, after.dataSetId());
          }
          return accept(caller, after, String.valueOf(before.state()));
        });
  }

  private void requireDataSet(Caller caller, @Nullable Id<DataSet> id) {
    if (id != null) {
      Rules.require(dataSets, caller, id, "dataSets");
    }
  }

  /** Publishes a draft: everything that a new one must satisfy, it must satisfy now. */
  public Stored<TargetConnection> action(
      Caller caller, Id<TargetConnection> id, Action action, @Nullable String ifMatch) {
    return Rules.publish(
        documents,
        caller,
        get(caller, id),
        action,
        ifMatch,
        TargetConnection::state,
        draft -> {
          requireDataSet(caller, draft.dataSetId());
          return accept(caller, draft, State.ENABLED);
        });
  }

  public void delete(Caller caller, Id<TargetConnection> id) {
    Rules.requireDeletable(get(caller, id), TargetConnection::state);
    SourceConnections.requireUnused(flows, caller, "targetConnectionIds[]", id.value());
    documents.delete(caller, id);
  }

  private TargetConnection accept(Caller caller, TargetConnection target, String state) {
    ConnectionSpec spec = specs.referred(caller, target.specId());
    if (!spec.id().equals(ConnectionSpecs.LAKE)) {
      throw new TributaryException(
          ErrorCode.TARGET_SPEC_WRONG,
          "The connection spec of a target must be "
              + ConnectionSpecs.LAKE
              + " (the data lake), not "
              + spec.id()
              + ".");
    }
    if (target.data() == null && !State.DRAFT.equals(state)) {
      throw new TributaryException(
          ErrorCode.PARAMETER_MISSING,
          "The mandatory field 'data' is missing. Send {\"format\":\"parquet_xdm\"}.");
    }
    if (target.dataSetId() == null && !State.DRAFT.equals(state)) {
      throw new TributaryException(
          ErrorCode.DATA_SET_ID_EMPTY,
          "params.dataSetId is empty. Create a data set and name it here.");
    }
    return new TargetConnection(
        target.name(),
        target.description(),
        target.data(),
        target.params(),
        target.connectionSpec(),
        state,
        spec.providerId(),
        Json.object());
  }
}
