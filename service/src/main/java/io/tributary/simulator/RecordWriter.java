package io.tributary.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes records of one object type as the API shows them. */
record RecordWriter(ObjectType type, long portalId) {

  void write(JsonGenerator out, Row row, List<Property> shown) throws IOException {
    begin(out, row);
    for (Property property : shown) {
      out.writeStringField(property.name(), row.value(property));
    }
    end(out, row);
  }

  /** The answer to a create or update: all properties that have a value. */
  void writeSet(JsonGenerator out, Row row) throws IOException {
    begin(out, row);
    for (Property property : type.properties()) {
      String value = row.value(property);
      if (value != null) {
        out.writeStringField(property.name(), value);
      }
    }
    end(out, row);
  }

  private static void begin(JsonGenerator out, Row row) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", Long.toString(row.id()));
    out.writeObjectFieldStart("properties");
  }

  private void end(JsonGenerator out, Row row) throws IOException {
    out.writeEndObject();
    out.writeStringField("createdAt", Common.iso(row.createdAt()));
    out.writeStringField("updatedAt", Common.iso(row.updatedAt()));
    @Nullable Long archivedAt = row.archivedAt();
    out.writeBooleanField("archived", archivedAt != null);
    if (archivedAt != null) {
      out.writeStringField("archivedAt", Common.iso(archivedAt));
    }
    out.writeStringField(
        "url",
        "https://app.hubspot.com/contacts/"
            + portalId
            + "/record/"
            + type.typeId()
            + "/"
            + row.id());
    out.writeEndObject();
  }
}
