package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @Test
  void landsEveryContactOnceAndSaysSoInItsLastLine(@TempDir Path home) throws Exception {
    try (Program demo =
        Program.start(
            Map.of(),
            "demo",
            "--exit",
            "--contacts",
            "10000",
            "--port",
            "0",
            "--home",
            home.toString())) {
      List<String> lines = demo.lines();
      assertThat(demo.exitCode()).as(demo.errors()).isZero();
      assertThat(lines.get(lines.size() - 1))
          .matches("landed 10000 of 10000 records in \\d+\\.\\d s");
      assertThat(lines).anyMatch(line -> line.contains("hubspot_contacts"));
    }
    try (Lake lake = new Lake(home)) {
      assertThat(lake.ids("hubspot_contacts")).hasSize(10_000).doesNotHaveDuplicates();
    }
  }

  @Test
  void refusesAHomeThatAnotherServiceUses(@TempDir Path home) throws Exception {
    try (Program first =
        Program.start(Map.of(), "serve", "--port", "0", "--home", home.toString())) {
      first.ready();
      try (Program second =
          Program.start(Map.of(), "serve", "--port", "0", "--home", home.toString())) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.errors()).contains("is in use by a running service");
      }
      first.stop();
      assertThat(first.exitCode()).isZero();
    }
  }
}
