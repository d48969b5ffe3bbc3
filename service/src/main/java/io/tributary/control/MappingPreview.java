package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mapping.Mapped;
import io.tributary.mapping.Mapping;
import io.tributary.model.Caller;
import io.tributary.model.Column;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import io.tributary.model.RecordError;
import io.tributary.model.TributaryException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a mapping set makes of sample records, before anything runs. */
public final class MappingPreview {
  /** Records that one preview maps at most. */
  public static final int MOST_RECORDS = 100;

  private final Schemas schemas;
  private final Clock clock;

  public MappingPreview(Schemas schemas, Clock clock) {
    this.schemas = schemas;
    this.clock = clock;
  }

  /**
   * Maps one record or a list of them.
   *
   * @return {@code {"data","errors"}}, the data in the shape in which it was given
   */
  public ObjectNode of(Caller caller, JsonNode data, MappingSet set) {
    List<JsonNode> records = data.isArray() ? iterate(data) : List.of(data);
    Field fields = schemas.fields(caller, MappingSets.schemaId(set));
    List<Column> columns = columns(records);
    Mapping mapping = Mapping.compile(set, columns, fields, clock);
    ObjectNode answer = Json.object();
    ArrayNode rows = Json.mapper().createArrayNode();
    ArrayNode errors = Json.mapper().createArrayNode();
    for (JsonNode record : records) {
      Mapped mapped = mapping.map(values(record, columns));
      rows.add(mapped.row() == null ? Json.object() : object(mapped.row(), fields));
      mapped.rejections().forEach(error -> errors.add(shown(error)));
      mapped.warnings().forEach(error -> errors.add(shown(error)));
    }
    answer.set("data", data.isArray() ? rows : rows.path(0));
    answer.set("errors", errors);
    return answer;
  }

  private static List<JsonNode> iterate(JsonNode data) {
    return Json.mapper()
        .convertValue(
            data,
            Json.mapper().getTypeFactory().constructCollectionType(List.class, JsonNode.class));
  }

  private static ObjectNode shown(RecordError error) {
    return Json.object().put("destination", error.field()).put("exception", error.message());
  }

  private static List<Column> columns(List<JsonNode> records) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode record : records) {
      if (!record.isObject()) {
        throw new TributaryException(
            ErrorCode.MAPPING_SET_INVALID,
            "A preview needs data: an object, or a list of objects.");
      }
      record.fieldNames().forEachRemaining(names::add);
    }
    if (records.size() > MOST_RECORDS) {
      throw new TributaryException(
          ErrorCode.MAPPING_SET_INVALID, "A preview maps at most " + MOST_RECORDS + " records.");
    }
    return names.stream().map(name -> new Column(name, "string", null, null)).toList();
  }

  private static @Nullable Object[] values(JsonNode record, List<Column> columns) {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = record.path(columns.get(i).name());
      values[i] = value.isMissingNode() || value.isNull() ? null : plain(value);
    }
    return values;
  }

  private static Object plain(JsonNode value) {
    return value.isFloatingPointNumber()
        ? value.doubleValue()
        : value.isIntegralNumber() && value.canConvertToLong()
            ? value.longValue()
            : Json.mapper().convertValue(value, Object.class);
  }

  /** A row as the JSON that readers of the data set see. */
  static ObjectNode object(@Nullable Object[] row, Field fields) {
    ObjectNode object = Json.object();
    for (int i = 0; i < row.length; i++) {
      Object value = row[i];
      if (value != null) {
        Field field = fields.fields().get(i);
        object.set(field.name(), json(value, field));
      }
    }
    return object;
  }

  private static JsonNode json(Object value, Field field) {
    return switch (field.kind()) {
      case OBJECT -> object((Object[]) value, field);
      case ARRAY -> {
        ArrayNode list = Json.mapper().createArrayNode();
        ((List<?>) value)
            .forEach(item -> list.add(item == null ? null : json(item, field.fields().get(0))));
        yield list;
      }
      case MAP -> {
        ObjectNode map = Json.object();
        ((Map<?, ?>) value)
            .forEach(
                (key, item) ->
                    map.set(
                        String.valueOf(key),
                        item == null ? null : json(item, field.fields().get(0))));
        yield map;
      }
      case DATE -> Json.tree(LocalDate.ofEpochDay((Integer) value).toString());
      case DATE_TIME -> Json.tree(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString());
      default -> Json.tree(value);
    };
  }
}
