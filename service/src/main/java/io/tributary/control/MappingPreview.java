package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mapping.Mapped;
import io.tributary.mapping.RuleProblem;
import io.tributary.mapping.Trial;
import io.tributary.model.Caller;
import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import io.tributary.model.MappingSet.Rule;
import io.tributary.model.RecordError;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a mapping set makes of sample records, before anything runs. */
public final class MappingPreview {
  private static final String HIDDEN = "***";

  /** Of all rows together, in characters. */
  private static final int LARGEST = 1 << 24;

  /** No record is begun after that time. */
  private static final long LONGEST_MILLIS = 10_000;

  private final MappingSets mappingSets;
  private final Schemas schemas;
  private final DataSets dataSets;
  private final SourceTables tables;
  private final Clock clock;

  public MappingPreview(
      MappingSets mappingSets,
      Schemas schemas,
      DataSets dataSets,
      SourceTables tables,
      Clock clock) {
    this.mappingSets = mappingSets;
    this.schemas = schemas;
    this.dataSets = dataSets;
    this.tables = tables;
    this.clock = clock;
  }

  /**
   * What is to be tried.
   *
   * @param mappingSet the set, or null
   * @param mappingSetId else one that is stored
   * @param mappingSetVersion of that one; the latest if null
   * @param data the records, or null
   * @param from else where to read them
   * @param dataSetId the data set whose labels count besides those of the schema, or null
   */
  public record Request(
      @Nullable MappingSet mappingSet,
      @Nullable String mappingSetId,
      @Nullable Integer mappingSetVersion,
      @Nullable JsonNode data,
      SourceTables.@Nullable From from,
      @Nullable String dataSetId) {}

  /**
   * Maps up to 100 records.
   *
   * @return {@code {"data","errors"}}, the data in the shape in which it was given; where records
   *     were read, they stand in {@code records}, with the columns that the rules read
   */
  public ObjectNode of(Caller caller, Request request) {
    MappingSet set = set(caller, request);
    Field fields = fields(caller, set, request.dataSetId());
    SourceTables.From from = request.from();
    JsonNode data = request.data() == null ? Json.mapper().missingNode() : request.data();
    ObjectNode answer = Json.object();
    if (from == null) {
      Sampled sampled = Sampled.sent(data);
      Trial trial = Trial.of(set, sampled.columns(), fields, clock);
      ArrayNode rows = rows(trial, sampled, set, fields, answer);
      answer.set("data", data.isArray() ? rows : rows.path(0));
      return answer;
    }
    if (!data.isMissingNode() && !data.isNull()) {
      throw Sampled.invalid("There are data and from; send one of them.");
    }
    SourceTables.Opened table = tables.open(caller, from);
    Trial trial = Trial.of(set, table.columns(), fields, clock);
    Sampled sampled = table.sample(trial.sources(), from.records());
    answer.set("data", rows(trial, sampled, set, fields, answer));
    ArrayNode records = answer.putArray("records");
    sampled
        .records()
        .forEach(values -> records.add(shown(values, sampled.columns(), trial.hidden())));
    return answer;
  }

  private Field fields(Caller caller, MappingSet set, @Nullable String dataSetId) {
    Field fields = schemas.fields(caller, MappingSets.schemaId(set));
    return dataSetId == null
        ? fields
        : LabelledFields.of(fields, dataSets.get(caller, Id.of(dataSetId)).value().labels());
  }

  private MappingSet set(Caller caller, Request request) {
    if (request.mappingSet() != null) {
      return request.mappingSet();
    }
    if (request.mappingSetId() == null) {
      throw Sampled.invalid("The preview needs a mappingSet, or the mappingSetId of one.");
    }
    Id<MappingSet> id = Id.of(request.mappingSetId());
    Integer version = request.mappingSetVersion();
    return version == null
        ? mappingSets.get(caller, id).value()
        : mappingSets.get(caller, id, version).value();
  }

  /** The rows; into the answer go the problems, first those that every record has. */
  private ArrayNode rows(
      Trial trial, Sampled sampled, MappingSet set, Field fields, ObjectNode answer) {
    ArrayNode errors = answer.putArray("errors");
    for (RuleProblem problem : trial.problems()) {
      ObjectNode error = errors.addObject().put("exception", problem.message());
      place(error, problem.rule(), problem.destination(), trial, set);
    }
    ArrayNode rows = Json.mapper().createArrayNode();
    long end = clock.millis() + LONGEST_MILLIS;
    int room = LARGEST;
    for (int i = 0; i < sampled.records().size(); i++) {
      if (clock.millis() > end) {
        throw Sampled.invalid(
            "After 10 s only " + i + " records were mapped. Try fewer records, or simpler rules.");
      }
      Mapped mapped = trial.map(sampled.records().get(i));
      ObjectNode row = mapped.row() == null ? Json.object() : RowJson.of(mapped.row(), fields);
      room -= Json.write(row).length();
      if (room < 0) {
        throw Sampled.invalid("The rows are too large to be shown. Try fewer records.");
      }
      rows.add(row);
      for (List<RecordError> found : List.of(mapped.rejections(), mapped.warnings())) {
        for (RecordError problem : found) {
          ObjectNode error =
              errors
                  .addObject()
                  .put("exception", problem.message())
                  .put("code", problem.code())
                  .put("record", i);
          String destination = String.valueOf(problem.field());
          place(error, trial.rule(destination), destination, trial, set);
        }
      }
    }
    return rows;
  }

  /** Says at which cell something is: of which field, by which rule, from which column. */
  private static void place(
      ObjectNode error, int number, String destination, Trial trial, MappingSet set) {
    error.put("destination", destination);
    if (number < 0 || number >= set.rules().size()) {
      return;
    }
    Rule rule = set.rules().get(number);
    error.put("mapping", number).put("source", rule.from());
    error.put("sourceType", MappingSets.kind(rule));
    List<String> columns = trial.columns(number);
    if (columns.size() == 1) {
      error.put("columnName", columns.get(0));
    }
  }

  private static ObjectNode shown(
      @Nullable Object[] values, List<Column> columns, Set<String> hidden) {
    ObjectNode shown = Json.object();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        String name = columns.get(i).name();
        shown.set(name, Json.tree(hidden.contains(name) ? HIDDEN : plain(value)));
      }
    }
    return shown;
  }

  /** Times as text; whole numbers look whole, whatever type carries them. */
  private static Object plain(Object value) {
    boolean whole = value instanceof Double number && number == number.longValue();
    return value instanceof Temporal
        ? value.toString()
        : whole ? Long.valueOf(((Double) value).longValue()) : value;
  }
}
