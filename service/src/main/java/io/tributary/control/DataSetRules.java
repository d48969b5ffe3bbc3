package io.tributary.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TargetConnection;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a data set may be described, and when it may go. */
public final class DataSetRules {
  /** The tag that holds the name by which query engines know the table. */
  private static final String TABLE_TAG = "adobe/pqs/table";

  private static final int LONGEST_NAME = 1000;
  private static final Set<String> CHANGEABLE =
      Set.of("name", "description", "tags", "enableErrorDiagnostics", "schemaRef");

  private final Documents<TargetConnection> targets;
  private final Documents<Flow> flows;
  private final Documents<Batch> batches;

  public DataSetRules(
      Documents<TargetConnection> targets, Documents<Flow> flows, Documents<Batch> batches) {
    this.targets = targets;
    this.flows = flows;
    this.batches = batches;
  }

  void requireDescribed(DataSet wanted) {
    String name = wanted.name();
    if (name == null || name.isBlank()) {
      throw invalid("The data set has no name.");
    }
    if (name.length() > LONGEST_NAME) {
      throw invalid("The name of the data set is longer than " + LONGEST_NAME + " characters.");
    }
    JsonNode tags = wanted.tags();
    if (tags != null && !isTags(tags)) {
      throw invalid("The tags are not an object of lists of texts: {\"tag\":[\"value\"]}.");
    }
  }

  private static boolean isTags(JsonNode tags) {
    for (JsonNode values : tags) {
      for (JsonNode value : values) {
        if (!value.isTextual()) {
          return false;
        }
      }
      if (!values.isArray()) {
        return false;
      }
    }
    return tags.isObject();
  }

  DataSet patched(DataSet before, JsonNode patch) {
    if (patch.isArray()) {
      patch.forEach(operation -> requireChangeable(operation.path("path").asText()));
      return accept(before, applied(before, patch));
    }
    if (!(patch instanceof ObjectNode given) || given.isEmpty()) {
      throw invalid("The body is neither an object with fields nor a list of operations.");
    }
    ObjectNode merged = Json.tree(before).deepCopy();
    merge(merged, given.deepCopy().retain(CHANGEABLE));
    try {
      return accept(before, Json.mapper().treeToValue(merged, DataSet.class));
    } catch (JsonProcessingException e) {
      throw new TributaryException(
          ErrorCode.CATALOG_INVALID,
          "The field '" + Json.field(e) + "' has a value of the wrong type.",
          e);
    }
  }

  private static DataSet applied(DataSet before, JsonNode patch) {
    try {
      return Patch.apply(before, patch, DataSet.class);
    } catch (TributaryException e) {
      throw new TributaryException(ErrorCode.CATALOG_INVALID, e.text(), e);
    }
  }

  private static void requireChangeable(String path) {
    String field = path.replaceFirst("^/", "").replaceFirst("/.*", "");
    if (!CHANGEABLE.contains(field)) {
      throw invalid("'" + path + "' of a data set cannot be changed. What can: " + sorted() + ".");
    }
  }

  private static List<String> sorted() {
    return CHANGEABLE.stream().sorted().toList();
  }

  /** As RFC 7396 has it: objects are merged, null removes, anything else replaces. */
  private static void merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (value.isNull()) {
                target.remove(entry.getKey());
              } else if (value.isObject()) {
                JsonNode there = target.path(entry.getKey());
                ObjectNode inner = there.isObject() ? (ObjectNode) there : Json.object();
                merge(inner, value);
                target.set(entry.getKey(), inner);
              } else {
                target.set(entry.getKey(), value);
              }
            });
  }

  /** The data set as it is to be kept, if it may be described like that. */
  DataSet accept(DataSet before, DataSet wanted) {
    requireDescribed(wanted);
    String schema = wanted.schemaId() == null ? before.schemaId() : wanted.schemaId();
    if (!Objects.equals(schema, before.schemaId())) {
      throw invalid(
          "The schema of a data set cannot be exchanged: its rows have the columns of "
              + before.schemaId()
              + ". Create another data set.");
    }
    DataSet described =
        new DataSet(
            wanted.name(),
            wanted.description(),
            wanted.schemaId() == null ? before.schemaRef() : wanted.schemaRef(),
            withTable(wanted.tags(), table(before)),
            wanted.enableErrorDiagnostics(),
            null,
            null,
            0,
            null,
            null,
            null,
            null);
    return before.describedAs(described);
  }

  /** The tags with the one that is ours: nobody renames a table by it. */
  static JsonNode withTable(@Nullable JsonNode tags, String table) {
    ObjectNode kept = tags instanceof ObjectNode given ? given.deepCopy() : Json.object();
    kept.putArray(TABLE_TAG).add(table);
    return kept;
  }

  static String table(DataSet dataSet) {
    JsonNode tags = dataSet.tags() == null ? Json.object() : dataSet.tags();
    return tags.path(TABLE_TAG).path(0).asText();
  }

  /** Compares what a caller has seen: the version, the time of the last change, or the etag. */
  static void requireVersion(@Nullable String ifMatch, Stored<DataSet> stored) {
    String seen = ifMatch == null ? "" : ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
    Set<String> current =
        Set.of(
            "",
            "*",
            stored.value().version(),
            Long.toString(stored.updatedAt()),
            stored.etag().replace("\"", ""));
    if (!current.contains(seen)) {
      throw new TributaryException(
          ErrorCode.CATALOG_STALE,
          "The version "
              + seen
              + " of the data set is not the current one, "
              + stored.value().version()
              + ". Read it again and repeat the change.");
    }
  }

  void requireUnused(Caller caller, Id<DataSet> id) {
    targets.list(caller, Query.where("params.dataSetId", id.value())).items().stream()
        .map(target -> Query.where("targetConnectionIds[]", target.id().value()))
        .flatMap(users -> flows.list(caller, users).items().stream())
        .findFirst()
        .ifPresent(
            flow -> {
              String name = flow.value().name();
              throw inUse(id, "the flow " + flow.id() + " (" + name + ") lands in it");
            });
    batches.list(caller, landingIn(id)).items().stream()
        .findFirst()
        .ifPresent(
            batch -> {
              throw inUse(id, "the batch " + batch.id() + " is still landing in it");
            });
  }

  private static Query landingIn(Id<DataSet> id) {
    return new Query(
        List.of(
            new Filter("dataSet", Filter.Op.EQ, List.of(id.value())),
            new Filter("status", Filter.Op.EQ, List.of("processing"))),
        List.of(),
        List.of(),
        1,
        null);
  }

  private static TributaryException inUse(Id<DataSet> id, String why) {
    return new TributaryException(
        ErrorCode.CATALOG_IN_USE,
        "The data set " + id + " cannot be deleted: " + why + ". Delete or end that first.");
  }

  private static TributaryException invalid(String why) {
    return new TributaryException(ErrorCode.CATALOG_INVALID, why);
  }
}
