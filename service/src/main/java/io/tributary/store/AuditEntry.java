package io.tributary.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.AuditLine;
import io.tributary.model.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A line of the audit log in the words of the database, which are what is hashed. */
record AuditEntry(
    long number,
    String sandbox,
    long at,
    String user,
    String client,
    String verb,
    String noun,
    String id,
    @Nullable String before,
    @Nullable String after,
    String previous,
    String hash) {

  static AuditEntry of(ResultSet row, @Nullable StatementContext context) throws SQLException {
    return new AuditEntry(
        row.getLong("number"),
        row.getString("sandbox"),
        row.getLong("changed_at"),
        row.getString("changed_by"),
        row.getString("changed_client"),
        row.getString("verb"),
        row.getString("noun"),
        row.getString("noun_id"),
        row.getString("before_body"),
        row.getString("after_body"),
        row.getString("previous_hash"),
        row.getString("hash"));
  }

  /** A JSON array of the fields in their order: no two lines are written alike. */
  String computed(String org) {
    Object[] fields = {
      org, number, sandbox, at, user, client, verb, noun, id, before, after, previous
    };
    return sha256(Json.write(Arrays.asList(fields)));
  }

  AuditEntry sealed(String org) {
    return new AuditEntry(
        number, sandbox, at, user, client, verb, noun, id, before, after, previous, computed(org));
  }

  void insert(Handle handle, String org) {
    handle
        .createUpdate(
            """
            insert into audit_lines (org, number, sandbox, changed_at, changed_by, changed_client, verb, noun,
              noun_id, before_body, after_body, previous_hash, hash)
            values (:org, :number, :sandbox, :at, :user, :client, :verb, :noun, :id, :before, :after, :previous,
              :hash)
            """)
        .bind("org", org)
        .bind("number", number)
        .bind("sandbox", sandbox)
        .bind("at", at)
        .bind("user", user)
        .bind("client", client)
        .bind("verb", verb)
        .bind("noun", noun)
        .bind("id", id)
        .bind("before", before)
        .bind("after", after)
        .bind("previous", previous)
        .bind("hash", hash)
        .execute();
  }

  AuditLine shown() {
    return new AuditLine(
        number,
        at,
        user,
        client,
        sandbox,
        verb,
        noun,
        id,
        before == null ? null : Json.read(before, JsonNode.class),
        after == null ? null : Json.read(after, JsonNode.class),
        previous,
        hash);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
