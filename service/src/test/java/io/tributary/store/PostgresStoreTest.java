package io.tributary.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The store on PostgreSQL: the same contract, the same SQL. */
final class PostgresStoreTest {
  private static EmbeddedPostgres postgres;
  private static Database database;

  @BeforeAll
  static void open() throws IOException {
    postgres = EmbeddedPostgres.start();
    database = Database.open(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
  }

  @AfterAll
  static void close() throws IOException {
    database.close();
    postgres.close();
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
  }
}
