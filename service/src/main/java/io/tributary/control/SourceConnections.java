package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.Connection;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.SourceConnection;
import io.tributary.model.State;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Source connections: what is allowed with the choice of what to read. */
public final class SourceConnections {
  /** What can be done with a source connection. */
  public static final Set<Action.Op> ACTIONS = Set.of(Action.Op.PUBLISH);

  private static final String RESOURCE = "sourceConnections";

  private final Documents<SourceConnection> documents;
  private final Connections connections;
  private final Documents<Flow> flows;
  private final ConnectionSpecs specs;
  private final SourceParams params = new SourceParams();

  public SourceConnections(
      Documents<SourceConnection> documents,
      Connections connections,
      Documents<Flow> flows,
      ConnectionSpecs specs) {
    this.documents = documents;
    this.connections = connections;
    this.flows = flows;
    this.specs = specs;
  }

  public Stored<SourceConnection> create(Caller caller, SourceConnection source, boolean draft) {
    Rules.requireStateOfBody(source.state());
    if (draft) {
      ConnectionSpec spec = specs.working(caller, source.specId());
      Rules.requireDraftMode(spec.attributes(), spec.name());
    }
    String state = draft ? State.DRAFT : State.ENABLED;
    return documents.insert(caller, Id.random(), accept(caller, source, state, null));
  }

  public Query.Page<Stored<SourceConnection>> list(Caller caller, Query query) {
    return documents.list(caller, query);
  }

  public long count(Caller caller, Query query) {
    return documents.count(caller, query);
  }

  public Stored<SourceConnection> get(Caller caller, Id<SourceConnection> id) {
    return Rules.require(documents, caller, id, RESOURCE);
  }

  public Stored<SourceConnection> patch(
      Caller caller, Id<SourceConnection> id, @Nullable String ifMatch, JsonNode patch) {
    return Rules.patch(
        documents,
        caller,
        get(caller, id),
        ifMatch,
        patch,
        SourceConnection.class,
        SourceConnection::state,
        (before, after) ->
            accept(caller, after, String.valueOf(before.state()), before.baseConnectionId()));
  }

  /** Publishes a draft: everything that a new one must satisfy, it must satisfy now. */
  public Stored<SourceConnection> action(
      Caller caller, Id<SourceConnection> id, Action action, @Nullable String ifMatch) {
    return Rules.publish(
        documents,
        caller,
        get(caller, id),
        action,
        ifMatch,
        SourceConnection::state,
        draft -> accept(caller, draft, State.ENABLED, draft.baseConnectionId()));
  }

  public void delete(Caller caller, Id<SourceConnection> id) {
    Rules.requireDeletable(get(caller, id), SourceConnection::state);
    requireUnused(flows, caller, "sourceConnectionIds[]", id.value());
    documents.delete(caller, id);
  }

  static void requireUnused(Documents<Flow> flows, Caller caller, String path, String id) {
    List<Stored<Flow>> users = flows.list(caller, Query.where(path, id)).items();
    if (!users.isEmpty()) {
      throw new TributaryException(
          ErrorCode.CONNECTION_IN_USE,
          "The flow "
              + users.get(0).id()
              + " ("
              + users.get(0).value().name()
              + ") still uses "
              + id
              + ". Delete the flow first.");
    }
  }

  /**
   * What is to be stored.
   *
   * @param before the base connection that it had so far; null for a new one
   */
  private SourceConnection accept(
      Caller caller, SourceConnection source, String state, @Nullable Id<Connection> before) {
    SourceParams.refuseAccount(specs.referred(caller, source.specId()), source);
    ConnectionSpec spec = specs.working(caller, source.specId());
    Id<Connection> base = source.baseConnectionId();
    boolean draft = State.DRAFT.equals(state);
    ObjectNode inherited = Json.object();
    if (base != null && !base.value().isBlank()) {
      requireFits(base(caller, base, base.equals(before)), spec.id(), state);
      ObjectNode parent = inherited.putObject("baseConnection").put("id", base.value());
      parent.set("connectionSpec", Rules.spec(spec.id()));
    } else if (!draft) {
      throw new TributaryException(
          ErrorCode.PARAMETER_MISSING,
          "The mandatory field 'baseConnectionId' is missing. Name the account to read from.");
    }
    if (!draft) {
      params.check(spec, source);
    }
    return new SourceConnection(
        source.name(),
        source.description(),
        base,
        source.data(),
        source.params(),
        source.connectionSpec(),
        state,
        spec.providerId(),
        inherited);
  }

  private Stored<Connection> base(Caller caller, Id<Connection> base, boolean known) {
    return known
        ? connections.find(caller, base).orElseThrow(() -> orphaned(base))
        : connections.get(caller, base);
  }

  /** What a source connection answers that has outlived its base connection. */
  static TributaryException orphaned(Id<Connection> base) {
    return new TributaryException(
        ErrorCode.ENTITY_MISSING,
        "The base connection "
            + base
            + " of this source connection has been deleted, so it cannot read any more. Name another in baseConnectionId, or delete it.");
  }

  private static void requireFits(Stored<Connection> account, String specId, String state) {
    if (!account.value().specId().equals(specId)) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "The base connection "
              + account.id()
              + " is of the connection spec "
              + account.value().specId()
              + ", not "
              + specId
              + ".");
    }
    if (State.DRAFT.equals(account.value().state()) && !State.DRAFT.equals(state)) {
      throw new TributaryException(
          ErrorCode.STATE_TRANSITION,
          "The base connection " + account.id() + " is a draft. Publish it first.");
    }
  }
}
