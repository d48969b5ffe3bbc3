package io.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.SqlResult;
import io.tributary.model.TableFiles;
import io.tributary.model.TributaryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second wall: what the engine itself keeps to when a statement has not been looked at. */
final class EngineWallTest {
  @TempDir static Path folder;
  private static TableFiles people;

  @BeforeAll
  static void write() throws SQLException {
    try (Connection engine = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String name : List.of("people", "others")) {
        engine
            .createStatement()
            .execute(
                "copy (select 1::bigint as id) to '" + folder.resolve(name + ".parquet") + "'");
      }
    }
    TableFiles.Column id = new TableFiles.Column(1, "id", "BIGINT", List.of());
    String file = folder.resolve("people.parquet").toString();
    people =
        new TableFiles(
            List.of(id),
            List.of(new TableFiles.Part(List.of(id), false, List.of(file))),
            List.of());
  }

  private static SqlResult run(String sql) throws SQLException {
    try (Database database = Database.open(256, 1)) {
      return database.run(
          new Statement(sql.replace("$", folder.toString()), false, false, List.of()),
          new Frames.Order(null, Map.of("people", people), 10, 10_000));
    }
  }

  @Test
  void opensTheFilesOfTheTables() throws SQLException {
    assertThat(run("select * from people").rows().toString()).isEqualTo("[[1]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from read_csv('/etc/passwd')",
        "select * from '$/others.parquet'",
        "select * from read_parquet('$/others.parquet')",
        "select * from read_parquet('$/*.parquet')",
        "select * from read_parquet('$/people.parquet/../others.parquet')",
        "select * from read_text('$/others.parquet')",
        "select * from read_blob('/proc/self/environ')",
        "select * from glob('$/*')",
        "select * from 'https://example.com/x.parquet'",
        "copy (select 1) to '$/new.csv'",
        "copy (select 1) to '$/people.parquet'",
        "attach '$/new.db'",
        "export database '$/new'",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '10GB'",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
        "set lock_configuration = false",
        "reset memory_limit",
        "pragma threads = 8",
        "create persistent secret (type s3)"
      })
  void letsNothingElseIn(String sql) {
    assertThatThrownBy(() -> run(sql))
        .isInstanceOf(TributaryException.class)
        .message()
        .doesNotContain(folder.toString());
    assertThat(folder.resolve("new.csv")).doesNotExist();
    assertThat(folder.resolve("new.db")).doesNotExist();
  }

  @Test
  void writesNothingToTheDiskWhenMemoryIsShort() {
    Path temporary = Path.of(".tmp");
    assertThatThrownBy(() -> run("select * from range(100000000) order by random()"))
        .hasMessageContaining("needs more memory");
    assertThat(Files.exists(temporary)).isFalse();
  }

  @Test
  void aFileWithLettersThatStandForOthersIsItself() throws Exception {
    Path odd = Files.createDirectories(folder.resolve("odd [a-z]* ?'"));
    Files.copy(folder.resolve("people.parquet"), odd.resolve("x.parquet"));
    TableFiles.Column id = people.columns().get(0);
    TableFiles table =
        new TableFiles(
            List.of(id),
            List.of(
                new TableFiles.Part(
                    List.of(id), false, List.of(odd.resolve("x.parquet").toString()))),
            List.of());
    try (Database database = Database.open(256, 1)) {
      SqlResult result =
          database.run(
              new Statement("select count(*) from odd", false, false, List.of()),
              new Frames.Order(null, Map.of("odd", table), 10, 10_000));
      assertThat(result.rows().toString()).isEqualTo("[[1]]");
    }
  }
}
