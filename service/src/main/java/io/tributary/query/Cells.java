package io.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/**
 * The engine's values as JSON. Nothing loses digits on the way: a number that a reader of JSON may
 * take for another one is text.
 */
final class Cells {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
  private static final int EXACT_DIGITS = 15;

  /** Deeper than this, a value is shown as the engine writes it. */
  private static final int DEEPEST = 100;

  private Cells() {}

  static JsonNode of(@Nullable Object value) throws SQLException {
    return of(value, 0);
  }

  private static JsonNode of(@Nullable Object value, int depth) throws SQLException {
    if (value == null) {
      return JSON.nullNode();
    }
    if (depth > DEEPEST) {
      return JSON.textNode(value.toString());
    }
    if (value instanceof Struct struct) {
      return object(((DuckDBStruct) struct).getMap(), depth);
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, depth);
    }
    if (value instanceof Array array) {
      ArrayNode items = JSON.arrayNode();
      for (Object item : (Object[]) array.getArray()) {
        items.add(of(item, depth + 1));
      }
      return items;
    }
    if (value instanceof Blob blob) {
      byte[] bytes = blob.getBytes(1, Math.toIntExact(blob.length()));
      return JSON.textNode(Base64.getEncoder().encodeToString(bytes));
    }
    return value instanceof Number number ? number(number) : scalar(value);
  }

  private static ObjectNode object(Map<?, ?> map, int depth) throws SQLException {
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      JsonNode key = of(entry.getKey(), depth + 1);
      object.set(key.isTextual() ? key.asText() : key.toString(), of(entry.getValue(), depth + 1));
    }
    return object;
  }

  private static JsonNode number(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal.precision() <= EXACT_DIGITS
          ? DecimalNode.valueOf(decimal)
          : JSON.textNode(decimal.toPlainString());
    }
    if (number instanceof BigInteger || number instanceof Long) {
      BigInteger whole = new BigInteger(number.toString());
      return whole.abs().compareTo(EXACT) <= 0
          ? JSON.numberNode(whole)
          : JSON.textNode(whole.toString());
    }
    if (number instanceof Float || number instanceof Double) {
      double value = Double.parseDouble(number.toString());
      return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(number.toString());
    }
    return JSON.numberNode(number.longValue());
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (value instanceof org.duckdb.JsonNode json) {
      return json(json.toString());
    }
    if (value instanceof OffsetDateTime time) {
      return JSON.textNode(time.toInstant().toString());
    }
    if (value instanceof Timestamp time) {
      // As one in UTC, of which it does not say that it is.
      String utc = time.toLocalDateTime().toInstant(ZoneOffset.UTC).toString();
      return JSON.textNode(utc.substring(0, utc.length() - 1));
    }
    return JSON.textNode(value.toString());
  }

  static JsonNode json(String text) {
    try {
      return Frames.exactly(JsonNode.class).readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return JSON.textNode(text);
    }
  }
}
