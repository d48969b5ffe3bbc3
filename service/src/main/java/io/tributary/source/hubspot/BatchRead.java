package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import io.tributary.source.SourceRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All properties of the records of a page, when they are too many for a request line: asked for in
 * a body.
 */
final class BatchRead {
  private final Crm crm;
  private final RecordParser parser;
  private final String path;

  BatchRead(Crm crm, RecordParser parser, boolean archived) {
    this.crm = crm;
    this.parser = parser;
    this.path = crm.path() + "/batch/read" + (archived ? "?archived=true" : "");
  }

  /**
   * The page again, with all properties. A record that HubSpot calls missing has vanished in
   * between and is gone from the page; one that is left out without a word is asked for once more.
   */
  RecordParser.Answer of(RecordParser.Answer page) {
    TreeMap<Long, SourceRecord> wanted = new TreeMap<>();
    page.records().forEach(record -> wanted.put(Long.valueOf(record.id()), record));
    TreeMap<Long, SourceRecord> found = new TreeMap<>();
    long bytes = 0;
    for (int round = 0; round < 2 && !wanted.isEmpty(); round++) {
      RecordParser.Answer answer = read(wanted.keySet());
      bytes += answer.bytes();
      for (SourceRecord record : answer.records()) {
        Long id = Long.valueOf(record.id());
        if (wanted.remove(id) != null) {
          found.put(id, record);
        }
      }
      for (JsonNode error : answer.errors()) {
        missing(error).forEach(id -> wanted.remove(id.asLong()));
      }
    }
    return page.with(List.copyOf(found.values()), bytes);
  }

  private RecordParser.Answer read(Collection<Long> ids) {
    ObjectNode body = Json.object();
    ArrayNode inputs = body.putArray("inputs");
    ids.forEach(id -> inputs.addObject().put("id", Long.toString(id)));
    ArrayNode properties = body.putArray("properties");
    parser.properties().forEach(properties::add);
    return crm.call(heavy -> new Client.Call(path, body), parser::read);
  }

  /** The ids of records that are not there; any other trouble is a failure. */
  private static JsonNode missing(JsonNode error) {
    String category = error.path("category").asText("");
    if (category.equals("OBJECT_NOT_FOUND") || category.equals("NOT_FOUND")) {
      return error.path("context").path("ids");
    }
    throw new TributaryException(
        ErrorCode.PROVIDER_FAILED,
        "HubSpot could not read some records: "
            + error.path("message").asText(category)
            + ". Nothing was skipped; the run stops here. Try again.",
        Map.of("upstream-category", category),
        null);
  }
}
