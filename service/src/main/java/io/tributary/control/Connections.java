package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Base connections: what is allowed with the accounts at sources. Credentials are checked live
 * before they are kept.
 */
public final class Connections {
  private static final String RESOURCE = "connections";

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
    Connection wanted = connection.withState(draft ? State.DRAFT : State.ENABLED);
    if (!draft || connection.auth() != null) {
      check(caller, wanted);
    } else {
      specs.working(caller, wanted.specId());
    }
    Id<Connection> id = Id.random();
    return database.atomically(
        () -> {
          secrets.put(caller, id, secretsOf(caller, wanted));
          return documents.insert(caller, id, masked(caller, wanted));
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
    Connection before = stored.value();
    Connection after = Patch.apply(before, patch, Connection.class);
    if (!before.specId().equals(after.specId())) {
      throw new TributaryException(
          ErrorCode.SPEC_CHANGED,
          "The connectionSpec of a connection cannot change. Create another connection.");
    }
    Connection wanted =
        clear(after, secrets.get(caller, id)).withState(String.valueOf(before.state()));
    if (!State.DRAFT.equals(before.state()) || wanted.auth() != null) {
      check(caller, wanted);
    }
    return database
        .atomically(
            () -> {
              Optional<Stored<Connection>> changed =
                  documents.update(caller, stored, masked(caller, wanted));
              changed.ifPresent(won -> secrets.put(caller, id, secretsOf(caller, wanted)));
              return changed;
            })
        .orElseThrow(() -> Rules.stale(String.valueOf(ifMatch), stored));
  }

  public void delete(Caller caller, Id<Connection> id) {
    get(caller, id);
    for (Stored<SourceConnection> child :
        sourceConnections.list(caller, Query.where("baseConnectionId", id.value())).items()) {
      List<Stored<Flow>> users =
          flows.list(caller, Query.where("sourceConnectionIds[]", child.id().value())).items();
      if (!users.isEmpty()) {
        throw new TributaryException(
            ErrorCode.BASE_CONNECTION_IN_USE,
            "The base connection "
                + id
                + " is used by the flow "
                + users.get(0).id()
                + " ("
                + users.get(0).value().name()
                + "). Delete the flow first.");
      }
    }
    database.atomically(
        () -> {
          secrets.delete(caller, id);
          return documents.delete(caller, id);
        });
  }

  /**
   * Asks the source whether the stored credentials still work; throws with its own words if they do
   * not.
   */
  public void test(Caller caller, Id<Connection> id) {
    Connection connection = open(caller, id);
    sources.of(connection.specId()).check(connection);
  }

  /** The connection with its credentials in the clear, for reading; never for showing. */
  Connection open(Caller caller, Id<Connection> id) {
    return clear(get(caller, id).value(), secrets.get(caller, id));
  }

  private void check(Caller caller, Connection connection) {
    ConnectionSpec spec = specs.working(caller, connection.specId());
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
    schemas.check(authSpec(spec, auth).spec(), params, "auth.params");
    sources.of(spec.id()).check(connection);
  }

  private static ConnectionSpec.AuthSpec authSpec(ConnectionSpec spec, Auth auth) {
    return spec.authSpec().stream()
        .filter(candidate -> candidate.name().equals(auth.specName()))
        .findFirst()
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.AUTH_SPEC_UNKNOWN,
                    "The auth.specName '"
                        + auth.specName()
                        + "' is not one of "
                        + spec.authSpec().stream().map(ConnectionSpec.AuthSpec::name).toList()
                        + "."));
  }

  private Map<String, String> secretsOf(Caller caller, Connection connection) {
    Map<String, String> values = new HashMap<>();
    Auth auth = connection.auth();
    if (auth != null && auth.params() != null) {
      ConnectionSpec.AuthSpec spec = authSpec(specs.referred(caller, connection.specId()), auth);
      auth.params()
          .properties()
          .forEach(
              entry -> {
                if (spec.isSecret(entry.getKey()) && !entry.getValue().asText().equals(Auth.MASK)) {
                  values.put(entry.getKey(), entry.getValue().asText());
                }
              });
    }
    return values;
  }

  private Connection masked(Caller caller, Connection connection) {
    Auth auth = connection.auth();
    if (auth == null || auth.params() == null) {
      return connection;
    }
    ConnectionSpec.AuthSpec spec = authSpec(specs.referred(caller, connection.specId()), auth);
    ObjectNode shown = auth.params().deepCopy();
    auth.params().fieldNames().forEachRemaining(name -> mask(shown, spec, name));
    return connection.withAuth(new Auth(auth.specName(), shown));
  }

  private static void mask(ObjectNode shown, ConnectionSpec.AuthSpec spec, String name) {
    if (spec.isSecret(name)) {
      shown.put(name, Auth.MASK);
    }
  }

  private static Connection clear(Connection connection, Map<String, String> values) {
    Auth auth = connection.auth();
    if (auth == null || auth.params() == null) {
      return connection;
    }
    ObjectNode params = auth.params().deepCopy();
    values.forEach(
        (name, value) -> {
          if (params.path(name).asText().equals(Auth.MASK)) {
            params.put(name, value);
          }
        });
    return connection.withAuth(new Auth(auth.specName(), params));
  }
}
