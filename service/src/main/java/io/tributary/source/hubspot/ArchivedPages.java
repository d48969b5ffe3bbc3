package io.tributary.source.hubspot;

import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.SourceRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that were archived within a window. HubSpot does not move a record's date of change when
 * it is archived and keeps it out of searches, so its list of archived records is walked.
 */
final class ArchivedPages implements Pages {
  private final ListPages all;
  private final Instant since;
  private final Instant until;

  ArchivedPages(ListPages all, Instant since, Instant until) {
    this.all = all;
    this.since = since;
    this.until = until;
  }

  @Override
  public @Nullable Page next() {
    Page page = all.next();
    if (page == null) {
      return null;
    }
    List<SourceRecord> within = page.records().stream().filter(this::isWithin).toList();
    return new Page(within, page.position(), page.bytes());
  }

  /** A record without the date counts as within: twice is better than never. */
  private boolean isWithin(SourceRecord record) {
    Instant at = record.changedAt();
    return at == null || (!at.isBefore(since) && at.isBefore(until));
  }
}
