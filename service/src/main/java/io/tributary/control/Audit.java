package io.tributary.control;

import io.tributary.model.AuditLine;
import io.tributary.model.Caller;
import io.tributary.store.AuditLog;
import java.util.List;

/** What was changed in an organisation, and by whom: to be read, and never changed. */
public final class Audit {
  private final AuditLog log;

  public Audit(AuditLog log) {
    this.log = log;
  }

  /** The newest first. */
  public List<AuditLine> list(Caller caller, AuditLine.Question question) {
    return log.list(caller.org(), question);
  }

  /** Whether the log is what was once written. */
  public AuditLine.Verdict verify(Caller caller) {
    return log.verify(caller.org());
  }
}
