package io.tributary.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The properties API of one object type: what fields there are. No paging. */
record Definitions(ObjectType type) {

  Answer list(Request request) {
    boolean none =
        request.flag("archived")
            || !"non_sensitive"
                .equals(
                    request
                        .query()
                        .getOrDefault("dataSensitivity", List.of("non_sensitive"))
                        .get(0));
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("results");
          if (!none) {
            for (Property property : type.properties()) {
              write(out, property);
            }
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  Answer get(String name) {
    Property property = type.property(name);
    if (property == null) {
      throw Refusal.of(404, "Property \"" + name + "\" does not exist", "OBJECT_NOT_FOUND");
    }
    return Answer.json(200, out -> write(out, property));
  }

  private static void write(JsonGenerator out, Property property) throws IOException {
    out.writeStartObject();
    if (property.custom()) {
      out.writeStringField("updatedAt", "2023-05-11T09:12:44.310Z");
      out.writeStringField("createdAt", "2023-05-11T09:12:44.310Z");
    }
    out.writeStringField("name", property.name());
    out.writeStringField("label", property.label());
    out.writeStringField("type", property.type());
    out.writeStringField(
        "fieldType", property.calculated() ? "calculation_read_time" : property.fieldType());
    out.writeStringField("description", "");
    out.writeStringField("groupName", property.group());
    writeOptions(out, property);
    out.writeNumberField("displayOrder", -1);
    out.writeBooleanField("calculated", property.calculated());
    out.writeBooleanField("externalOptions", property.name().equals("hubspot_owner_id"));
    out.writeBooleanField("archived", false);
    out.writeBooleanField("hasUniqueValue", property.unique());
    out.writeBooleanField("hidden", false);
    if (!property.custom()) {
      out.writeBooleanField("hubspotDefined", true);
    }
    writeRights(out, property);
    out.writeBooleanField("formField", !property.calculated());
    out.writeStringField("dataSensitivity", "non_sensitive");
    out.writeEndObject();
  }

  private static void writeOptions(JsonGenerator out, Property property) throws IOException {
    out.writeArrayFieldStart("options");
    int order = 0;
    for (String option : property.options()) {
      out.writeStartObject();
      out.writeStringField("label", Property.optionLabel(option));
      out.writeStringField("value", option);
      out.writeNumberField("displayOrder", order++);
      out.writeBooleanField("hidden", false);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeRights(JsonGenerator out, Property property) throws IOException {
    out.writeObjectFieldStart("modificationMetadata");
    out.writeBooleanField("archivable", property.custom());
    out.writeBooleanField("readOnlyDefinition", !property.custom());
    out.writeBooleanField("readOnlyValue", property.calculated());
    out.writeEndObject();
  }
}
