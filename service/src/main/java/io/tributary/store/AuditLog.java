package io.tributary.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.AuditLine;
import io.tributary.model.Caller;
import io.tributary.model.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what, one chain of lines for each organisation: a line carries the hash of the one
 * before it, so none can be altered, taken out or put in without a trace. Thread-safe.
 */
public final class AuditLog {
  /** What stands in place of a credential. */
  public static final String HIDDEN = "•••";

  private final Database database;
  private final Jdbi jdbi;
  private final Clock clock;

  public AuditLog(Database database, Clock clock) {
    this.database = database;
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  /** A change that is about to be made; values that are there before or after it. */
  public record Change(
      String verb, String noun, String id, @Nullable Object before, @Nullable Object after) {}

  /** The last line of an organisation, as the log remembers it. */
  record Head(long number, String hash) {}

  /**
   * Makes a change and writes its line: both or neither, also within a larger transaction.
   *
   * @param change asked for when nobody else can add to the log any more, before the change is made
   * @param made whether anything was changed; if not, no line is written. It writes no other line
   */
  public boolean record(Caller caller, Supplier<Change> change, BooleanSupplier made) {
    return database.change(
        handle -> {
          Head head = hold(handle, caller.org());
          Change told = change.get();
          if (!made.getAsBoolean()) {
            return false;
          }
          append(handle, caller, head, told);
          return true;
        });
  }

  /** The same for what always succeeds, with what it answers. */
  public <R> R recording(Caller caller, Change change, Supplier<R> made) {
    return database.change(
        handle -> {
          Head head = hold(handle, caller.org());
          R result = made.get();
          append(handle, caller, head, change);
          return result;
        });
  }

  /**
   * The head first, whatever is changed: two who hold something each cannot wait for each other.
   */
  private static Head hold(Handle handle, String org) {
    return handle
        .createQuery(
            """
            insert into audit_heads (org, number, hash) values (:org, 0, '')
            on conflict (org) do update set number = audit_heads.number
            returning number, hash
            """)
        .bind("org", org)
        .map((row, context) -> new Head(row.getLong("number"), row.getString("hash")))
        .one();
  }

  private static Head head(Handle handle, String org) {
    return handle
        .createQuery("select number, hash from audit_heads where org = :org")
        .bind("org", org)
        .map((row, context) -> new Head(row.getLong("number"), row.getString("hash")))
        .findOne()
        .orElse(new Head(0, ""));
  }

  private void append(Handle handle, Caller caller, Head head, Change change) {
    AuditEntry line =
        new AuditEntry(
                head.number() + 1,
                caller.sandbox(),
                clock.millis(),
                caller.user(),
                caller.client(),
                change.verb(),
                change.noun(),
                change.id(),
                told(change.before()),
                told(change.after()),
                head.hash(),
                "")
            .sealed(caller.org());
    line.insert(handle, caller.org());
    handle.execute(
        "update audit_heads set number = ?, hash = ? where org = ?",
        line.number(),
        line.hash(),
        caller.org());
  }

  private static @Nullable String told(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    JsonNode tree = Json.tree(value).deepCopy();
    if (tree.at("/auth/params") instanceof ObjectNode params) {
      params.properties().forEach(entry -> params.put(entry.getKey(), HIDDEN));
    }
    return Json.write(tree);
  }

  /** The lines that are asked for, the newest first. */
  public List<AuditLine> list(String org, AuditLine.Question question) {
    Map<String, Object> values = new TreeMap<>();
    StringBuilder sql = new StringBuilder("select * from audit_lines where org = :org");
    limit(sql, values, " and noun = :noun", "noun", question.noun());
    limit(sql, values, " and noun_id = :id", "id", question.id());
    limit(sql, values, " and (changed_by = :who or changed_client = :who)", "who", question.who());
    limit(sql, values, " and changed_at >= :from", "from", question.from());
    limit(sql, values, " and changed_at < :to", "to", question.to());
    limit(sql, values, " and number < :below", "below", question.below());
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql + " order by number desc limit :limit")
                .bind("org", org)
                .bind("limit", question.limit())
                .bindMap(values)
                .map(AuditEntry::of)
                .map(AuditEntry::shown)
                .list());
  }

  private static void limit(
      StringBuilder sql,
      Map<String, Object> values,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.put(name, value instanceof String text ? Listing.storable(text) : value);
    }
  }

  /** Computes the whole chain of an organisation again. */
  public AuditLine.Verdict verify(String org) {
    return jdbi.withHandle(handle -> new AuditCheck(handle, org, head(handle, org)).verdict());
  }
}
