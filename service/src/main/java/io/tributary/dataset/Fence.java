package io.tributary.dataset;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets a run change a table only while it is the run's newest holder. The epoch stands in the
 * table's own properties and is checked on the very metadata that a commit replaces, so there is no
 * moment at which an overtaken holder can still commit.
 */
final class Fence implements TableOperations {
  private final TableOperations operations;
  private final String property;
  private final long epoch;

  Fence(TableOperations operations, String run, long epoch) {
    this.operations = operations;
    this.property = property(run);
    this.epoch = epoch;
  }

  static String property(String run) {
    return "tributary.fence." + run;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    String held = base.properties().get(property);
    boolean entering =
        held == null ? metadata.properties().containsKey(property) : Long.parseLong(held) < epoch;
    if (!entering) {
      requireHeld(held);
    }
    operations.commit(base, metadata);
  }

  /** Throws unless the run's newest holder is still this one. */
  void requireHeld() {
    requireHeld(operations.refresh().properties().get(property));
  }

  private void requireHeld(@Nullable String held) {
    if (!Long.toString(epoch).equals(held)) {
      throw new TributaryException(
          ErrorCode.TAKEN_OVER,
          "The run was taken over by another worker (epoch "
              + held
              + ", ours is "
              + epoch
              + "); nothing was committed.");
    }
  }

  @Override
  public TableMetadata current() {
    return operations.current();
  }

  @Override
  public TableMetadata refresh() {
    return operations.refresh();
  }

  @Override
  public FileIO io() {
    return operations.io();
  }

  @Override
  public EncryptionManager encryption() {
    return operations.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return operations.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return operations.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommittedMetadata) {
    return operations.temp(uncommittedMetadata);
  }

  @Override
  public long newSnapshotId() {
    return operations.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return operations.requireStrictCleanup();
  }
}
