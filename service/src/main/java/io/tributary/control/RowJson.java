package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Field;
import io.tributary.model.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as readers of a data set see them. */
final class RowJson {
  private RowJson() {}

  /** A row in the shape of its fields; absent values are left out. */
  static ObjectNode of(@Nullable Object[] row, Field fields) {
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
      case OBJECT -> of((Object[]) value, field);
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
