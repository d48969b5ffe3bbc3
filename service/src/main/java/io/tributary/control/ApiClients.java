package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ApiClient;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Query;
import io.tributary.model.Role;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import io.tributary.store.Tenancy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Programs that call in the name of an organisation, each with a secret and roles of its own. */
public final class ApiClients {
  private static final String RESOURCE = "apiClients";

  private final Database database;
  private final Documents<ApiClient> documents;
  private final Tenancy tenancy;

  public ApiClients(Database database, Documents<ApiClient> documents, Tenancy tenancy) {
    this.database = database;
    this.documents = documents;
    this.tenancy = tenancy;
  }

  /** A client with its secret in the clear: the only time at which it is shown. */
  public record Issued(Stored<ApiClient> client, String secret) {
    @Override
    public String toString() {
      return "Issued[" + client.id() + ", ***]";
    }
  }

  public Issued create(Caller caller, ApiClient wanted) {
    String name = Members.named(wanted.name(), "API client");
    ApiClient client =
        new ApiClient(
            name,
            wanted.description(),
            wanted.roles(),
            RandomNames.hex(12) + "@techacct.adobe.com",
            1);
    Id<ApiClient> id = Id.of(RandomNames.hex(16).toLowerCase(java.util.Locale.ROOT));
    return database.atomically(
        () -> issued(documents.insert(caller.outsideSandboxes(), id, client)));
  }

  private Issued issued(Stored<ApiClient> client) {
    String secret = RandomNames.secret();
    tenancy.put(new Tenancy.Credential(client.id(), client.imsOrgId(), secret));
    return new Issued(client, secret);
  }

  public Query.Page<Stored<ApiClient>> list(Caller caller, Query query) {
    return documents.list(caller.outsideSandboxes(), query);
  }

  public long count(Caller caller, Query query) {
    return documents.count(caller.outsideSandboxes(), query);
  }

  public Stored<ApiClient> get(Caller caller, Id<ApiClient> id) {
    return Rules.require(documents, caller.outsideSandboxes(), id, RESOURCE);
  }

  Optional<ApiClient> find(String org, String id) {
    return documents.find(Caller.service(org), Id.of(id)).map(Stored::value);
  }

  public Stored<ApiClient> patch(
      Caller caller, Id<ApiClient> id, @Nullable String ifMatch, JsonNode patch) {
    return Rules.patch(
        documents,
        caller.outsideSandboxes(),
        get(caller, id),
        ifMatch,
        patch,
        ApiClient.class,
        (before, after) -> {
          Members.refuseToLockOut(caller.client().equals(id.value()), after.roles());
          return new ApiClient(
              Members.named(after.name(), "API client"),
              after.description(),
              after.roles(),
              before.technicalAccount(),
              before.secretVersion());
        });
  }

  /** A new secret in place of the old one, which is void at once, and the tokens got with it. */
  public Issued rotate(Caller caller, Id<ApiClient> id) {
    return database.atomically(
        () -> {
          Stored<ApiClient> stored = get(caller, id);
          ApiClient before = stored.value();
          ApiClient after =
              new ApiClient(
                  before.name(),
                  before.description(),
                  before.roles(),
                  before.technicalAccount(),
                  before.secretVersion() + 1);
          return issued(
              documents
                  .update(caller.outsideSandboxes(), stored, after)
                  .orElseThrow(() -> Rules.stale(stored.etag(), stored)));
        });
  }

  public void delete(Caller caller, Id<ApiClient> id) {
    get(caller, id);
    Members.refuseToLockOut(caller.client().equals(id.value()), java.util.List.of());
    database.atomically(
        () -> {
          tenancy.deleteCredential(caller.org(), id);
          return documents.delete(caller.outsideSandboxes(), id);
        });
  }

  /** The client that knows its secret; refused in the same words whichever of both is wrong. */
  Stored<ApiClient> prove(String clientId, String secret) {
    return tenancy
        .credential(Id.of(clientId))
        .filter(known -> sameText(known.secret(), secret))
        .flatMap(known -> documents.find(Caller.service(known.org()), known.client()))
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.TOKEN_REQUEST_REFUSED,
                    "The client_id or client_secret is wrong. Print the right ones with: ./tributary env"));
  }

  /**
   * For the owner of the home: an organisation's oldest client that may do everything, with its
   * secret.
   */
  public Issued ofHome(String org) {
    Stored<ApiClient> client =
        documents.list(Caller.service(org), Query.all().by("createdAt")).items().stream()
            .filter(stored -> stored.value().roles().contains(Role.ADMINISTRATOR))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The home has no API client that may do everything."));
    return new Issued(client, tenancy.credential(client.id()).orElseThrow().secret());
  }

  private static boolean sameText(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
