package io.tributary.source.hubspot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
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
  private final double portal;

  /** An answer that is JSON, but not what was asked for. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  /**
   * What an answer held.
   *
   * @param after where the next page begins; null on the last
   * @param total how many there are in all, where the answer says so; otherwise -1
   * @param errors what could not be read of a batch; an array, or missing
   */
  record Answer(
      List<SourceRecord> records, @Nullable String after, long total, JsonNode errors, long bytes) {
    Answer with(List<SourceRecord> others, long more) {
      return new Answer(others, after, total, errors, bytes + more);
    }
  }

  RecordParser(Selection selection, LongSupplier portalId) {
    this.columns = selection.columns();
    for (int i = 0; i < columns.size(); i++) {
      String property = Crm.property(columns.get(i).name());
      if (property == null) {
        byColumn.put(columns.get(i).name(), i);
      } else {
        byProperty.put(property, i);
      }
    }
    this.portal = byColumn.containsKey(Crm.PORTAL) ? portalId.getAsLong() : 0;
  }

  /** The properties to ask for; never none, for then HubSpot would choose. */
  List<String> properties() {
    return byProperty.isEmpty()
        ? List.of("hs_object_id")
        : byProperty.keySet().stream().sorted().toList();
  }

  /** An answer without results is none: it must not pass for the end of a list. */
  Answer read(InputStream stream, LongSupplier bytes) throws IOException {
    List<SourceRecord> records = null;
    JsonNode errors = MissingNode.getInstance();
    String after = null;
    long total = -1;
    try (JsonParser json = Json.mapper().getFactory().createParser(stream)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "an object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "results" -> records = readRecords(json);
          case "paging" -> after = readAfter(json);
          case "total" -> total = json.getValueAsLong(-1);
          case "errors" -> errors = IN_THE_MIDDLE.readTree(json);
          default -> json.skipChildren();
        }
      }
      require(json.currentToken() == JsonToken.END_OBJECT, "a whole object");
    }
    if (records == null) {
      throw new Malformed("it has no results");
    }
    return new Answer(records, after, total, errors, bytes.getAsLong());
  }

  private static void require(boolean holds, String what) throws IOException {
    if (!holds) {
      throw new Malformed("it is not " + what);
    }
  }

  private List<SourceRecord> readRecords(JsonParser json) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, "a list of results");
    List<SourceRecord> records = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      records.add(readRecord(json));
    }
    require(json.currentToken() == JsonToken.END_ARRAY, "a list of records");
    return records;
  }

  private SourceRecord readRecord(JsonParser json) throws IOException {
    @Nullable Object[] values = new Object[columns.size()];
    String id = "";
    Instant updatedAt = null;
    Instant archivedAt = null;
    boolean archived = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "id" -> id = json.getText();
        case "properties" -> readProperties(json, values);
        case "createdAt" -> set(values, Crm.CREATED, moment(json));
        case "updatedAt" -> {
          Object moment = moment(json);
          updatedAt = moment instanceof Instant instant ? instant : null;
          set(values, Crm.UPDATED, moment);
        }
        case "archivedAt" -> archivedAt = moment(json) instanceof Instant at ? at : null;
        case "archived" -> archived = json.getValueAsBoolean(false);
        default -> json.skipChildren();
      }
    }
    require(!id.isEmpty() && id.chars().allMatch(Character::isDigit), "a list of records with ids");
    set(values, Crm.ID, Decode.value(id, Field.Kind.NUMBER));
    set(values, Crm.ARCHIVED, archived);
    set(values, Crm.PORTAL, portal);
    return new SourceRecord(id, archived && archivedAt != null ? archivedAt : updatedAt, values);
  }

  private static @Nullable Object moment(JsonParser json) throws IOException {
    String text = text(json);
    return text == null ? null : Decode.value(text, Field.Kind.DATE_TIME);
  }

  private void set(@Nullable Object[] values, String column, @Nullable Object value) {
    Integer index = byColumn.get(column);
    if (index != null) {
      values[index] = value;
    }
  }

  private void readProperties(JsonParser json, @Nullable Object[] values) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    require(json.currentToken() == JsonToken.START_OBJECT, "a record with properties");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Integer index = byProperty.get(json.currentName());
      json.nextToken();
      if (index == null) {
        json.skipChildren();
        continue;
      }
      String text = text(json);
      values[index] = text == null ? null : Decode.value(text, columns.get(index).kind());
    }
  }

  /** A value as text: HubSpot promises text, and what is none keeps its JSON. */
  private static @Nullable String text(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return token.isStructStart() ? IN_THE_MIDDLE.readTree(json).toString() : json.getText();
  }

  private static @Nullable String readAfter(JsonParser json) throws IOException {
    JsonNode paging = IN_THE_MIDDLE.readTree(json);
    String after = paging.path("next").path("after").asText("");
    return after.isEmpty() ? null : after;
  }
}
