package io.tributary.store;

import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The stored documents of one noun. Every statement names the organisation and the sandbox of its
 * caller; an id of another one is an unknown id. Thread-safe.
 */
public final class Documents<T> {
  private final Database database;
  private final Jdbi jdbi;
  private final Kind<T> kind;
  private final Clock clock;
  private final AuditLog audit;

  public Documents(Database database, Kind<T> kind, Clock clock) {
    this.database = database;
    this.jdbi = database.jdbi();
    this.kind = kind;
    this.clock = clock;
    this.audit = new AuditLog(database, clock);
  }

  /** Files a new document; refused if there is one under that id already. */
  public Stored<T> insert(Caller caller, Id<T> id, T value) {
    long now = clock.millis();
    Stored<T> stored =
        new Stored<>(
            id,
            newEtag(),
            now,
            now,
            caller.user(),
            caller.user(),
            caller.client(),
            caller.client(),
            caller.sandboxId(),
            caller.sandbox(),
            caller.org(),
            value);
    if (!recorded(
        caller,
        () -> change("create", id, null, value),
        () -> database.change(handle -> insert(handle, caller, stored)) == 1)) {
      throw new TributaryException(
          ErrorCode.ALREADY_EXISTS, "There is a " + kind.name() + " " + id + " already.");
    }
    return stored;
  }

  private AuditLog.Change change(
      String verb, Id<T> id, @Nullable Object before, @Nullable Object after) {
    return new AuditLog.Change(verb, kind.name(), id.value(), before, after);
  }

  /** What the service itself files while it works is no change of anybody's. */
  private boolean recorded(
      Caller caller, Supplier<AuditLog.Change> change, BooleanSupplier statement) {
    return (kind.audited() && !caller.user().equals(Jobs.RUNNER))
        ? audit.record(caller, change, statement)
        : statement.getAsBoolean();
  }

  private int insert(Handle handle, Caller caller, Stored<T> stored) {
    return bind(
            handle.createUpdate(
                """
                insert into documents (kind, org, sandbox, id, etag, name_key, state, spec_id, parent_id, source_id,
                  target_id, created_at, updated_at, created_by, updated_by, created_client, updated_client,
                  sandbox_id, body)
                values (:kind, :org, :sandbox, :id, :etag, :name, :state, :spec, :parent, :source, :target, :now,
                  :now, :user, :user, :client, :client, :sandboxId, :body)
                on conflict do nothing
                """),
            caller,
            stored.value())
        .bind("id", stored.id().value())
        .bind("user", caller.user())
        .bind("client", caller.client())
        .bind("etag", stored.etag())
        .bind("now", stored.createdAt())
        .bind("sandboxId", caller.sandboxId())
        .execute();
  }

  public Optional<Stored<T>> find(Caller caller, Id<T> id) {
    return jdbi.withHandle(handle -> find(handle, caller, id));
  }

  private Optional<Stored<T>> find(Handle handle, Caller caller, Id<T> id) {
    return handle
        .createQuery(
            "select * from documents where kind = :kind and org = :org and sandbox = :sandbox and id = :id")
        .bind("kind", kind.name())
        .bind("org", caller.org())
        .bind("sandbox", caller.sandbox())
        .bind("id", id.value())
        .map((row, context) -> stored(row))
        .findOne();
  }

  /**
   * Replaces the value if the document is still as the change was made from: neither changed by
   * anybody nor amended by the service.
   *
   * @return the new version, or nothing when something else came first or the document is gone
   */
  public Optional<Stored<T>> update(Caller caller, Stored<T> from, T value) {
    long now = Math.max(clock.millis(), from.createdAt());
    return recorded(
            caller,
            () -> change("update", from.id(), from.value(), value),
            () -> update(caller, from, value, now) == 1)
        ? find(caller, from.id())
        : Optional.empty();
  }

