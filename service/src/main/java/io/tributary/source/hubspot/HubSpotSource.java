package io.tributary.source.hubspot;

import io.tributary.model.Connection;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.Json;
import io.tributary.model.Window;
import io.tributary.source.Item;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.Selection;
import io.tributary.source.Source;
import io.tributary.source.SourceRecord;
import io.tributary.source.Split;
import io.tributary.source.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's CRM: contacts, companies and deals. Everything that exists is listed by ascending id,
 * in parts that are read side by side; what changed is searched by time of change and paged by id,
 * which no ceiling of the search can cut short.
 */
public final class HubSpotSource implements Source {
  private final Client client;
  private final Duration settling;
  private final ConnectionSpec spec;

  public HubSpotSource(Settings settings) {
    this(settings, defaultSpec());
  }

  /** The same under a specification of another name. */
  public HubSpotSource(Settings settings, ConnectionSpec spec) {
    this.client = new Client(settings, Client.TIMEOUT);
    this.settling = settings.settling();
    this.spec = spec;
  }

  /** HubSpot's specification. */
  public static ConnectionSpec defaultSpec() {
    try (InputStream stream = HubSpotSource.class.getResourceAsStream("spec.json")) {
      return Json.mapper().readValue(Objects.requireNonNull(stream), ConnectionSpec.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ConnectionSpec spec() {
    return spec;
  }

  @Override
  public void check(Connection connection) {
    client.forgetToken(connection);
    client.get(connection, client.path("/account-info", "/details"));
  }

  @Override
  public List<Item> explore(Connection connection, @Nullable String path) {
    return Crm.tables().stream().map(Item::table).toList();
  }

  @Override
  public Table describe(Connection connection, String object) {
    return crm(connection, object).table();
  }

  @Override
  public List<SourceRecord> sample(Connection connection, Selection selection, int limit) {
    Crm crm = crm(connection, selection.object());
    RecordParser parser = new RecordParser(selection, crm::portalId);
    int most = Math.max(1, Math.min(limit, Crm.LIMIT));
    try (Pages pages = new ListPages(crm, parser, ListPages.Range.ALL, most, null)) {
      Page page = pages.next();
      return page == null ? List.of() : page.records().stream().limit(limit).toList();
    }
  }

  @Override
  public Duration settling() {
    return settling;
  }

  @Override
  public List<Split> plan(Connection connection, Selection selection, Window window) {
    Crm crm = crm(connection, selection.object());
    boolean archived =
        selection.columns().stream().anyMatch(column -> column.name().equals(Crm.ARCHIVED));
    return new Plan(crm).of(window, archived);
  }

  @Override
  public Pages read(
      Connection connection, Selection selection, Split split, @Nullable String position) {
    Crm crm = crm(connection, selection.object());
    RecordParser parser = new RecordParser(selection, crm::portalId);
    Map<String, String> bounds = split.bounds();
    if (bounds.containsKey(Plan.ARCHIVED)) {
      ListPages.Range gone = new ListPages.Range(0, Long.MAX_VALUE, true);
      return new ArchivedPages(
          new ListPages(crm, parser, gone, Crm.LIMIT, position),
          Instant.ofEpochMilli(number(bounds, Plan.SINCE, 0)),
          Instant.ofEpochMilli(number(bounds, Plan.UNTIL, Long.MAX_VALUE)));
    }
    if (bounds.containsKey(Plan.SINCE)) {
      return changes(crm, parser, bounds, position);
    }
    ListPages.Range range =
        new ListPages.Range(
            number(bounds, Plan.FROM, 0), number(bounds, Plan.BELOW, Long.MAX_VALUE), false);
    return new ListPages(crm, parser, range, Crm.LIMIT, position);
  }

  private static Pages changes(
      Crm crm, RecordParser parser, Map<String, String> bounds, @Nullable String position) {
    String modified = crm.modifiedProperty();
    Search search =
        Search.of(parser.properties())
            .where(modified, "GTE", Long.toString(number(bounds, Plan.SINCE, 0)))
            .where(modified, "LT", Long.toString(number(bounds, Plan.UNTIL, Long.MAX_VALUE)));
    return new SearchPages(crm, parser, search, position == null ? SearchPages.after(0) : position);
  }

  private static long number(Map<String, String> bounds, String name, long otherwise) {
    String text = bounds.get(name);
    return text == null ? otherwise : Long.parseLong(text);
  }

  private Crm crm(Connection connection, String object) {
    return Crm.of(client, connection, object);
  }
}
