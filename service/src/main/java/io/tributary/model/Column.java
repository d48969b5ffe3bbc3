package io.tributary.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A column of a source table, as exploring shows it.
 *
 * @param type {@code string}, {@code double}, {@code integer}, {@code boolean}
 * @param metaXdmType the finer type where JSON has none: {@code date-time}, {@code date}
 */
@JsonPropertyOrder({"name", "type", "meta:xdmType", "xdm"})
public record Column(
    String name,
    String type,
    @JsonProperty("meta:xdmType") @Nullable String metaXdmType,
    @Nullable Xdm xdm) {

  /** The XDM type that the column suggests. */
  public record Xdm(String type, @Nullable String format) {}

  public static Column of(String name, Field.Kind kind) {
    return switch (kind) {
      case NUMBER -> new Column(name, "double", null, new Xdm("number", null));
      case INTEGER -> new Column(name, "integer", null, new Xdm("integer", null));
      case BOOLEAN -> new Column(name, "boolean", null, new Xdm("boolean", null));
      case DATE -> new Column(name, "string", "date", new Xdm("string", "date"));
      case DATE_TIME -> new Column(name, "string", "date-time", new Xdm("string", "date-time"));
      case STRING -> new Column(name, "string", null, new Xdm("string", null));
      case OBJECT, ARRAY, MAP -> throw new IllegalArgumentException("Not a flat column: " + name);
    };
  }

  /** The kind of the column's values. */
  public Field.Kind kind() {
    String finest = metaXdmType != null ? metaXdmType : type;
    return switch (finest) {
      case "double" -> Field.Kind.NUMBER;
      case "integer" -> Field.Kind.INTEGER;
      case "boolean" -> Field.Kind.BOOLEAN;
      case "date" -> Field.Kind.DATE;
      case "date-time" -> Field.Kind.DATE_TIME;
      default -> Field.Kind.STRING;
    };
  }
}
