package io.tributary.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.parquet.Parquet;

/**
 * Which rows of which data files are to go. Each data file gets a delete file of its own, so that
 * the two can be folded into one without touching others.
 */
final class PositionDeletes {
  private final Table table;
  private final Map<String, BitSet> rows = new TreeMap<>();

  PositionDeletes(Table table) {
    this.table = table;
  }

  void add(String dataFile, long position) {
    rows.computeIfAbsent(dataFile, any -> new BitSet()).set(Math.toIntExact(position));
  }

  void add(String dataFile, BitSet positions) {
    rows.computeIfAbsent(dataFile, any -> new BitSet()).or(positions);
  }

  long count() {
    return rows.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  Set<String> dataFiles() {
    return rows.keySet();
  }

  /**
   * Writes the delete files.
   *
   * @param stem how their names begin
   */
  List<DeleteFile> write(String stem) {
    List<DeleteFile> files = new ArrayList<>();
    try {
      for (Map.Entry<String, BitSet> entry : rows.entrySet()) {
        String name = stem + "-deletes-" + files.size() + ".parquet";
        files.add(write(name, entry.getKey(), entry.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private DeleteFile write(String name, String dataFile, BitSet positions) throws IOException {
    PositionDeleteWriter<Record> writer =
        Parquet.writeDeletes(table.io().newOutputFile(table.location() + "/data/" + name))
            .forTable(table)
            .rowSchema(null) // The deleted rows themselves are not kept.
            .metricsConfig(MetricsConfig.forPositionDelete())
            .withSpec(PartitionSpec.unpartitioned())
            .overwrite()
            .buildPositionWriter();
    try (writer) {
      PositionDelete<Record> delete = PositionDelete.create();
      positions.stream().forEach(position -> writer.write(delete.set(dataFile, position)));
    }
    return writer.toDeleteFile();
  }
}
