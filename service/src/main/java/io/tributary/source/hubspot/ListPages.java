package io.tributary.source.hubspot;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records by ascending id, from one id up to another. The position is what HubSpot names as the
 * beginning of the next page: the last id and one, though nowhere promised. Where a list begins
 * anew instead of at its position, the rest is searched for.
 */
final class ListPages implements Pages {
  private static final String END = "end";
  private static final int SMALLEST_PAGE = 10;

  /** HubSpot's edge refuses longer request lines; what does not fit is asked for in a body. */
  private static final int LONGEST_URL = 14_000;

  private final Crm crm;
  private final RecordParser parser;
  private final Range range;
  private final BatchRead batch;
  private final String properties;
  private int limit;
  private boolean inBody;
  private String position;
  private @Nullable SearchPages rest;

  /**
   * What to list.
   *
   * @param from where to begin; 0 for the beginning
   * @param below where to end
   */
  record Range(long from, long below, boolean archived) {
    static final Range ALL = new Range(0, Long.MAX_VALUE, false);

    boolean isWhole() {
      return from == 0 && below == Long.MAX_VALUE;
    }
  }

  ListPages(Crm crm, RecordParser parser, Range range, int limit, @Nullable String position) {
    this.crm = crm;
    this.parser = parser;
    this.range = range;
    this.limit = limit;
    this.batch = new BatchRead(crm, parser, range.archived());
    this.properties = Crm.encoded(parser.properties());
    this.inBody = crm.path().length() + properties.length() + 60 > LONGEST_URL;
    this.position = position == null ? Long.toString(range.from()) : position;
    if (SearchPages.isPosition(this.position)) {
      this.rest = searched(this.position);
    }
  }

  @Override
  public @Nullable Page next() {
    if (rest != null) {
      return rest.next();
    }
    if (position.equals(END)) {
      return null;
    }
    RecordParser.Answer answer = fetch();
    List<SourceRecord> records = answer.records();
    long from = number(position);
    if (!records.isEmpty() && from > 0 && id(records.get(0)) < from) {
      return restarted(from, answer.bytes());
    }
    requireAscending(records);
    List<SourceRecord> own = records.stream().filter(r -> id(r) < range.below()).toList();
    boolean ends = answer.after() == null || own.size() < records.size();
    String following = ends ? END : following(String.valueOf(answer.after()));
    RecordParser.Answer part = answer.with(own, 0);
    RecordParser.Answer whole = inBody ? batch.of(part) : part;
    position = following;
    return new Page(whole.records(), position, whole.bytes());
  }

  /**
   * A page that begins before its start means that nothing follows there, or that HubSpot ignored
   * the start: a search tells. Archived records cannot be searched for; their lists only begin
   * where an earlier page said.
   */
  private @Nullable Page restarted(long from, long bytes) {
    if (range.archived()) {
      position = END;
      return new Page(List.of(), END, bytes);
    }
    SearchPages searched = searched(SearchPages.after(from - 1));
    rest = searched;
    return searched.next();
  }

  private SearchPages searched(String at) {
    Search search = Search.of(parser.properties());
    return new SearchPages(
        crm,
        parser,
        range.below() == Long.MAX_VALUE
            ? search
            : search.where(Search.ID, "LT", Long.toString(range.below())),
        at);
  }

  private String following(String after) {
    long next = number(after);
    if (after.equals(position) || (next > 0 && next <= number(position))) {
      throw failure("HubSpot named " + after + " as the page that follows " + position);
    }
    return next >= range.below() ? END : after;
  }

  /** A part of a list is only a part if the list is in order. */
  private void requireAscending(List<SourceRecord> records) {
    for (int i = 1; i < records.size() && !range.isWhole(); i++) {
      if (id(records.get(i)) <= id(records.get(i - 1))) {
        throw failure("HubSpot listed " + records.get(i).id() + " after a greater id");
      }
    }
  }

  private static TributaryException failure(String what) {
    return new TributaryException(
        ErrorCode.PROVIDER_FAILED, what + ". Nothing was skipped; the run stops here. Try again.");
  }

  private RecordParser.Answer fetch() {
    try {
      RecordParser.Answer answer = crm.call(this::page, parser::read);
      limit = Math.min(Crm.LIMIT, limit * 2);
      return answer;
    } catch (TributaryException e) {
      if (inBody || !"414".equals(e.report().get("upstream-status"))) {
        throw e;
      }
      inBody = true;
      return crm.call(this::page, parser::read);
    }
  }

  /** The request of a page, half as long each time that HubSpot found it too much. */
  private Client.Call page(int heavy) {
    limit = heavy == 0 ? limit : Math.max(Math.min(limit, SMALLEST_PAGE), limit / 2);
    return new Client.Call(
        crm.path()
            + "?limit="
            + limit
            + (position.equals("0") ? "" : "&after=" + Crm.encoded(List.of(position)))
            + (range.archived() ? "&archived=true" : "")
            + "&properties="
            + (inBody ? Search.ID : properties),
        null);
  }

  /** The number that a position is; 0 where it is none. */
  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static long id(SourceRecord record) {
    return Long.parseLong(record.id());
  }
}
