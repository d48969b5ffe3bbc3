package io.tributary.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** Files that a run wrote before a crash and never committed: nobody will ever read them. */
final class Leftovers {
  private final Table table;
  private final Run run;

  Leftovers(Table table, Run run) {
    this.table = table;
    this.run = run;
  }

  void sweep(List<DataFile> committed) {
    Path folder = LocalFiles.path(table.location()).resolve("data");
    if (!Files.isDirectory(folder)) {
      return;
    }
    Set<String> kept = new HashSet<>();
    committed.forEach(file -> kept.add(LocalFiles.path(file.location()).getFileName().toString()));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(run.filePrefix())
            && !name.contains(Rows.REJECTED)
            && !kept.contains(name)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
