package io.tributary.dataset;

import io.tributary.model.RecordError;
import io.tributary.model.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;

/** The open file of a part's rejected records. */
final class RejectedRows {
  private final Run run;
  private final DataWriter<Record> writer;
  private long count;

  RejectedRows(OutputFile file, Run run) {
    this.run = run;
    try {
      this.writer =
          Parquet.writeData(file)
              .schema(Quarantine.SCHEMA)
              .withSpec(PartitionSpec.unpartitioned())
              .set("write.parquet.compression-codec", "zstd")
              .metricsConfig(MetricsConfig.getDefault())
              .createWriterFunc(GenericParquetWriter::create)
              .overwrite()
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void append(Rejection rejection) {
    for (RecordError error : rejection.errors()) {
      Record record = GenericRecord.create(Quarantine.SCHEMA);
      record.setField("runId", run.id());
      record.setField("flowId", run.flow());
      record.setField("source", run.source());
      record.setField("recordId", rejection.recordId());
      record.setField("code", error.code());
      record.setField("field", error.field());
      record.setField("message", error.message());
      record.setField("record", rejection.record());
      writer.write(record);
      count++;
    }
  }

  Quarantine.RejectedFile finish() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Quarantine.RejectedFile(
        writer.toDataFile().location(), writer.toDataFile().fileSizeInBytes(), count);
  }
}
