package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Constraints;
import io.tributary.model.Constraints.Identity;
import io.tributary.model.Constraints.Limit;
import io.tributary.model.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that rows of a composed schema have. */
final class SchemaFields {
  private final Map<String, Identity> identities;
  private final Map<String, List<String>> labels;

  /** The fields as nothing but the schema itself describes them. */
  SchemaFields() {
    this(Map.of(), Map.of());
  }

  /**
   * @param identities what identifies, by the path of its field: {@code /personalEmail/address}
   * @param labels by the same paths, without steps into the elements of lists
   */
  SchemaFields(Map<String, Identity> identities, Map<String, List<String>> labels) {
    this.identities = identities;
    this.labels = labels;
  }

  /**
   * @param composed what {@link Composition} has made of a schema
   */
  Field of(JsonNode composed) {
    return Field.object("", fields(composed, ""));
  }

  private List<Field> fields(JsonNode object, String path) {
    Set<String> required = new HashSet<>();
    object.path("required").forEach(name -> required.add(name.asText()));
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
      String name = property.getKey();
      String place = path + "/" + name;
      boolean mandatory = required.contains(name) || leadsToPrimary(place);
      Field field = field(name, property.getValue(), mandatory, place);
      if (field != null) {
        fields.add(field.labelled(labels.getOrDefault(place.replace("/*", ""), List.of())));
      }
    }
    return fields;
  }

  /** A row that has no primary identity is nobody's: all on the way to it has to be there. */
  private boolean leadsToPrimary(String place) {
    return identities.entrySet().stream()
        .filter(identity -> identity.getValue().primary())
        .anyMatch(
            identity ->
                identity.getKey().equals(place) || identity.getKey().startsWith(place + "/"));
  }

  private @Nullable Field field(String name, JsonNode schema, boolean required, String path) {
    Constraints constraints = constraints(schema).with(identities.get(path));
    if (schema.path("type").asText().equals("array")) {
      Field element = field("element", schema.path("items"), false, path + "/*");
      return element == null
          ? null
          : new Field(name, Field.Kind.ARRAY, required, List.of(element), constraints);
    }
    List<Field> fields = fields(schema, path);
    if (!fields.isEmpty()) {
      return new Field(name, Field.Kind.OBJECT, required, fields, constraints);
    }
    if (schema.path("additionalProperties").isObject()) {
      Field value = field("value", schema.path("additionalProperties"), false, path + "/*");
      return value == null
          ? null
          : new Field(name, Field.Kind.MAP, required, List.of(value), constraints);
    }
    Field.Kind kind = scalar(schema);
    return kind == null ? null : new Field(name, kind, required, List.of(), constraints);
  }

  private static Field.@Nullable Kind scalar(JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "string" ->
          switch (schema.path("format").asText()) {
            case "date-time" -> Field.Kind.DATE_TIME;
            case "date" -> Field.Kind.DATE;
            default -> Field.Kind.STRING;
          };
      case "boolean" -> Field.Kind.BOOLEAN;
      case "integer" -> Field.Kind.INTEGER;
      case "number" -> Field.Kind.NUMBER;
      default -> null;
    };
  }

  /**
   * The form that text must have is demanded by an organisation's own fields only. Standard XDM
   * wants codes, such as a country's, in forms that ordinary data rarely has; decision 0010 says
   * more.
   */
  private static Constraints constraints(JsonNode schema) {
    boolean own = !schema.has(Compatibility.PUBLISHED);
    return new Constraints(
        schema.path("enum").valueStream().map(JsonNode::asText).toList(),
        own && schema.path("pattern").isTextual() ? schema.path("pattern").asText() : null,
        own ? number(schema.path("minLength")) : null,
        own ? number(schema.path("maxLength")) : null,
        limit(schema, "minimum", "exclusiveMinimum"),
        limit(schema, "maximum", "exclusiveMaximum"),
        number(schema.path("minItems")),
        number(schema.path("maxItems")),
        null);
  }

  private static @Nullable Integer number(JsonNode value) {
    return value.canConvertToInt() && value.isNumber() ? Integer.valueOf(value.intValue()) : null;
  }

  /**
   * The draft-04 form of an exclusive end is a mark beside it, the later form an end of its own.
   */
  private static @Nullable Limit limit(JsonNode schema, String inclusive, String exclusive) {
    JsonNode other = schema.path(exclusive);
    if (other.isNumber()) {
      return new Limit(other.decimalValue(), true);
    }
    JsonNode end = schema.path(inclusive);
    return end.isNumber() ? new Limit(end.decimalValue(), other.asBoolean()) : null;
  }
}
