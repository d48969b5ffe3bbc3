package io.tributary.source.hubspot;

import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.Selection;
import io.tributary.source.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records by ascending id, from one id up to another. The position is the id that the next page
 * begins at.
 */
final class ListPages implements Pages {
  private static final String END = "end";
  private static final int LIMIT = 100;

  /** HubSpot's edge refuses longer request lines; what does not fit is asked for in a body. */
  private static final int LONGEST_URL = 14_000;

  private final Client client;
  private final Connection connection;
  private final Crm crm;
  private final RecordParser parser;
  private final long below;
  private String position;

  ListPages(
      Client client,
      Connection connection,
      Crm crm,
      Selection selection,
      String from,
      @Nullable String below,
      @Nullable String position) {
    this.client = client;
    this.connection = connection;
    this.crm = crm;
    this.parser = new RecordParser(selection, () -> client.portalId(connection));
    this.below = below == null ? Long.MAX_VALUE : Long.parseLong(below);
    this.position = position == null ? from : position;
  }

  @Override
  public @Nullable Page next() {
    if (position.equals(END)) {
      return null;
    }
    RecordParser.Answer answer = fetch();
    long from = Long.parseLong(position);
    List<SourceRecord> records = answer.records();
    if (!records.isEmpty() && id(records.get(0)) < from) {
      requireEmpty(from);
      position = END;
      return new Page(List.of(), END, answer.bytes());
    }
    List<SourceRecord> own = records.stream().filter(record -> id(record) < below).toList();
    String after = answer.after();
    boolean ends = after == null || own.size() < records.size() || Long.parseLong(after) >= below;
    position = ends || after == null ? END : after;
    return new Page(own, position, answer.bytes());
  }

  private RecordParser.Answer fetch() {
    String start = position.equals("0") ? "" : "&after=" + position;
    String url = crm.path() + "?limit=" + LIMIT + start + "&properties=";
    String properties = String.join(",", parser.properties());
    if (url.length() + properties.length() <= LONGEST_URL) {
      return client.get(connection, url + properties, parser::read);
    }
    RecordParser.Answer ids = client.get(connection, url + "hs_object_id", parser::read);
    return BatchRead.of(client, connection, crm, parser, ids);
  }

  /**
   * A page that begins before its start means that nothing follows there, or that HubSpot ignored
   * the start. Only the first may end a split; the second must never pass for it.
   */
  private void requireEmpty(long from) {
    long left = SearchPages.count(client, connection, crm, from, below);
    if (left > 0) {
      throw new TributaryException(
          ErrorCode.PROVIDER_FAILED,
          "HubSpot answered from the beginning instead of from id "
              + from
              + ", though "
              + left
              + " records lie there. Nothing was skipped; the run stops here.");
    }
  }

  private static long id(SourceRecord record) {
    return Long.parseLong(record.id());
  }
}
