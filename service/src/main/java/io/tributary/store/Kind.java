package io.tributary.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.ApiClient;
import io.tributary.model.Batch;
import io.tributary.model.Connection;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.DataSet;
import io.tributary.model.Flow;
import io.tributary.model.FlowRun;
import io.tributary.model.FlowSpec;
import io.tributary.model.Id;
import io.tributary.model.MappingSet;
import io.tributary.model.RunLog;
import io.tributary.model.Sandbox;
import io.tributary.model.SourceConnection;
import io.tributary.model.TargetConnection;
import io.tributary.model.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How documents of one noun are kept: the name they are filed under, and which of their fields have
 * a column of their own.
 *
 * @param columns the column that answers for a path of the property grammar
 */
public record Kind<T>(
    String name, Class<T> type, Map<String, String> columns, Function<T, Keys> keys) {

  /** The values of the columns. */
  public record Keys(
      @Nullable String name,
      @Nullable String state,
      @Nullable String spec,
      @Nullable String parent,
      @Nullable String source,
      @Nullable String target) {

    static Keys named(@Nullable String name) {
      return new Keys(name, null, null, null, null, null);
    }
  }

  public Kind {
    Map<String, String> all = new HashMap<>(SHARED);
    all.putAll(columns);
    columns = Map.copyOf(all);
  }

  private static final Map<String, String> SHARED =
      Map.of(
          "id", "id",
          "name", "name_key",
          "createdAt", "created_at",
          "updatedAt", "updated_at",
          "createdBy", "created_by",
          "updatedBy", "updated_by",
          "createdClient", "created_client",
          "updatedClient", "updated_client");

  public static final Kind<Connection> CONNECTION =
      new Kind<>(
          "connection",
          Connection.class,
          Map.of("state", "state", "connectionSpec.id", "spec_id"),
          c -> new Keys(c.name(), c.state(), c.specId(), null, null, null));

  public static final Kind<SourceConnection> SOURCE_CONNECTION =
      new Kind<>(
          "sourceConnection",
          SourceConnection.class,
          Map.of("state", "state", "connectionSpec.id", "spec_id", "baseConnectionId", "parent_id"),
          s -> new Keys(s.name(), s.state(), s.specId(), text(s.baseConnectionId()), null, null));

  public static final Kind<TargetConnection> TARGET_CONNECTION =
      new Kind<>(
          "targetConnection",
          TargetConnection.class,
          Map.of("state", "state", "connectionSpec.id", "spec_id", "params.dataSetId", "target_id"),
          t -> new Keys(t.name(), t.state(), t.specId(), null, null, text(t.dataSetId())));

  public static final Kind<Flow> FLOW =
      new Kind<>(
          "flow",
          Flow.class,
          Map.of(
              "state", "state",
              "flowSpec.id", "spec_id",
              "sourceConnectionIds[]", "source_id",
              "targetConnectionIds[]", "target_id"),
          f ->
              new Keys(
                  f.name(),
                  f.state(),
                  f.specId(),
                  null,
                  first(f.sourceConnectionIds()),
                  first(f.targetConnectionIds())));

  public static final Kind<FlowRun> RUN =
      new Kind<>(
          "run",
          FlowRun.class,
          // Guides filter runs by "state", which runs do not show.
          Map.of("flowId", "parent_id", "metrics.statusSummary.status", "state", "state", "state"),
          r -> new Keys(null, r.metrics().status(), null, r.flowId().value(), null, null));

  /** Under the id of its run. */
  public static final Kind<RunLog> RUN_LOG =
      new Kind<>("runLog", RunLog.class, Map.of(), log -> Keys.named(null));

  public static final Kind<DataSet> DATA_SET =
      new Kind<>(
          "dataSet",
          DataSet.class,
          Map.of("schemaRef.id", "parent_id"),
          d -> new Keys(d.name(), null, null, d.schemaId(), null, null));

  public static final Kind<Batch> BATCH =
      new Kind<>(
          "batch",
          Batch.class,
          Map.of("dataSet", "parent_id", "status", "state"),
          b -> new Keys(null, b.status(), null, b.dataSetId(), null, null));

  public static final Kind<MappingSet> MAPPING_SET =
      new Kind<>("mappingSet", MappingSet.class, Map.of(), m -> Keys.named(m.name()));

  /** Every version that a mapping set ever had, under {@code id@version}; flows pin one. */
  public static final Kind<MappingSet> MAPPING_SET_VERSION =
      new Kind<>("mappingSetVersion", MappingSet.class, Map.of(), m -> Keys.named(m.name()));

  /** Filed outside all sandboxes, as are flow specifications: the organisation has them. */
  public static final Kind<ConnectionSpec> CONNECTION_SPEC =
      new Kind<>("connectionSpec", ConnectionSpec.class, Map.of(), s -> Keys.named(s.name()));

  public static final Kind<FlowSpec> FLOW_SPEC =
      new Kind<>("flowSpec", FlowSpec.class, Map.of(), s -> Keys.named(s.name()));

  /**
   * What schemas are made of, and themselves, told apart by {@code meta:resourceType}; they are
   * JSON Schema: their shape is the registry's, not ours.
   */
  public static final Kind<ObjectNode> SCHEMA =
      new Kind<>(
          "schema",
          ObjectNode.class,
          Map.of("title", "name_key", "meta:resourceType", "state", "meta:class", "parent_id"),
          s ->
              new Keys(
                  s.path("title").asText(),
                  s.path("meta:resourceType").asText(),
                  null,
                  s.path("meta:class").asText(),
                  null,
                  null));

  public static final Kind<ObjectNode> DESCRIPTOR =
      new Kind<>(
          "descriptor",
          ObjectNode.class,
          Map.of("xdm:sourceSchema", "parent_id"),
          d -> new Keys(null, null, null, d.path("xdm:sourceSchema").asText(), null, null));

  /** Filed under no sandbox, as are API clients and sandboxes themselves. */
  public static final Kind<User> USER =
      new Kind<>("user", User.class, Map.of("email", "id"), u -> Keys.named(u.name()));

  public static final Kind<ApiClient> API_CLIENT =
      new Kind<>("apiClient", ApiClient.class, Map.of(), c -> Keys.named(c.name()));

  public static final Kind<Sandbox> SANDBOX =
      new Kind<>("sandbox", Sandbox.class, Map.of("state", "state"), s -> Keys.named(s.name()));

  /**
   * Whether the audit log tells of its changes: not of batches and logs of runs, which only the
   * service files, and not of versions, which are filed with their mapping set.
   */
  boolean audited() {
    return !name.equals(BATCH.name)
        && !name.equals(RUN_LOG.name)
        && !name.equals(MAPPING_SET_VERSION.name);
  }

  private static @Nullable String text(@Nullable Id<?> id) {
    return id == null ? null : id.value();
  }

  private static <U> @Nullable String first(@Nullable List<Id<U>> ids) {
    return ids == null || ids.isEmpty() ? null : ids.get(0).value();
  }
}
