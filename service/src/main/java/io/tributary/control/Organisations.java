package io.tributary.control;

import io.tributary.model.ApiClient;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Organisation;
import io.tributary.model.Role;
import io.tributary.model.TributaryException;
import io.tributary.model.User;
import io.tributary.store.AuditLog;
import io.tributary.store.Database;
import io.tributary.store.Tenancy;
import java.util.List;
import java.util.Locale;

/** The organisations of a home. The first one is the home's own, and may bring in others. */
public final class Organisations {
  private final Database database;
  private final Tenancy tenancy;
  private final AuditLog log;
  private final Sandboxes sandboxes;
  private final ApiClients clients;
  private final Users users;

  public Organisations(
      Database database,
      Tenancy tenancy,
      AuditLog log,
      Sandboxes sandboxes,
      ApiClients clients,
      Users users) {
    this.database = database;
    this.tenancy = tenancy;
    this.log = log;
    this.sandboxes = sandboxes;
    this.clients = clients;
    this.users = users;
  }

  /** An organisation with the API client that may do everything there. */
  public record Founded(Organisation organisation, ApiClients.Issued client) {}

  /** Gives an empty home one organisation, with the owner of the home as its first user. */
  public void createFirst() {
    if (!tenancy.organisations().isEmpty()) {
      return;
    }
    Organisation first = new Organisation(newId(), "Acme", "acme");
    User owner = new User(Users.OWNER, "Owner of the home", List.of(Role.ADMINISTRATOR));
    database.atomically(
        () -> {
          found(first, Caller.service(first.id()));
          return users.create(Caller.service(first.id()), owner);
        });
  }

  /** The home's own organisation. */
  public Organisation first() {
    return tenancy.organisations().get(0);
  }

  /**
   * Creates an organisation with the sandbox {@code prod} and an API client that administers it.
   */
  public Founded create(Caller caller, Organisation wanted) {
    if (!isHome(caller)) {
      throw new TributaryException(
          ErrorCode.ADMINISTRATOR_NEEDED,
          "Only administrators of the home's own organisation may create others.");
    }
    String name = Members.named(wanted.name(), "organisation");
    String tenant =
        wanted.tenant() == null
            ? name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")
            : wanted.tenant();
    if (!tenant.matches("[a-z][a-z0-9]{1,31}")) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "The tenant must be 2 to 32 letters a-z and digits, a letter first. Send one as 'tenant'.");
    }
    return found(new Organisation(newId(), name, tenant), caller);
  }

  private Founded found(Organisation organisation, Caller founder) {
    Caller caller =
        new Caller(organisation.id(), "", "", founder.user(), Caller.service("").client());
    AuditLog.Change founding =
        new AuditLog.Change("create", "organisation", organisation.id(), null, organisation);
    return database.atomically(
        () -> {
          if (!log.record(
              founder.outsideSandboxes(), () -> founding, () -> tenancy.add(organisation))) {
            throw new TributaryException(
                ErrorCode.ALREADY_EXISTS,
                "There is an organisation with the tenant '"
                    + organisation.tenant()
                    + "' already. Send another 'tenant'.");
          }
          sandboxes.createDefault(caller);
          return new Founded(
              organisation,
              clients.create(
                  caller, new ApiClient("First client", null, List.of(Role.ADMINISTRATOR), "", 0)));
        });
  }

  private static String newId() {
    return RandomNames.hex(12) + "@AdobeOrg";
  }

  /** All, for the home's own organisation; for any other, itself. */
  public List<Organisation> list(Caller caller) {
    return tenancy.organisations().stream()
        .filter(organisation -> isHome(caller) || organisation.id().equals(caller.org()))
        .toList();
  }

  public Organisation get(Caller caller, String id) {
    return list(caller).stream()
        .filter(organisation -> organisation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Rules.notFound("organisations", id));
  }

  private boolean isHome(Caller caller) {
    return first().id().equals(caller.org());
  }
}
