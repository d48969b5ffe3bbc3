package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.Selection;
import io.tributary.source.SourceRecord;
import io.tributary.source.Split;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records that changed within a window, by ascending id: every page is the first page of a search
 * for greater ids, so neither the ceiling of 10,000 nor rows that leave the window meanwhile make
 * it skip one. The position is the last id.
 */
final class SearchPages implements Pages {
  private static final String END = "end";
  private static final int LIMIT = 200;

  private final Client client;
  private final Connection connection;
  private final Crm crm;
  private final RecordParser parser;
  private final Split split;
  private String position;

  SearchPages(
      Client client,
      Connection connection,
      Crm crm,
      Selection selection,
      Split split,
      @Nullable String position) {
    this.client = client;
    this.connection = connection;
    this.crm = crm;
    this.parser = new RecordParser(selection, () -> client.portalId(connection));
    this.split = split;
    this.position = position == null ? "0" : position;
  }

  @Override
  public @Nullable Page next() {
    if (position.equals(END)) {
      return null;
    }
    RecordParser.Answer answer =
        client.post(connection, crm.path() + "/search", body(), parser::read);
    List<SourceRecord> records = answer.records();
    long last = Long.parseLong(position);
    for (SourceRecord record : records) {
      long id = Long.parseLong(record.id());
      if (id <= last) {
        throw new TributaryException(
            ErrorCode.PROVIDER_FAILED,
            "HubSpot's search did not sort by id: "
                + id
                + " came after "
                + last
                + ". Nothing was skipped; the run stops.");
      }
      last = id;
    }
    position = records.isEmpty() ? END : Long.toString(last);
    return new Page(records, position, answer.bytes());
  }

  private ObjectNode body() {
    ObjectNode body = Json.object().put("limit", LIMIT);
    ArrayNode filters = body.putArray("filterGroups").addObject().putArray("filters");
    filter(
        filters,
        crm.modifiedProperty(),
        "GTE",
        Objects.requireNonNull(split.bounds().get(Plan.SINCE)));
    filter(
        filters,
        crm.modifiedProperty(),
        "LT",
        Objects.requireNonNull(split.bounds().get(Plan.UNTIL)));
    filter(filters, "hs_object_id", "GT", position);
    body.putArray("sorts")
        .addObject()
        .put("propertyName", "hs_object_id")
        .put("direction", "ASCENDING");
    parser.properties().forEach(property -> body.withArray("properties").add(property));
    return body;
  }

  private static void filter(ArrayNode filters, String property, String operator, String value) {
    filters.addObject().put("propertyName", property).put("operator", operator).put("value", value);
  }

  /** How many records have ids in a range. */
  static long count(Client client, Connection connection, Crm crm, long from, long below) {
    ObjectNode body = Json.object().put("limit", 1);
    ArrayNode filters = body.putArray("filterGroups").addObject().putArray("filters");
    filter(filters, "hs_object_id", "GTE", Long.toString(from));
    if (below != Long.MAX_VALUE) {
      filter(filters, "hs_object_id", "LT", Long.toString(below));
    }
    return client.post(connection, crm.path() + "/search", body).path("total").asLong();
  }
}
