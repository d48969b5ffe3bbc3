package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Column;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records to try something out on.
 *
 * @param columns in the order of the values
 * @param records their values, as a source gives them
 */
record Sampled(List<Column> columns, List<@Nullable Object[]> records) {
  /** Records that are tried at most. */
  static final int MOST = 100;

  private static final int MOST_COLUMNS = 5000;
  private static final String NO_RECORDS =
      "There are no records: send data, an object or a list of objects; or from, with"
          + " sourceConnectionId, or baseConnectionId and object.";

  /** Records that a caller sends: an object, or a list of them. Their members are the columns. */
  static Sampled sent(JsonNode data) {
    List<JsonNode> records = records(data);
    if (records.isEmpty()) {
      throw invalid(NO_RECORDS);
    }
    Set<String> names = new LinkedHashSet<>();
    records.forEach(record -> record.fieldNames().forEachRemaining(names::add));
    return sent(data, names.stream().map(name -> new Column(name, "string", null, null)).toList());
  }

  /** Records that a caller sends, of a table whose columns are known; there may be none. */
  static Sampled sent(JsonNode data, List<Column> columns) {
    if (columns.size() > MOST_COLUMNS) {
      throw invalid("There are more than " + MOST_COLUMNS + " columns.");
    }
    for (Column column : columns) {
      if (column == null || column.name() == null || column.type() == null) {
        throw invalid("A column has no name or no type.");
      }
    }
    return new Sampled(
        columns, records(data).stream().map(record -> values(record, columns)).toList());
  }

  private static List<JsonNode> records(JsonNode data) {
    List<JsonNode> sent = new ArrayList<>();
    (data.isArray() ? data : Json.mapper().createArrayNode().add(data)).forEach(sent::add);
    if (sent.size() > MOST) {
      throw invalid("There are more than " + MOST + " records in data.");
    }
    if (!sent.stream().allMatch(JsonNode::isObject)) {
      throw invalid(NO_RECORDS);
    }
    return sent;
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

  static TributaryException invalid(String why) {
    return new TributaryException(ErrorCode.DATA_PREP_INVALID, why);
  }
}
