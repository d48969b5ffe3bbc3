package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Auth;
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
import io.tributary.source.Sources;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import io.tributary.store.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Base connections: what is allowed with the accounts at sources. Credentials are checked live
 * before they are kept.
 */
public final class Connections {
  /** What can be done with a connection. */
  public static final Set<Action.Op> ACTIONS =
      Set.of(Action.Op.PUBLISH, Action.Op.FINALIZE, Action.Op.FINALIZE_UPDATE);

  private static final String RESOURCE = "connections";
  private static final int CHILDREN = 200;
  private static final Set<ErrorCode> UNREACHABLE =
      Set.of(ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.PROVIDER_TIMEOUT);

  private final Database database;
  private final Documents<Connection> documents;
  private final Documents<SourceConnection> sourceConnections;
  private final Documents<Flow> flows;
  private final Secrets secrets;
  private final ConnectionSpecs specs;
  private final Sources sources;
  private final JsonSchemas schemas = new JsonSchemas();

  public Connections(
      Database database,
      Documents<Connection> documents,
      Documents<SourceConnection> sourceConnections,
      Documents<Flow> flows,
      Secrets secrets,
      ConnectionSpecs specs,
      Sources sources) {
    this.database = database;
    this.documents = documents;
    this.sourceConnections = sourceConnections;
    this.flows = flows;
    this.secrets = secrets;
    this.specs = specs;
    this.sources = sources;
  }

  public Stored<Connection> create(Caller caller, Connection connection, boolean draft) {
    Rules.requireStateOfBody(connection.state());
    Connection wanted = connection.withState(draft ? State.DRAFT : State.ENABLED);
    ConnectionSpec spec = specs.working(caller, wanted.specId());
    if (draft) {
      Rules.requireDraftMode(spec.attributes(), spec.name());
    } else {
      check(spec, wanted);
    }
    Id<Connection> id = Id.random();
    Map<String, String> values = Credentials.of(spec, wanted);
    return database.atomically(
        () -> {
          secrets.put(caller, id, values);
          return documents.insert(caller, id, Credentials.masked(spec, wanted));
        });
  }

  public Query.Page<Stored<Connection>> list(Caller caller, Query query) {
    return documents.list(caller, query);
  }

  public long count(Caller caller, Query query) {
    return documents.count(caller, query);
  }

  public Stored<Connection> get(Caller caller, Id<Connection> id) {
    return Rules.require(documents, caller, id, RESOURCE);
  }

  public Stored<Connection> patch(
      Caller caller, Id<Connection> id, @Nullable String ifMatch, JsonNode patch) {
    Stored<Connection> stored = get(caller, id);
    Rules.requireVersion(ifMatch, stored);
    Rules.requireChangeable(stored, Connection::state);
    Connection before = stored.value();
    Connection after = Patch.apply(before, patch, Connection.class);
    if (!before.specId().equals(after.specId())) {
      throw new TributaryException(
          ErrorCode.SPEC_CHANGED,
          "The connectionSpec of a connection cannot change. Create another connection.");
    }
    Map<String, String> known = secrets.get(caller, id);
    Connection wanted = Credentials.clear(after, known).withState(String.valueOf(before.state()));
    ConnectionSpec spec = specs.referred(caller, wanted.specId());
    boolean sameAuth = Objects.equals(wanted.auth(), Credentials.clear(before, known).auth());
    if (!State.DRAFT.equals(before.state()) && !sameAuth) {
      check(spec, wanted);
    }
    return store(caller, stored, spec, wanted);
  }

  /** Stores a connection together with its secrets, if nobody was quicker. */
  private Stored<Connection> store(
      Caller caller, Stored<Connection> from, ConnectionSpec spec, Connection wanted) {
    Map<String, String> values = Credentials.of(spec, wanted);
    return database
        .atomically(
            () -> {
              Optional<Stored<Connection>> changed =
                  documents.update(caller, from, Credentials.masked(spec, wanted));
              changed.ifPresent(won -> secrets.put(caller, from.id(), values));
              return changed;
            })
        .orElseThrow(() -> Rules.overtaken(from));
  }

  /** Publishes a draft: everything that a new connection must satisfy, it must satisfy now. */
  public Stored<Connection> action(
      Caller caller, Id<Connection> id, Action action, @Nullable String ifMatch) {
    Stored<Connection> stored = get(caller, id);
    Rules.requireVersionIfGiven(ifMatch, stored);
    action.refuseReport(stored.value().state());
    action.requireState(stored.value().state(), State.DRAFT);
    Connection wanted =
        Credentials.clear(stored.value(), secrets.get(caller, id)).withState(State.ENABLED);
    ConnectionSpec spec = specs.working(caller, wanted.specId());
    check(spec, wanted);
    return store(caller, stored, spec, wanted);
  }

  /** Deletes the connection and its secrets; source connections without a flow are left behind. */
  public void delete(Caller caller, Id<Connection> id) {
    Rules.requireDeletable(get(caller, id), Connection::state);
    database.atomically(
        () -> {
          requireUnused(caller, id);
          secrets.delete(caller, id);
          return documents.delete(caller, id);
        });
  }

  private void requireUnused(Caller caller, Id<Connection> id) {
    Query children = Query.where("baseConnectionId", id.value()).limit(CHILDREN);
    while (children != null) {
      Query.Page<Stored<SourceConnection>> page = sourceConnections.list(caller, children);
      List<String> ids = page.items().stream().map(child -> child.id().value()).toList();
      if (!ids.isEmpty()) {
        flows.list(caller, Query.where("sourceConnectionIds[]", ids)).items().stream()
            .findFirst()
            .ifPresent(user -> refuseDelete(id, user));
      }
      children = page.next();
    }
  }

  private static void refuseDelete(Id<Connection> id, Stored<Flow> user) {
    throw new TributaryException(
        ErrorCode.BASE_CONNECTION_IN_USE,
        "The base connection "
            + id
            + " is used by the flow "
            + user.id()
            + " ("
            + user.value().name()
            + "). Delete the flow first.");
  }

  /**
   * Asks the source whether the stored credentials still work; throws with its own words if they do
   * not.
   *
   * @return false if the source does not answer, so that nobody knows
   */
  public boolean test(Caller caller, Id<Connection> id) {
    Connection connection = open(caller, id);
    try {
      sources.of(connection.specId()).check(connection);
      return true;
    } catch (TributaryException e) {
      if (UNREACHABLE.contains(e.code())) {
        return false;
      }
      throw e;
    }
  }

  /** The connection with its credentials in the clear, for reading; never for showing. */
  Connection open(Caller caller, Id<Connection> id) {
    return Credentials.clear(get(caller, id).value(), secrets.get(caller, id));
  }

  Optional<Stored<Connection>> find(Caller caller, Id<Connection> id) {
    return documents.find(caller, id);
  }

  private void check(ConnectionSpec spec, Connection connection) {
    if (spec.authSpec().isEmpty()) {
      throw new TributaryException(
          ErrorCode.SPEC_UNKNOWN,
          "The connection spec '" + spec.name() + "' takes no base connection.");
    }
    Auth auth = connection.auth();
    if (auth == null) {
      throw new TributaryException(
          ErrorCode.PARAMETER_MISSING,
          "The mandatory field 'auth' is missing. Send {\"specName\":\""
              + spec.authSpec().get(0).name()
              + "\",\"params\":{…}}.");
    }
    JsonNode params = auth.params() == null ? Json.object() : auth.params();
    schemas.check(Credentials.authSpec(spec, auth).spec(), params, "auth.params");
    sources.of(spec.id()).check(connection);
  }
}
