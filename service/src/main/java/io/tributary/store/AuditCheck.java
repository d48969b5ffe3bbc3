package io.tributary.store;

import io.tributary.model.AuditLine;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The chain of an organisation computed again, in pages and without a lock: lines are only ever
 * added, so what is written meanwhile changes nothing about those before it.
 */
final class AuditCheck {
  private static final int PAGE = 500;

  private final Handle handle;
  private final String org;
  private final AuditLog.Head end;
  private AuditLog.Head last = new AuditLog.Head(0, "");

  /**
   * @param end the line up to which to look
   */
  AuditCheck(Handle handle, String org, AuditLog.Head end) {
    this.handle = handle;
    this.org = org;
    this.end = end;
  }

  AuditLine.Verdict verdict() {
    List<AuditEntry> page = page();
    while (!page.isEmpty()) {
      for (AuditEntry line : page) {
        String fault = fault(line);
        if (fault != null) {
          return broken(last.number() + 1, fault);
        }
        last = new AuditLog.Head(line.number(), line.hash());
      }
      page = page();
    }
    if (last.number() < end.number()) {
      return broken(last.number() + 1, "it is missing, and so is what came behind it");
    }
    if (!last.hash().equals(end.hash())) {
      return broken(last.number(), "it is not the one that was written last");
    }
    Long stray = stray();
    return stray == null
        ? new AuditLine.Verdict(true, last.number(), last.hash(), null, null)
        : broken(stray, "it stands outside the chain");
  }

  private List<AuditEntry> page() {
    return handle
        .createQuery(
            """
            select * from audit_lines where org = :org and number > :last and number <= :end
            order by number limit :limit
            """)
        .bind("org", org)
        .bind("last", last.number())
        .bind("end", end.number())
        .bind("limit", PAGE)
        .map(AuditEntry::of)
        .list();
  }

  private @Nullable String fault(AuditEntry line) {
    if (line.number() != last.number() + 1) {
      return "it is missing";
    }
    if (!line.previous().equals(last.hash())) {
      return "it does not carry the hash of the line before it";
    }
    return line.hash().equals(line.computed(org)) ? null : "its hash is not that of what it says";
  }

  /** A line before the first or behind the last: whoever adds one moves the end in the same act. */
  private @Nullable Long stray() {
    return handle
        .createQuery(
            """
            select number from audit_lines where org = :org and (number < 1 or number >
              coalesce((select number from audit_heads where org = :org), 0))
            order by number limit 1
            """)
        .bind("org", org)
        .mapTo(Long.class)
        .findOne()
        .orElse(null);
  }

  private AuditLine.Verdict broken(long at, String why) {
    return new AuditLine.Verdict(
        false, last.number(), last.hash(), at, "Line " + at + " does not hold: " + why + ".");
  }
}
