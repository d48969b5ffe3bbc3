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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The sandboxes of organisations: the walls that every caller stands within. */
public final class Sandboxes {
  /** As many as an organisation may have. */
  public static final int MOST = 75;

  public static final List<String> TYPES = List.of("production", "development");

  static final String ACTIVE = "active";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Documents<Sandbox> documents;
  private final Tenancy tenancy;
  private final Clock clock;

  private final ApiClients clients;

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

  /**
   * Creates an empty one.
   *
   * @param name small letters, digits and single hyphens: it also names a folder of the warehouse
   */
  public Sandbox create(
      Caller caller, @Nullable String name, @Nullable String title, @Nullable String type) {
    if (name == null || !name.matches("(?=.{1,63}$)[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new TributaryException(
          ErrorCode.SANDBOX_INVALID,
          "The name of a sandbox must be 1 to 63 small letters, digits and single hyphens, a letter first.");
    }
    if (type == null || !TYPES.contains(type)) {
      throw new TributaryException(
          ErrorCode.SANDBOX_INVALID, "The type of a sandbox must be one of " + TYPES + ".");
    }
    List<Sandbox> present = list(caller.org());
    if (present.size() >= MOST) {
      throw new TributaryException(
          ErrorCode.SANDBOX_LIMIT,
          "An organisation has at most " + MOST + " sandboxes. Delete one that is not needed.");
    }
    if (present.stream().anyMatch(sandbox -> sandbox.name().equals(name))) {
      throw new TributaryException(
          ErrorCode.SANDBOX_EXISTS, "There is a sandbox '" + name + "' already.");
    }
    return insert(caller, name, titled(title), type, false);
  }

  private Sandbox insert(Caller caller, String name, String title, String type, boolean isDefault) {
    String now = now();
    Sandbox sandbox =
        new Sandbox(
            UUID.randomUUID().toString(),
            name,
            title,
            ACTIVE,
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

  private static String titled(@Nullable String title) {
    if (title == null || title.isBlank() || title.length() > 255) {
      throw new TributaryException(
          ErrorCode.SANDBOX_INVALID, "The title of a sandbox must have 1 to 255 characters.");
    }
    return title.strip();
  }

  private String now() {
    return DATE.format(clock.instant());
  }

  /**
   * Refuses an API key that is unknown, or of another organisation than the token. The client that
   * the token itself was got by need not be looked up twice: it is what the roles are found by.
   */
  public void requireClient(Tokens.Bearer bearer, String apiKey) {
    boolean own = bearer.secretVersion() > 0 && apiKey.equals(bearer.client());
    if (!own && clients.find(bearer.org(), apiKey).isEmpty()) {
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
        .filter(sandbox -> sandbox.state().equals(ACTIVE))
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.SANDBOX_NOT_FOUND,
                    "The sandbox '"
                        + name
                        + "' is not found, or not active. List yours with"
                        + " GET /data/foundation/sandbox-management/sandboxes."));
  }

  /** The sandbox that is meant where none is named. */
  public Sandbox byDefault(String org) {
    return list(org).stream().filter(Sandbox::isDefault).findFirst().orElseThrow();
  }

  /** All of an organisation, by name. */
  public List<Sandbox> list(String org) {
    Query byName = Query.all().by("name");
    return documents.list(Caller.service(org), byName).items().stream().map(Stored::value).toList();
  }

  public Sandbox get(Caller caller, String name) {
    return stored(caller, name).value();
  }

  private Stored<Sandbox> stored(Caller caller, String name) {
    return documents
        .find(caller.outsideSandboxes(), Id.of(name))
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.SANDBOX_UNKNOWN, "The sandbox '" + name + "' is not found."));
  }

  public Sandbox patch(Caller caller, String name, @Nullable String title) {
    String wanted = titled(title);
    return change(caller, name, sandbox -> sandbox.withTitle(wanted, now(), caller.user()));
  }

  Sandbox change(Caller caller, String name, UnaryOperator<Sandbox> change) {
    Stored<Sandbox> stored = stored(caller, name);
    return documents
        .update(caller.outsideSandboxes(), stored, change.apply(stored.value()))
        .map(Stored::value)
        .orElseGet(() -> change(caller, name, change));
  }

  Sandbox changeState(Caller caller, String name, String state) {
    return change(caller, name, sandbox -> sandbox.withState(state, now(), caller.user()));
  }

  void remove(Caller caller, String name) {
    documents.delete(caller.outsideSandboxes(), Id.of(name));
  }

  /** The word that names the organisation's own part of the schema registry. */
  public String tenant(String org) {
    return tenancy.organisation(org).map(Organisation::tenant).orElseThrow();
  }
}
