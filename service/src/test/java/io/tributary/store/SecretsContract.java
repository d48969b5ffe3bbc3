package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Caller;
import io.tributary.model.Connection;
import io.tributary.model.Id;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets: read where they were put and nowhere else. */
abstract class SecretsContract extends StoreContract {
  static final Map<String, String> VALUES =
      Map.of("accessToken", "pat-na1-Zürich-0123456789", "clientSecret", "s3cr3t-s3cr3t-s3cr3t");

  @TempDir Path folder;

  private final Id<Connection> connection = Id.random();
  private Secrets secrets;

  @BeforeEach
  void open() {
    secrets = new Secrets(database(), Keys.open(folder.resolve("keyset.json")));
  }

  @Test
  void readsWhatWasPut() {
    secrets.put(caller, connection, VALUES);
    assertThat(secrets.get(caller, connection)).isEqualTo(VALUES);
    secrets.put(caller, connection, Map.of("accessToken", "new"));
    assertThat(secrets.get(caller, connection)).isEqualTo(Map.of("accessToken", "new"));
    secrets.delete(caller, connection);
    assertThat(secrets.get(caller, connection)).isEmpty();
  }

  @Test
  void aReopenedKeyFileReadsWhatAnEarlierOneWrote() {
    secrets.put(caller, connection, VALUES);
    Secrets again = new Secrets(database(), Keys.open(folder.resolve("keyset.json")));
    assertThat(again.get(caller, connection)).isEqualTo(VALUES);
  }

  @Test
  void anotherKeyReadsNothing() {
    secrets.put(caller, connection, VALUES);
    Secrets other = new Secrets(database(), Keys.open(folder.resolve("other.json")));
    assertThatThrownBy(() -> other.get(caller, connection))
        .hasMessageContaining("does not decrypt");
  }

  @Test
  void nobodyReadsThemFromAnotherSandboxOrOrganisation() {
    secrets.put(caller, connection, VALUES);
    for (Caller other : List.of(caller(caller.org(), "dev"), caller("other@AdobeOrg", "prod"))) {
      assertThat(secrets.get(other, connection)).isEmpty();
      secrets.delete(other, connection);
    }
    assertThat(secrets.get(caller, connection)).isEqualTo(VALUES);
  }

  @Test
  void aCiphertextThatIsMovedDoesNotDecrypt() {
    moved("org", "other@AdobeOrg", caller("other@AdobeOrg", "prod"), connection);
    moved("sandbox", "dev", caller(caller.org(), "dev"), connection);
    moved("connection_id", "other", caller, Id.of("other"));
    moved("field", "refreshToken", caller, connection);
  }

  private void moved(String column, String to, Caller reader, Id<Connection> read) {
    secrets.put(caller, connection, Map.of("accessToken", "value"));
    int rows =
        database()
            .jdbi()
            .withHandle(
                handle ->
                    handle.execute(
                        "update secrets set " + column + " = ? where connection_id = ?",
                        to,
                        connection.value()));
    assertThat(rows).isEqualTo(1);
    assertThatThrownBy(() -> secrets.get(reader, read))
        .as("moved to another %s", column)
        .hasMessageContaining("does not decrypt")
        .hasMessageNotContaining("value");
    secrets.delete(reader, read);
  }

  @Test
  void aCiphertextWithAnyBitFlippedDoesNotDecrypt() {
    secrets.put(caller, connection, Map.of("accessToken", "value"));
    byte[] sealed = Base64.getDecoder().decode(ciphertext());
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      write(Base64.getEncoder().encodeToString(changed));
      assertThatThrownBy(() -> secrets.get(caller, connection)).as("bit %d", bit).isNotNull();
    }
    write(Base64.getEncoder().encodeToString(sealed));
    assertThat(secrets.get(caller, connection)).containsEntry("accessToken", "value");
  }

  @Test
  void theSameSecretIsNeverEncryptedTheSameWayTwice() {
    secrets.put(caller, connection, Map.of("accessToken", "value"));
    String first = ciphertext();
    secrets.put(caller, connection, Map.of("accessToken", "value"));
    assertThat(ciphertext()).isNotEqualTo(first);
  }

  private String ciphertext() {
    return database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select ciphertext from secrets where connection_id = :id")
                    .bind("id", connection.value())
                    .mapTo(String.class)
                    .one());
  }

  private void write(String ciphertext) {
    database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update secrets set ciphertext = ? where connection_id = ?",
                    ciphertext,
                    connection.value()));
  }
}
