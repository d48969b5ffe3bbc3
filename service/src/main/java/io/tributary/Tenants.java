package io.tributary;

import io.tributary.control.ApiClients;
import io.tributary.control.Audit;
import io.tributary.control.Members;
import io.tributary.control.OidcIssuer;
import io.tributary.control.OidcSignIn;
import io.tributary.control.Organisations;
import io.tributary.control.Sandboxes;
import io.tributary.control.Sessions;
import io.tributary.control.Tokens;
import io.tributary.control.Users;
import io.tributary.model.Caller;
import io.tributary.store.AuditLog;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import io.tributary.store.Keys;
import io.tributary.store.Kind;
import io.tributary.store.SignIns;
import io.tributary.store.Tenancy;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Who may call, and within which walls. */
record Tenants(
    Organisations organisations,
    Users users,
    ApiClients clients,
    Audit audit,
    Members members,
    Sandboxes sandboxes,
    Tokens tokens,
    Sessions sessions,
    Optional<OidcSignIn> oidcSignIn) {

  static Tenants of(Config config, Database database, Tenancy tenancy, Clock clock) {
    ApiClients clients =
        new ApiClients(database, new Documents<>(database, Kind.API_CLIENT, clock), tenancy);
    Users users = new Users(new Documents<>(database, Kind.USER, clock));
    Sandboxes sandboxes =
        new Sandboxes(new Documents<>(database, Kind.SANDBOX, clock), clients, tenancy, clock);
    Optional<OidcIssuer> issuer =
        config.oidc().map(settings -> new OidcIssuer(settings, tenancy, clock));
    AuditLog log = new AuditLog(database, clock);
    SignIns signIns = new SignIns(database);
    Sessions sessions = new Sessions(signIns, log, users, clock);
    return new Tenants(
        new Organisations(database, tenancy, log, sandboxes, clients, users),
        users,
        clients,
        new Audit(log),
        new Members(clients, users),
        sandboxes,
        new Tokens(clients, tenancy, issuer, clock),
        sessions,
        issuer.flatMap(
            known ->
                config
                    .oidcClient()
                    .map(
                        client -> new OidcSignIn(known, client, signIns, sessions, users, clock))));
  }

  /** A link that signs a user of the home's own organisation in at a browser, once. */
  String signInLink(String url, String email) {
    return url + sessions.invite(Caller.service(organisations.first().id()), email);
  }

  /** What a client needs to call the service, by the names that {@code ./tributary env} exports. */
  Map<String, String> credentials(String url) {
    ApiClients.Issued issued = clients.ofHome(organisations.first().id());
    String org = issued.client().imsOrgId();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("TRIBUTARY_URL", url);
    values.put("ACCESS_TOKEN", tokens.issue(issued.client()));
    values.put("API_KEY", issued.client().id().value());
    values.put("CLIENT_SECRET", issued.secret());
    values.put("IMS_ORG", org);
    values.put("SANDBOX_NAME", sandboxes.byDefault(org).name());
    return values;
  }

  /** Asks those of a home whose service may be another process. */
  static <T> T of(Config config, Clock clock, Function<Tenants, T> question) {
    Keys keys = Keys.open(Tributary.keyFile(config.home()));
    try (Database database =
        Database.open(config.databaseUrl(), config.databaseUser(), config.databasePassword())) {
      return question.apply(of(config, database, new Tenancy(database, keys), clock));
    }
  }
}
