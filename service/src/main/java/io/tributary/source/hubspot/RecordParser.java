package io.tributary.source.hubspot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.source.Selection;
import io.tributary.source.SourceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads answers with records token by token, straight into the columns of a selection. */
final class RecordParser {
  private static final ObjectReader IN_THE_MIDDLE =
      Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final List<Column> columns;
  private final Map<String, Integer> byProperty = new HashMap<>();
  private final Map<String, Integer> byColumn = new HashMap<>();
  private final LongSupplier portalId;

  /**
   * What an answer held.
   *
   * @param after where the next page begins; null on the last
   * @param total how many there are in all, where the answer says so; otherwise -1
   */
  record Answer(List<SourceRecord> records, @Nullable String after, long total, long bytes) {}

  RecordParser(Selection selection, LongSupplier portalId) {
    this.columns = selection.columns();
    this.portalId = portalId;
    for (int i = 0; i < columns.size(); i++) {
      String property = Crm.property(columns.get(i).name());
      if (property == null) {
        byColumn.put(columns.get(i).name(), i);
      } else {
        byProperty.put(property, i);
      }
    }
  }

  /** The properties to ask for; never none, for then HubSpot would choose. */
  List<String> properties() {
    return byProperty.isEmpty()
        ? List.of("hs_object_id")
        : byProperty.keySet().stream().sorted().toList();
  }

  Answer read(InputStream stream, LongSupplier bytes) throws IOException {
    List<SourceRecord> records = new ArrayList<>();
    String after = null;
    long total = -1;
    try (JsonParser json = Json.mapper().getFactory().createParser(stream)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "an object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "results" -> readRecords(json, records);
          case "paging" -> after = readAfter(json);
          case "total" -> total = json.getLongValue();
          default -> json.skipChildren();
        }
      }
      require(json.currentToken() == JsonToken.END_OBJECT, "a whole object");
    }
    return new Answer(records, after, total, bytes.getAsLong());
  }

  private static void require(boolean holds, String what) throws IOException {
    if (!holds) {
      throw new IOException("HubSpot's answer is not " + what);
    }
  }

  private void readRecords(JsonParser json, List<SourceRecord> records) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, "a list of results");
    while (json.nextToken() == JsonToken.START_OBJECT) {
      records.add(readRecord(json));
    }
  }

  private SourceRecord readRecord(JsonParser json) throws IOException {
    @Nullable Object[] values = new Object[columns.size()];
    String id = "";
    Instant changedAt = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "id" -> id = json.getText();
        case "properties" -> readProperties(json, values);
        case "createdAt" ->
            set(values, Crm.CREATED, Decode.value(json.getText(), Field.Kind.DATE_TIME));
        case "updatedAt" -> {
          Object decoded = Decode.value(json.getText(), Field.Kind.DATE_TIME);
          changedAt = decoded instanceof Instant instant ? instant : null;
          set(values, Crm.UPDATED, decoded);
        }
        case "archived" -> set(values, Crm.ARCHIVED, json.getBooleanValue());
        default -> json.skipChildren();
      }
    }
    require(!id.isEmpty(), "a list of records with ids");
    set(values, Crm.ID, Decode.value(id, Field.Kind.NUMBER));
    if (byColumn.containsKey(Crm.PORTAL)) {
      set(values, Crm.PORTAL, (double) portalId.getAsLong());
    }
    return new SourceRecord(id, changedAt, values);
  }

  private void set(@Nullable Object[] values, String column, @Nullable Object value) {
    Integer index = byColumn.get(column);
    if (index != null) {
      values[index] = value;
    }
  }

  private void readProperties(JsonParser json, @Nullable Object[] values) throws IOException {
    require(json.currentToken() == JsonToken.START_OBJECT, "a record with properties");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Integer index = byProperty.get(json.currentName());
      JsonToken value = json.nextToken();
      if (index == null || value == JsonToken.VALUE_NULL) {
        json.skipChildren();
      } else {
        values[index] = Decode.value(json.getText(), columns.get(index).kind());
      }
    }
  }

  private static @Nullable String readAfter(JsonParser json) throws IOException {
    JsonNode paging = IN_THE_MIDDLE.readTree(json);
    return paging.path("next").path("after").textValue();
  }
}
