package io.tributary.model;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What questions about a noun may name: the noun's own fields and those that every stored one has.
 * Below the first step of a path everything is allowed, for what lies there differs from one
 * document to the next; credentials are the exception.
 */
public final class Fields {
  private static final int LONGEST_PATH = 32;
  private static final String NUMBER = "-?\\d{1,18}(\\.\\d{1,9})?";

  /** What lies at the first step of a path. */
  private enum Shape {
    TEXT,
    NUMBER,
    TEXTS,
    STRUCTURE
  }

  private final Map<String, Shape> shapes = new HashMap<>();
  private final Set<String> secret = new HashSet<>();
  private ErrorCode unknown = ErrorCode.FILTER_FIELD_UNKNOWN;

  private Fields() {}

  /** The fields of a record and of {@link Stored}. */
  public static Fields of(Class<? extends Record> noun) {
    Fields fields = new Fields();
    fields.add(Stored.class);
    fields.shapes.remove("value");
    fields.shapes.put("version", Shape.TEXT);
    fields.add(noun);
    return fields;
  }

  /** The fields of a specification, which shows no others. */
  public static Fields ofSpecification(Class<? extends Record> noun) {
    Fields fields = new Fields();
    fields.add(noun);
    return fields;
  }

  /** The same with another code for a field that there is not. */
  public Fields refusing(ErrorCode code) {
    unknown = code;
    return this;
  }

  /** The same with another word for a text. */
  public Fields and(String name) {
    shapes.put(name, Shape.TEXT);
    return this;
  }

  /** The same without what lies under a path: nobody may ask whether a secret is this or that. */
  public Fields hiding(String path) {
    secret.add(path);
    return this;
  }

  private void add(Class<? extends Record> noun) {
    for (RecordComponent component : noun.getRecordComponents()) {
      shapes.put(component.getName(), shape(component.getGenericType()));
    }
  }

  private static Shape shape(Type type) {
    if (type == long.class) {
      return Shape.NUMBER;
    }
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Id.class) {
        return Shape.TEXT;
      }
      Type of = generic.getActualTypeArguments()[0];
      return generic.getRawType() == List.class && shape(of) == Shape.TEXT
          ? Shape.TEXTS
          : Shape.STRUCTURE;
    }
    return type == String.class ? Shape.TEXT : Shape.STRUCTURE;
  }

  /** Throws with the contract's code if the noun cannot be asked that. */
  public void check(Filter filter) {
    String[] steps = filter.path().split("\\.", -1);
    Shape shape = known(steps[0].replaceFirst("\\[]$", ""));
    requirePath(filter.path(), steps);
    requireShape(filter, steps, shape);
    if (filter.isRange() && isIdentifier(steps[steps.length - 1])) {
      throw new TributaryException(
          ErrorCode.OPERATOR_NOT_ALLOWED,
          "The field " + filter.path() + " has no order. Compare it with == or !=.");
    }
  }

  /** Throws if the noun has no such field to show. */
  public void checkName(String name) {
    known(name);
  }

  private Shape known(String name) {
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw unknown(
          "The field '" + name + "' is unknown. Known: " + new TreeSet<>(shapes.keySet()) + ".");
    }
    return shape;
  }

  private void requirePath(String path, String[] steps) {
    if (steps.length > LONGEST_PATH || List.of(steps).stream().anyMatch(this::isNoStep)) {
      throw unknown("The path '" + path + "' is not one: write name.name or name[].name.");
    }
    String plain = path.replace("[]", "");
    if (secret.stream()
        .anyMatch(hidden -> plain.equals(hidden) || plain.startsWith(hidden + "."))) {
      throw unknown("Credentials cannot be asked for: " + path + ".");
    }
  }

  private boolean isNoStep(String step) {
    return step.isEmpty() || step.equals("[]");
  }

  private static void requireShape(Filter filter, String[] steps, Shape shape) {
    boolean bare = steps.length == 1;
    boolean elements = steps[0].endsWith("[]");
    if (bare && (shape == Shape.STRUCTURE || (shape == Shape.TEXTS && !elements))) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_TYPE,
          shape == Shape.TEXTS
              ? "The field "
                  + steps[0]
                  + " is a list. Ask for any element of it: "
                  + steps[0]
                  + "[]."
              : "The field " + steps[0] + " is not a single value. Name a field within it.");
    }
    if (shape == Shape.NUMBER && !filter.values().stream().allMatch(v -> v.matches(NUMBER))) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_BAD,
          "The field " + steps[0] + " is a number, and " + filter.values() + " is not.");
    }
  }

  private static boolean isIdentifier(String step) {
    return step.equals("id")
        || step.equals("etag")
        || step.equals("version")
        || step.equals("state")
        || step.matches("\\w+Id|\\w+Ids\\[]");
  }

  private TributaryException unknown(String text) {
    return new TributaryException(unknown, text);
  }
}
