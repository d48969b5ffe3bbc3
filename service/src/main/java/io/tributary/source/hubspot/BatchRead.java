package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Connection;
import io.tributary.model.Json;
import io.tributary.source.SourceRecord;
import java.util.Comparator;
import java.util.List;

/**
 * All properties of the records of a page, when they are too many for a request line: asked for in
 * a body.
 */
final class BatchRead {
  private BatchRead() {}

  /**
   * The page again, with all properties. A record that vanished in between is gone from it, as it
   * is from HubSpot.
   */
  static RecordParser.Answer of(
      Client client,
      Connection connection,
      Crm crm,
      RecordParser parser,
      RecordParser.Answer page) {
    if (page.records().isEmpty()) {
      return page;
    }
    ObjectNode body = Json.object();
    page.records().forEach(record -> body.withArray("inputs").addObject().put("id", record.id()));
    parser.properties().forEach(property -> body.withArray("properties").add(property));
    RecordParser.Answer answer =
        client.post(connection, crm.path() + "/batch/read", body, parser::read);
    List<SourceRecord> ordered =
        answer.records().stream()
            .sorted(Comparator.comparingLong(record -> Long.parseLong(record.id())))
            .toList();
    return new RecordParser.Answer(
        ordered, page.after(), page.total(), page.bytes() + answer.bytes());
  }
}
