package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.ApiClient;
import io.tributary.model.Caller;
import io.tributary.model.Connection;
import io.tributary.model.Id;
import io.tributary.model.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on SQLite, the default. */
final class SqliteStoreTest {
  @TempDir static Path home;
  private static Database database;

  @BeforeAll
  static void open() {
    database = Database.open("jdbc:sqlite:" + home.resolve("metadata.db"), "", "");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Nested
  final class OfDocuments extends DocumentsContract {
    @Override
    Database database() {
      return database;
    }
  }

  @Nested
  final class OfLists extends ListingContract {
    @Override
    Database database() {
      return database;
    }
  }

  @Nested
  final class OfListPlans extends ListPlanContract {
    @Override
    Database database() {
      return database;
    }
  }

  @Nested
  final class OfAudit extends AuditContract {
    @Override
    Database database() {
      return database;
    }
  }

  @Nested
  final class OfContents extends ContentsContract {
    @Override
    Database database() {
      return database;
    }
  }

  @Nested
  final class OfJobs extends JobsContract {
    @Override
    Database database() {
      return database;
    }
  }

  @Nested
  final class OfSecrets extends SecretsContract {
    @Override
    Database database() {
      return database;
    }

    @Test
    void noFileOfTheDatabaseHoldsASecretInTheClear() throws IOException {
      Secrets secrets = new Secrets(database(), Keys.open(folder.resolve("keyset.json")));
      secrets.put(caller, Id.<Connection>random(), VALUES);
      try (Stream<Path> files = Files.list(home)) {
        for (Path file : files.toList()) {
          String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
          for (String secret : VALUES.values()) {
            byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(bytes)
                .doesNotContain(new String(utf8, StandardCharsets.ISO_8859_1))
                .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(utf8));
          }
        }
      }
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterOpeningAgain() {
    String url = "jdbc:sqlite:" + home.resolve("again.db");
    try (Database first = Database.open(url, "", "")) {
      first
          .jdbi()
          .useHandle(
              h -> h.execute("insert into organisations values ('o@AdobeOrg', 'acme', 0, 'Acme')"));
    }
    try (Database second = Database.open(url, "", "")) {
      assertThat(second.isAlive()).isTrue();
      String tenant =
          second
              .jdbi()
              .withHandle(
                  h -> h.createQuery("select tenant from organisations").mapTo(String.class).one());
      assertThat(tenant).isEqualTo("acme");
    }
  }

  /** The client and the sandboxes of a home from before they were documents go on to work. */
  @Test
  void anEarlierHomeKeepsItsClientAndSandboxes() {
    String url = "jdbc:sqlite:" + home.resolve("earlier.db");
    Flyway.configure().dataSource(url, "", "").target("1").load().migrate();
    Jdbi.create(url)
        .useHandle(
            handle -> {
              handle.execute("insert into organisations values ('o@AdobeOrg', 'acme', 0)");
              handle.execute("insert into clients values ('key-1', 'o@AdobeOrg', 'sealed', 'T@x')");
              handle.execute(
                  "insert into sandboxes values ('o@AdobeOrg', 'prod', 'id-1', ?)",
                  "{\"id\":\"id-1\",\"name\":\"prod\",\"isDefault\":true}");
            });
    try (Database later = Database.open(url, "", "")) {
      Caller service = Caller.service("o@AdobeOrg");
      ApiClient client =
          new Documents<>(later, Kind.API_CLIENT, Clock.systemUTC())
              .find(service, Id.of("key-1"))
              .orElseThrow()
              .value();
      assertThat(client.roles()).containsExactly(Role.ADMINISTRATOR);
      assertThat(client.technicalAccount()).isEqualTo("T@x");
      assertThat(
              new Documents<>(later, Kind.SANDBOX, Clock.systemUTC())
                  .find(service, Id.of("prod"))
                  .orElseThrow()
                  .value()
                  .isDefault())
          .isTrue();
    }
  }
}
