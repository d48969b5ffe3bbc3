package io.tributary.store;

import com.google.crypto.tink.Aead;
import io.tributary.model.Caller;
import io.tributary.model.Connection;
import io.tributary.model.Id;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Credentials, encrypted. Each value is bound to organisation, sandbox, connection and field:
 * copied to another place it does not decrypt.
 */
public final class Secrets {
  private final Database database;
  private final Jdbi jdbi;
  private final Aead aead;

  public Secrets(Database database, Keys keys) {
    this.database = database;
    this.jdbi = database.jdbi();
    this.aead = keys.aead();
  }

  /** Replaces all secrets of a connection. */
  public void put(Caller caller, Id<Connection> connection, Map<String, String> values) {
    database.change(
        handle -> {
          handle
              .createUpdate(
                  "delete from secrets where org = :org and sandbox = :sandbox and connection_id = :id")
              .bind("org", caller.org())
              .bind("sandbox", caller.sandbox())
              .bind("id", connection.value())
              .execute();
          for (Map.Entry<String, String> entry : values.entrySet()) {
            handle
                .createUpdate(
                    "insert into secrets values (:org, :sandbox, :id, :field, :ciphertext)")
                .bind("org", caller.org())
                .bind("sandbox", caller.sandbox())
                .bind("id", connection.value())
                .bind("field", entry.getKey())
                .bind(
                    "ciphertext",
                    encrypt(entry.getValue(), binding(caller, connection, entry.getKey())))
                .execute();
          }
          return values.size();
        });
  }

  /** The secrets of a connection in the clear, by field. */
  public Map<String, String> get(Caller caller, Id<Connection> connection) {
    return jdbi.withHandle(
        handle -> {
          Map<String, String> values = new HashMap<>();
          handle
              .createQuery(
                  "select field, ciphertext from secrets where org = :org and sandbox = :sandbox and connection_id = :id")
              .bind("org", caller.org())
              .bind("sandbox", caller.sandbox())
              .bind("id", connection.value())
              .mapToMap(String.class)
              .forEach(
                  row -> {
                    String field = String.valueOf(row.get("field"));
                    String ciphertext = String.valueOf(row.get("ciphertext"));
                    values.put(field, decrypt(ciphertext, binding(caller, connection, field)));
                  });
          return values;
        });
  }

  public void delete(Caller caller, Id<Connection> connection) {
    put(caller, connection, Map.of());
  }

  private static String binding(Caller caller, Id<Connection> connection, String field) {
    return String.join("|", caller.org(), caller.sandbox(), connection.value(), field);
  }

  private String encrypt(String value, String binding) {
    return encrypt(aead, value, binding);
  }

  private String decrypt(String ciphertext, String binding) {
    return decrypt(aead, ciphertext, binding);
  }

  static String encrypt(Aead aead, String value, String binding) {
    try {
      byte[] sealed =
          aead.encrypt(
              value.getBytes(StandardCharsets.UTF_8), binding.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot encrypt a secret", e);
    }
  }

  static String decrypt(Aead aead, String ciphertext, String binding) {
    try {
      byte[] opened =
          aead.decrypt(
              Base64.getDecoder().decode(ciphertext), binding.getBytes(StandardCharsets.UTF_8));
      return new String(opened, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A stored secret does not decrypt: it was moved or changed, or the key file is not the one it was written with.",
          e);
    }
  }
}
