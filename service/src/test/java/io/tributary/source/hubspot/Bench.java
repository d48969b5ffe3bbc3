package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Auth;
import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.SpecRef;
import io.tributary.model.Window;
import io.tributary.simulator.Credentials;
import io.tributary.simulator.HubSpotSimulator;
import io.tributary.simulator.Options;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.Selection;
import io.tributary.source.SourceRecord;
import io.tributary.source.Split;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A HubSpot portal and the source that reads it, with one clock: it stands still, except that the
 * source's waiting moves it at once.
 */
final class Bench implements AutoCloseable {
  static final String CONTACTS = "Hubspot.Contacts";
  static final Duration SETTLING = Duration.ofMinutes(60);
  static final Map<String, String> OBJECTS =
      Map.of(CONTACTS, "contacts", "Hubspot.Companies", "companies", "Hubspot.All_Deals", "deals");

  final Time time = new Time();
  final HubSpotSimulator simulator;
  final Detour detour;
  final HubSpotSource source;
  final Connection connection;

  /** How long the source waited, had the clock been a real one. */
  final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

  Bench(Options options) {
    this(options, "2026-03");
  }

  Bench(Options options, String version) {
    simulator = HubSpotSimulator.start(options.withClock(time));
    detour = new Detour(simulator.url());
    source = new HubSpotSource(settings(URI.create(detour.url()), version));
    connection = connection(Map.of());
  }

  static Bench of(int contacts) {
    return new Bench(Options.defaults().withContacts(contacts).withRateLimit(0));
  }

  Settings settings(URI url, String version) {
    return new Settings(
        url,
        version,
        SETTLING,
        time,
        wait -> {
          waits.add(wait);
          time.advance(wait);
        });
  }

  /** The portal's credentials, some of them replaced. */
  Connection connection(Map<String, String> instead) {
    Credentials own = simulator.credentials();
    ObjectNode params =
        Json.object()
            .put("clientId", own.clientId())
            .put("clientSecret", own.clientSecret())
            .put("accessToken", own.accessToken())
            .put("refreshToken", own.refreshToken());
    instead.forEach(params::put);
    return of(params);
  }

  static Connection privateApp(String token) {
    return of(Json.object().put("accessToken", token));
  }

  private static Connection of(ObjectNode params) {
    return new Connection(
        "portal",
        null,
        new Auth("Basic Authentication", params),
        new SpecRef("cc6a4487-9e91-433e-a3a3-9cf6626c1806", "1.0"),
        null);
  }

  Selection every(String object) {
    return new Selection(object, source.describe(connection, object).columns());
  }

  static Selection only(String object, String... properties) {
    return new Selection(
        object,
        List.of(properties).stream()
            .map(name -> Column.of(Crm.columnName(name), Field.Kind.STRING))
            .toList());
  }

  List<Split> plan(Selection selection) {
    return source.plan(connection, selection, new Window(null, time.instant()));
  }

  List<SourceRecord> read(Selection selection, List<Split> splits) {
    return splits.stream().flatMap(split -> read(selection, split, null).stream()).toList();
  }

  List<SourceRecord> readAll(Selection selection) {
    return read(selection, plan(selection));
  }

  /** What an incremental run reads: the window, and as much before it as may have been late. */
  List<SourceRecord> changes(Selection selection, Instant from) {
    Window window = new Window(from.minus(SETTLING), time.instant());
    return read(selection, source.plan(connection, selection, window));
  }

  List<SourceRecord> read(Selection selection, Split split, @Nullable String position) {
    List<SourceRecord> all = new ArrayList<>();
    try (Pages pages = source.read(connection, selection, split, position)) {
      for (Page page = pages.next(); page != null; page = pages.next()) {
        all.addAll(page.records());
      }
    }
    return all;
  }

  List<String> ids(String object) {
    return simulator.ids(object).mapToObj(Long::toString).toList();
  }

  static List<String> ids(List<SourceRecord> records) {
    return records.stream().map(SourceRecord::id).toList();
  }

  @Override
  public void close() {
    detour.close();
    simulator.close();
  }

  /** A clock that moves when it is told to. */
  static final class Time extends Clock {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-06-01T12:00:00Z"));

    void advance(Duration by) {
      now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
      return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