  private int update(Caller caller, Stored<T> from, T value, long now) {
    return database.change(
        handle ->
            bind(
                    handle.createUpdate(
                        """
                            update documents set etag = :etag, name_key = :name, state = :state, spec_id = :spec,
                              parent_id = :parent, source_id = :source, target_id = :target, updated_at = :now,
                              updated_by = :user, updated_client = :client, body = :body
                            where kind = :kind and org = :org and sandbox = :sandbox and id = :id and etag = :old
                              and updated_at = :seen
                            """),
                    caller,
                    value)
                .bind("id", from.id().value())
                .bind("user", caller.user())
                .bind("client", caller.client())
                .bind("old", from.etag())
                .bind("seen", from.updatedAt())
                .bind("etag", newEtag())
                .bind("now", now)
                .execute());
  }

  /**
   * Changes what the service itself keeps in a document; its version, and who last touched it, stay
   * as they are.
   */
  public Optional<Stored<T>> amend(Caller caller, Id<T> id, UnaryOperator<T> change) {
    return database.change(
        handle -> {
          hold(handle, caller, id);
          Optional<Stored<T>> found = find(handle, caller, id);
          if (found.isEmpty()) {
            return found;
          }
          T value = change.apply(found.get().value());
          bind(
                  handle.createUpdate(
                      """
                      update documents set name_key = :name, state = :state, spec_id = :spec, parent_id = :parent,
                        source_id = :source, target_id = :target, updated_at = :now, body = :body
                      where kind = :kind and org = :org and sandbox = :sandbox and id = :id
                      """),
                  caller,
                  value)
              .bind("id", id.value())
              .bind("now", Math.max(clock.millis(), found.get().updatedAt() + 1))
              .execute();
          return find(handle, caller, id);
        });
  }

  /** Makes others wait who would change the document between our reading and our writing. */
  private void hold(Handle handle, Caller caller, Id<T> id) {
    handle
        .createUpdate(
            """
            update documents set updated_at = updated_at
            where kind = :kind and org = :org and sandbox = :sandbox and id = :id
            """)
        .bind("kind", kind.name())
        .bind("org", caller.org())
        .bind("sandbox", caller.sandbox())
        .bind("id", id.value())
        .execute();
  }

  /** Whether there was something to delete. */
  public boolean delete(Caller caller, Id<T> id) {
    return recorded(
        caller,
        () -> change("delete", id, find(caller, id).map(Stored::value).orElse(null), null),
        () -> remove(caller, id) == 1);
  }

  private int remove(Caller caller, Id<T> id) {
    return database.change(
        handle ->
            handle
                .createUpdate(
                    "delete from documents where kind = :kind and org = :org and sandbox = :sandbox and id = :id")
                .bind("kind", kind.name())
                .bind("org", caller.org())
                .bind("sandbox", caller.sandbox())
                .bind("id", id.value())
                .execute());
  }

  public Query.Page<Stored<T>> list(Caller caller, Query query) {
    return new Listing<>(kind, caller, query).page(jdbi, this::stored);
  }

  public long count(Caller caller, Query query) {
    return new Listing<>(kind, caller, query).count(jdbi, this::stored);
  }

  private <S extends SqlStatement<S>> S bind(S statement, Caller caller, T value) {
    Kind.Keys keys = kind.keys().apply(value);
    return statement
        .bind("kind", kind.name())
        .bind("org", caller.org())
        .bind("sandbox", caller.sandbox())
        .bind("name", folded(keys.name()))
        .bind("state", folded(keys.state()))
        .bind("spec", folded(keys.spec()))
        .bind("parent", folded(keys.parent()))
        .bind("source", folded(keys.source()))
        .bind("target", folded(keys.target()))
        .bind("body", Json.write(value));
  }

  /**
   * These columns are only compared and sorted by; what is shown comes from the body. An absent
   * value is an empty one: all rows then have a place in every index.
   */
  private static String folded(@Nullable String text) {
    return text == null ? "" : Listing.fold(text);
  }

  private Stored<T> stored(ResultSet row) throws SQLException {
    return new Stored<>(
        Id.of(row.getString("id")),
        row.getString("etag"),
        row.getLong("created_at"),
        row.getLong("updated_at"),
        row.getString("created_by"),
        row.getString("updated_by"),
        row.getString("created_client"),
        row.getString("updated_client"),
        row.getString("sandbox_id"),
        row.getString("sandbox"),
        row.getString("org"),
        Json.read(row.getString("body"), kind.type()));
  }

  private static String newEtag() {
    return "\"" + UUID.randomUUID() + "\"";
  }
}
