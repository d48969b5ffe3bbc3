package io.tributary.control;

import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Sandbox;
import io.tributary.model.TributaryException;
import io.tributary.store.Tenancy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Organisations and their sandboxes: the walls that every caller stands within. */
public final class Sandboxes {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Tenancy tenancy;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentMap<String, Tenancy.Client> clients = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Sandbox>> sandboxes = new ConcurrentHashMap<>();

  public Sandboxes(Tenancy tenancy, Clock clock) {
    this.tenancy = tenancy;
    this.clock = clock;
  }

  /** Gives an empty home one organisation, its sandbox {@code prod} and one API client. */
  public void createFirst() {
    if (!tenancy.organisations().isEmpty()) {
      return;
    }
    String org = HexFormat.of().withUpperCase().formatHex(bytes(12)) + "@AdobeOrg";
    String clientId = HexFormat.of().formatHex(bytes(16));
    String secret = "p8e-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24));
    String account = HexFormat.of().withUpperCase().formatHex(bytes(12)) + "@techacct.adobe.com";
    String now = DATE.format(clock.instant());
    Sandbox prod =
        new Sandbox(
            UUID.randomUUID().toString(),
            "prod",
            "Production",
            "active",
            "production",
            "LOCAL",
            true,
            1,
            now,
            now,
            account,
            account);
    tenancy.add(
        new Tenancy.Organisation(org, "acme"),
        prod,
        new Tenancy.Client(clientId, org, secret, account));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Refuses an API key that is unknown, or of another organisation than the token. */
  public void requireClient(Tokens.Bearer bearer, String apiKey) {
    Tenancy.Client client =
        clients.computeIfAbsent(apiKey, key -> tenancy.client(key).orElse(null));
    if (client == null || !client.org().equals(bearer.org())) {
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
    Sandbox sandbox =
        list(org).stream()
            .filter(s -> sandboxName.isEmpty() ? s.isDefault() : s.name().equals(sandboxName))
            .findFirst()
            .orElseThrow(
                () ->
                    new TributaryException(
                        ErrorCode.SANDBOX_NOT_FOUND,
                        "The sandbox '"
                            + sandboxName
                            + "' is not found. List yours with"
                            + " GET /data/foundation/sandbox-management/sandboxes."));
    return new Caller(org, sandbox.name(), sandbox.id(), bearer.user(), bearer.client());
  }

  public List<Sandbox> list(String org) {
    return sandboxes.computeIfAbsent(org, tenancy::sandboxes);
  }

  public Sandbox get(Caller caller, String name) {
    return list(caller.org()).stream()
        .filter(sandbox -> sandbox.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.SANDBOX_UNKNOWN, "The sandbox '" + name + "' is not found."));
  }

  /** The word that names the organisation's own part of the schema registry. */
  public String tenant(String org) {
    return tenancy.organisation(org).map(Tenancy.Organisation::tenant).orElseThrow();
  }
}
