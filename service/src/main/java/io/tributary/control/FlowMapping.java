package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.mapping.Mapping;
import io.tributary.model.Caller;
import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.MappingSet;
import io.tributary.model.SourceConnection;
import io.tributary.model.Stored;
import io.tributary.model.TargetConnection;
import io.tributary.model.TributaryException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * Brings together what a flow's mapping needs: the columns at its source, its rules, the schema of
 * its data set.
 */
public final class FlowMapping {
  private final Connections connections;
  private final SourceConnections sourceConnections;
  private final TargetConnections targetConnections;
  private final MappingSets mappingSets;
  private final DataSets dataSets;
  private final Schemas schemas;
  private final SourceTables tables;
  private final Clock clock;

  public FlowMapping(
      Connections connections,
      SourceConnections sourceConnections,
      TargetConnections targetConnections,
      MappingSets mappingSets,
      DataSets dataSets,
      Schemas schemas,
      SourceTables tables,
      Clock clock) {
    this.connections = connections;
    this.sourceConnections = sourceConnections;
    this.targetConnections = targetConnections;
    this.mappingSets = mappingSets;
    this.dataSets = dataSets;
    this.schemas = schemas;
    this.tables = tables;
    this.clock = clock;
  }

  /** Everything that a run of the flow works on. */
  record Parts(
      Connection connection,
      Id<Connection> connectionId,
      Stored<SourceConnection> source,
      Stored<TargetConnection> target,
      Id<DataSet> dataSet,
      MappingSet mappingSet,
      List<Column> columns,
      Field fields) {}

  /** Throws with the contract's code if the flow could not map its records. */
  void check(Caller caller, Flow flow) {
    Parts parts = parts(caller, flow);
    try {
      Mapping.compile(parts.mappingSet(), parts.columns(), parts.fields(), clock);
    } catch (TributaryException e) {
      throw new TributaryException(ErrorCode.MAPPING_INVALID, e.text(), e.report(), e);
    }
  }

  Parts parts(Caller caller, Flow flow) {
    Stored<SourceConnection> source =
        sourceConnections.get(
            caller, FlowRules.exactlyOne(flow.sourceConnectionIds(), "sourceConnectionIds"));
    Stored<TargetConnection> target =
        targetConnections.get(
            caller, FlowRules.exactlyOne(flow.targetConnectionIds(), "targetConnectionIds"));
    Id<DataSet> dataSet = Objects.requireNonNull(target.value().dataSetId());
    DataSet landed = dataSets.get(caller, dataSet).value();
    String schema = Objects.requireNonNull(landed.schemaId());
    MappingSet set = mappingSet(caller, flow);
    if (!id(caller, schema).equals(id(caller, String.valueOf(set.schemaId())))) {
      throw new TributaryException(
          ErrorCode.SCHEMAS_DIFFER,
          "The data set "
              + dataSet
              + " has the schema "
              + schema
              + ", but the mapping set maps to "
              + set.schemaId()
              + ". Use a mapping set of the data set's schema.");
    }
    Id<Connection> account = Objects.requireNonNull(source.value().baseConnectionId());
    if (connections.find(caller, account).isEmpty()) {
      throw SourceConnections.orphaned(account);
    }
    Connection connection = connections.open(caller, account);
    Field fields = LabelledFields.of(schemas.fields(caller, schema), landed.labels());
    List<Column> columns = tables.open(connection, source.value()).columns();
    return new Parts(connection, account, source, target, dataSet, set, columns, fields);
  }

  /** A schema may be named by its alternative id too. */
  private String id(Caller caller, String schema) {
    return schemas.get(caller, schema).path("$id").asText();
  }

  /** The data set that the flow lands in. */
  Id<DataSet> dataSet(Caller caller, Flow flow) {
    Stored<TargetConnection> target =
        targetConnections.get(
            caller, FlowRules.exactlyOne(flow.targetConnectionIds(), "targetConnectionIds"));
    return Objects.requireNonNull(target.value().dataSetId());
  }

  private MappingSet mappingSet(Caller caller, Flow flow) {
    JsonNode params = flow.transformation("Mapping");
    if (params == null) {
      throw new TributaryException(
          ErrorCode.MAPPING_MISSING,
          "The flow has no Mapping transformation. Add {\"name\":\"Mapping\",\"params\":{\"mappingId\",\"mappingVersion\"}}.");
    }
    String id = params.path("mappingId").asText("");
    if (id.isBlank()) {
      throw new TributaryException(
          ErrorCode.MAPPING_PARAMETER_EMPTY, "The Mapping transformation has no mappingId.");
    }
    String version = params.path("mappingVersion").asText("0");
    MappingSet latest = mappingSets.get(caller, Id.of(id)).value();
    int most = Objects.requireNonNullElse(latest.version(), 0);
    if (!version.matches("\\d{1,9}") || Integer.parseInt(version) > most) {
      throw new TributaryException(
          ErrorCode.MAPPING_VERSION_BAD,
          "The mappingVersion '"
              + version
              + "' is none of the mapping set "
              + id
              + ". It has the versions 0 to "
              + most
              + ".");
    }
    return mappingSets.get(caller, Id.of(id), Integer.parseInt(version)).value();
  }
}
