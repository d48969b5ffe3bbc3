package io.tributary.mapping;

import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.RecordError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a schema demands of one value and of all inside it, compiled: fields of which nothing is
 * demanded are not in it and cost nothing. Inside an object only where the object is there.
 */
final class Conformance {
  private final String path;
  private final boolean discreet;
  private final @Nullable ValueTest test;
  private final Child[] children;

  /** The one for elements of a list or values of a map; null if nothing is demanded of them. */
  private final @Nullable Conformance element;

  /** A field of an OBJECT of which something is demanded. */
  private record Child(int index, boolean required, Conformance inside) {}

  private Conformance(Field field, String path, Predicate<String> silent) {
    this.path = path;
    discreet = silent.test(path);
    test = ValueTest.of(field, path);
    List<Child> found = new ArrayList<>();
    boolean object = field.kind() == Field.Kind.OBJECT;
    for (int i = 0; object && i < field.fields().size(); i++) {
      Field child = field.fields().get(i);
      Conformance inside = new Conformance(child, join(path, child.name()), silent);
      if (child.required() || inside.demands()) {
        found.add(new Child(i, child.required(), inside));
      }
    }
    children = found.toArray(Child[]::new);
    element = object || field.fields().isEmpty() ? null : element(field, path, silent);
  }

  private static @Nullable Conformance element(Field field, String path, Predicate<String> silent) {
    String each = field.kind() == Field.Kind.ARRAY ? "[*]" : ".*";
    Conformance element = new Conformance(field.fields().get(0), path + each, silent);
    return element.demands() ? element : null;
  }

  private boolean demands() {
    return test != null || children.length > 0 || element != null;
  }

  /**
   * Null if the schema demands nothing of its rows.
   *
   * @param silent of which fields violations quote no values
   */
  static @Nullable Conformance of(Field row, Predicate<String> silent) {
    Conformance conformance = new Conformance(row, "", silent);
    return conformance.demands() ? conformance : null;
  }

  /** Why the row is not one of the schema; each field is named once. */
  List<RecordError> violations(@Nullable Object[] row) {
    Violations violations = new Violations();
    fields(row, violations);
    return violations.found();
  }

  private void fields(@Nullable Object[] row, Violations violations) {
    for (Child child : children) {
      Object value = row[child.index()];
      if (value != null) {
        child.inside().value(value, violations);
      } else if (child.required()) {
        violations.add(child.inside().path, "is required and has no value");
      }
    }
  }

  private void value(Object value, Violations violations) {
    if (test != null) {
      String fact = test.violation(value);
      if (fact != null) {
        violations.add(path, discreet ? ValueTest.unquoted(fact, value) : fact);
      }
    }
    if (children.length > 0) {
      fields((Object[]) value, violations);
    } else if (element != null) {
      Iterable<?> elements = value instanceof Map<?, ?> map ? map.values() : (List<?>) value;
      for (Object each : elements) {
        if (each != null) {
          element.value(each, violations);
        }
      }
    }
  }

  private static String join(String parent, String name) {
    return parent.isEmpty() ? name : name.isEmpty() ? parent : parent + "." + name;
  }

  /** What has been found so far; a list is made only if there is something to put in it. */
  private static final class Violations {
    private @Nullable List<RecordError> found;

    void add(String path, String fact) {
      if (found == null) {
        found = new ArrayList<>(2);
      }
      for (RecordError known : found) {
        if (path.equals(known.field())) {
          return;
        }
      }
      String message = "Field " + path + " " + fact + "; the record was rejected.";
      found.add(new RecordError(ErrorCode.ROWS_REJECTED.code(), message, path, 1L));
    }

    List<RecordError> found() {
      return found == null ? List.of() : found;
    }
  }
}
