package io.tributary.control;

import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Organisation;
import io.tributary.model.Query;
import io.tributary.model.Sandbox;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import io.tributary.store.Tenancy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The sandboxes of organisations: the walls that every caller stands within. */
public final class Sandboxes {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Documents<Sandbox> documents;
  private final ApiClients clients;
  private final Tenancy tenancy;
  private final Clock clock;

  public Sandboxes(Documents<Sandbox> documents, ApiClients clients, Tenancy tenancy, Clock clock) {
    this.documents = documents;
    this.clients = clients;
    this.tenancy = tenancy;
    this.clock = clock;
  }

  /** Gives a new organisation the sandbox that is meant where none is named. */
  void createDefault(Caller caller) {
    insert(caller, "prod", "Production", "production", true);
  }

  private Sandbox insert(Caller caller, String name, String title, String type, boolean isDefault) {
    String now = DATE.format(clock.instant());
    Sandbox sandbox =
        new Sandbox(
            UUID.randomUUID().toString(),
            name,
            title,
            "active",
            type,
            "LOCAL",
            isDefault,
            1,
            now,
            now,
            caller.user(),
            caller.user());
    return documents.insert(caller.outsideSandboxes(), Id.of(name), sandbox).value();
  }

  /** Refuses an API key that is unknown, or of another organisation than the token. */
  public void requireClient(Tokens.Bearer bearer, String apiKey) {
    if (clients.find(bearer.org(), apiKey).isEmpty()) {
      throw new TributaryException(ErrorCode.API_KEY_INVALID, ErrorCode.API_KEY_INVALID.title());
    }
  }

  /**
   * Who is asking, checked.
   *
   * @param sandboxName the header's value; empty means the organisation's default sandbox
   */
  public Caller caller(Tokens.Bearer bearer, String org, String sandboxName) {
    if (!bearer.org().equals(org)) {
      throw new TributaryException(ErrorCode.PROFILE_INVALID, ErrorCode.PROFILE_INVALID.title());
    }
    Sandbox sandbox = sandboxName.isEmpty() ? byDefault(org) : named(org, sandboxName);
    return new Caller(org, sandbox.name(), sandbox.id(), bearer.user(), bearer.client());
  }

  private Sandbox named(String org, String name) {
    return documents
        .find(Caller.service(org), Id.of(name))
        .map(Stored::value)
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.SANDBOX_NOT_FOUND,
                    "The sandbox '"
                        + name
                        + "' is not found. List yours with"
                        + " GET /data/foundation/sandbox-management/sandboxes."));
  }

  /** The sandbox that is meant where none is named. */
  public Sandbox byDefault(String org) {
    return list(org).stream().filter(Sandbox::isDefault).findFirst().orElseThrow();
  }

  public List<Sandbox> list(String org) {
    Query byName = Query.all().by("name");
    return documents.list(Caller.service(org), byName).items().stream().map(Stored::value).toList();
  }

  public Sandbox get(Caller caller, String name) {
    return documents
        .find(caller.outsideSandboxes(), Id.of(name))
        .map(Stored::value)
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.SANDBOX_UNKNOWN, "The sandbox '" + name + "' is not found."));
  }

  /** The word that names the organisation's own part of the schema registry. */
  public String tenant(String org) {
    return tenancy.organisation(org).map(Organisation::tenant).orElseThrow();
  }
}
