package io.tributary;

import io.tributary.control.Batches;
import io.tributary.control.DataSetRules;
import io.tributary.control.DataSets;
import io.tributary.control.MappingSets;
import io.tributary.control.Resources;
import io.tributary.control.SandboxContents;
import io.tributary.control.Sandboxes;
import io.tributary.control.Schemas;
import io.tributary.store.Contents;
import io.tributary.store.Kind;

/** What rows become and where they lie: schemas, mappings, data sets and their batches. */
record Lake(
    Resources resources,
    Schemas schemas,
    DataSets dataSets,
    Batches batches,
    MappingSets mappingSets,
    SandboxContents sandboxContents) {

  static Lake of(Ground ground, Sandboxes sandboxes) {
    Schemas schemas =
        new Schemas(ground.documents(Kind.SCHEMA), ground.documents(Kind.DESCRIPTOR), sandboxes);
    DataSets dataSets =
        new DataSets(
            ground.documents(Kind.DATA_SET),
            new DataSetRules(
                ground.documents(Kind.TARGET_CONNECTION),
                ground.documents(Kind.FLOW),
                ground.documents(Kind.BATCH)),
            schemas,
            sandboxes,
            ground.datasets());
    Resources resources =
        new Resources(
            ground.database(),
            ground.documents(Kind.SCHEMA),
            ground.documents(Kind.DESCRIPTOR),
            ground.documents(Kind.DATA_SET),
            sandboxes);
    return new Lake(
        resources,
        schemas,
        dataSets,
        new Batches(ground.documents(Kind.BATCH), dataSets, ground.clock()),
        new MappingSets(
            ground.database(),
            ground.documents(Kind.MAPPING_SET),
            ground.documents(Kind.MAPPING_SET_VERSION),
            schemas),
        new SandboxContents(
            ground.database(),
            sandboxes,
            new Contents(ground.database(), ground.clock()),
            ground.datasets()));
  }
}
