package io.tributary.simulator;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A property definition, and how its value follows from a record's key.
 *
 * @param type HubSpot's type: string, number, date, datetime, bool, enumeration, phone_number
 * @param fieldType the form field: text, textarea, number, date, booleancheckbox, select, checkbox,
 *     phonenumber, calculation_…
 * @param options the allowed internal names of an enumeration
 * @param custom whether the portal's owner made it rather than HubSpot
 */
record Property(
    String name,
    String label,
    String type,
    String fieldType,
    String group,
    List<String> options,
    boolean calculated,
    boolean unique,
    boolean custom,
    Value value) {

  /** Computes the text of a value; null if the record never had one. */
  @FunctionalInterface
  interface Value {
    @Nullable String of(Generated record);
  }

  static Property text(String name, String label, Value value) {
    return of(name, label, "string", "text", value);
  }

  static Property number(String name, String label, Value value) {
    return of(name, label, "number", "number", value);
  }

  static Property date(String name, String label, Value value) {
    return of(name, label, "date", "date", value);
  }

  static Property datetime(String name, String label, Value value) {
    return of(name, label, "datetime", "date", value);
  }

  static Property bool(String name, String label, Value value) {
    return of(name, label, "bool", "booleancheckbox", value).withOptions(List.of("true", "false"));
  }

  static Property choice(String name, String label, List<String> options, Value value) {
    return of(name, label, "enumeration", "select", value).withOptions(options);
  }

  static Property of(String name, String label, String type, String fieldType, Value value) {
    return new Property(
        name, label, type, fieldType, "information", List.of(), false, false, false, value);
  }

  /** Whether values are compared as amounts: numbers as they are, dates as epoch milliseconds. */
  boolean measured() {
    return switch (type) {
      case "number", "date", "datetime" -> true;
      default -> false;
    };
  }

  Property withGroup(String newGroup) {
    return new Property(
        name, label, type, fieldType, newGroup, options, calculated, unique, custom, value);
  }

  Property withOptions(List<String> newOptions) {
    return new Property(
        name, label, type, fieldType, group, newOptions, calculated, unique, custom, value);
  }

  Property asField(String newFieldType) {
    return new Property(
        name, label, type, newFieldType, group, options, calculated, unique, custom, value);
  }

  Property asCalculated() {
    return new Property(name, label, type, fieldType, group, options, true, unique, custom, value);
  }

  Property asUnique() {
    return new Property(
        name, label, type, fieldType, group, options, calculated, true, custom, value);
  }

  Property asCustom() {
    return new Property(
        name, label, type, fieldType, group, options, calculated, unique, true, value);
  }

  /**
   * The display text of an option: {@code salesqualifiedlead} stays, {@code IN_PROGRESS} becomes
   * {@code In progress}.
   */
  static String optionLabel(String option) {
    String spaced = option.replace('_', ' ').toLowerCase(Locale.ROOT);
    return spaced.isEmpty()
        ? option
        : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }
}
