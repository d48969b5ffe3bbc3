package io.tributary.source.hubspot;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that a search finds, by ascending id: every page is the first page of a search for
 * greater ids, so neither the ceiling of 10,000 nor rows that leave the set meanwhile make it skip
 * one. The position is the last id.
 */
final class SearchPages implements Pages {
  private static final String MARK = "search:";
  private static final String END = MARK + "end";
  private static final int LIMIT = 200;

  private final Crm crm;
  private final RecordParser parser;
  private final Search search;
  private String position;

  /**
   * @param position of an earlier page, or of {@link #after}
   */
  SearchPages(Crm crm, RecordParser parser, Search search, String position) {
    this.crm = crm;
    this.parser = parser;
    this.search = search;
    this.position = position;
  }

  /** The position that follows an id. */
  static String after(long id) {
    return MARK + id;
  }

  static boolean isPosition(String text) {
    return text.startsWith(MARK);
  }

  @Override
  public @Nullable Page next() {
    if (position.equals(END)) {
      return null;
    }
    long last = Long.parseLong(position.substring(MARK.length()));
    Search further = search.where(Search.ID, "GT", Long.toString(last));
    RecordParser.Answer answer = crm.search(further, LIMIT, parser::read);
    List<SourceRecord> records = answer.records();
    for (SourceRecord record : records) {
      last = ascending(record, last);
    }
    boolean all = records.isEmpty() || (answer.total() >= 0 && answer.total() <= records.size());
    position = all ? END : after(last);
    return new Page(records, position, answer.bytes());
  }

  private static long ascending(SourceRecord record, long last) {
    long id = Long.parseLong(record.id());
    if (id <= last) {
      throw new TributaryException(
          ErrorCode.PROVIDER_FAILED,
          "HubSpot's search did not sort by id: "
              + id
              + " came after "
              + last
              + ". Nothing was skipped; the run stops here. Try again.");
    }
    return id;
  }
}
