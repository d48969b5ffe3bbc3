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
import java.util.List;
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
    this.client = new Client(settings);
    this.settling = settings.settling();
    try (InputStream stream = HubSpotSource.class.getResourceAsStream("spec.json")) {
      this.spec = Json.mapper().readValue(Objects.requireNonNull(stream), ConnectionSpec.class);
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
    try (Pages pages = new ListPages(client, connection, crm, selection, "0", null, null)) {
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
    return new Plan(client, connection, crm).of(window);
  }

  @Override
  public Pages read(
      Connection connection, Selection selection, Split split, @Nullable String position) {
    Crm crm = crm(connection, selection.object());
    if (split.bounds().containsKey(Plan.SINCE)) {
      return new SearchPages(client, connection, crm, selection, split, position);
    }
    String from = Objects.requireNonNull(split.bounds().get(Plan.FROM));
    return new ListPages(
        client, connection, crm, selection, from, split.bounds().get(Plan.BELOW), position);
  }

  private Crm crm(Connection connection, String object) {
    return Crm.of(client, connection, object);
  }
}
