package io.tributary.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One field of a schema, as rows hold it. A row is an {@code Object[]} in the order of {@link
 * #fields}; null is absence.
 *
 * @param fields of an OBJECT its fields; of an ARRAY or MAP the one type of its elements or values
 * @param constraints what the schema demands of the values
 * @param labels what is said of how the values, and all inside them, may be used
 */
public record Field(
    String name,
    Kind kind,
    boolean required,
    List<Field> fields,
    Constraints constraints,
    List<String> labels) {

  /** What a value is, and the Java type that holds it in a row. */
  public enum Kind {
    /** {@code String}. */
    STRING,
    /** {@code Boolean}. */
    BOOLEAN,
    /** {@code Long}. */
    INTEGER,
    /** {@code Double}. */
    NUMBER,
    /** {@code Integer}, days since the epoch. */
    DATE,
    /** {@code Long}, microseconds since the epoch, UTC. */
    DATE_TIME,
    /** {@code Object[]} in the order of its fields. */
    OBJECT,
    /** {@code List<Object>}. */
    ARRAY,
    /** {@code Map<String, Object>}. */
    MAP
  }

  public Field {
    fields = List.copyOf(fields);
    labels = List.copyOf(labels);
  }

  public Field(
      String name, Kind kind, boolean required, List<Field> fields, Constraints constraints) {
    this(name, kind, required, fields, constraints, List.of());
  }

  public Field(String name, Kind kind, boolean required, List<Field> fields) {
    this(name, kind, required, fields, Constraints.NONE);
  }

  public static Field of(String name, Kind kind) {
    return new Field(name, kind, false, List.of());
  }

  public static Field object(String name, List<Field> fields) {
    return new Field(name, Kind.OBJECT, false, fields);
  }

  /** This field with other fields inside. */
  public Field with(List<Field> others) {
    return new Field(name, kind, required, others, constraints, labels);
  }

  /** This field with these labels besides its own. */
  public Field labelled(List<String> more) {
    List<String> all = Stream.concat(labels.stream(), more.stream()).distinct().toList();
    return new Field(name, kind, required, fields, constraints, all);
  }

  /** The position of a field of an OBJECT, or -1. */
  public int indexOf(String wanted) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(wanted)) {
        return i;
      }
    }
    return -1;
  }

  public @Nullable Field field(String wanted) {
    int index = indexOf(wanted);
    return index < 0 ? null : fields.get(index);
  }
}
