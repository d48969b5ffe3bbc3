package io.tributary.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * A running HubSpot portal on 127.0.0.1 with contacts, companies and deals. It serves {@code
 * /crm/v3/…} and the date-based {@code /crm/objects/2026-03/…} alike, search, property definitions,
 * account details and OAuth. The same options give the same records. Records are computed when
 * asked for: a million contacts cost no memory; only changes do.
 */
public final class HubSpotSimulator implements AutoCloseable {
  private final Options options;
  private final Api api;
  private final Wire wire;
  private final long portalId;

  private HubSpotSimulator(Options options) {
    this.options = options;
    this.portalId = 8_000_000L + Hash.below(Hash.of(options.seed(), 16), 40_000_000);
    this.api = new Api(options, portalId);
    this.wire = new Wire(options, api);
  }

  /**
   * Opens the port and answers from then on.
   *
   * @throws java.io.UncheckedIOException if the port cannot be opened
   */
  public static HubSpotSimulator start(Options options) {
    return new HubSpotSimulator(options);
  }

  /** Scheme, host and port, without a slash at the end. */
  public String url() {
    return wire.url();
  }

  /** What an OAuth app needs. */
  public Credentials credentials() {
    return api.oauth().credentials();
  }

  /**
   * The bearer token of a private app: it does not expire, and its answers carry the daily limit
   * too.
   */
  public String privateAppToken() {
    return api.oauth().privateAppToken();
  }

  /** The number of the account, {@code hub_id} in OAuth answers. */
  public long portalId() {
    return portalId;
  }

  /** The ids of the live contacts, ascending, computed on the way. */
  public LongStream contactIds() {
    return ids("contacts");
  }

  /**
   * The ids of the live records of {@code contacts}, {@code companies} or {@code deals}, ascending.
   */
  public LongStream ids(String object) {
    Iterator<Row> rows = api.records(object).liveFrom(Long.MIN_VALUE);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .mapToLong(Row::id);
  }

  /**
   * Creates a record, as a user of the portal would.
   *
   * @param object {@code contacts}, {@code companies} or {@code deals}
   * @param properties by internal name
   * @return the new id, greater than all others
   */
  public long create(String object, Map<String, String> properties) {
    return api.records(object).create(properties).id();
  }

  /**
   * Sets properties of a live or archived record, which makes it live; the last-modified date
   * becomes the clock's time.
   */
  public void update(String object, long id, Map<String, String> properties) {
    api.records(object).update(existing(object, id), properties);
  }

  /** Archives a record: it leaves the lists and searches, and shows in the archived list. */
  public void archive(String object, long id) {
    api.records(object).archive(existing(object, id));
  }

  /** What goes wrong from now on; counts start anew. */
  public void faults(Faults faults) {
    api.faults(faults);
  }

  /**
   * Ends the life of all access tokens issued so far; the next calls with them answer
   * EXPIRED_AUTHENTICATION.
   */
  public void expireAccessTokens() {
    api.oauth().expireAll();
  }

  /** Refuses the refresh token from now on, as after an uninstall. */
  public void revokeRefreshToken() {
    api.oauth().revoke();
  }

  /** How often it was called since the start. */
  public Calls calls() {
    return api.calls();
  }

  /**
   * One line of JSON for whoever started the process: address, credentials, and what was asked for.
   */
  public String readyLine() {
    Credentials credentials = credentials();
    ObjectNode line = new ObjectMapper().createObjectNode();
    line.put("ready", true).put("url", url());
    line.put("clientId", credentials.clientId()).put("clientSecret", credentials.clientSecret());
    line.put("accessToken", credentials.accessToken());
    line.put("refreshToken", credentials.refreshToken());
    line.put("contacts", options.contacts()).put("seed", options.seed());
    return line.put("rateLimit", options.rateLimit()).toString();
  }

  /** Closes the port. Running calls break off. */
  @Override
  public void close() {
    wire.close();
  }

  private Row existing(String object, long id) {
    Row row = api.records(object).find(id);
    if (row == null) {
      throw new IllegalArgumentException("There is no " + id + " among the " + object);
    }
    return row;
  }
}
