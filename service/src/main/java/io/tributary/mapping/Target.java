package io.tributary.mapping;

import io.tributary.mapping.Path.At;
import io.tributary.mapping.Path.Every;
import io.tributary.mapping.Path.Name;
import io.tributary.mapping.Path.Part;
import io.tributary.model.Field;
import io.tributary.model.Nearest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the target's tree.
 *
 * @param steps from the row down; the last one leads to {@code leaf}
 * @param path as it is written in messages
 */
record Target(List<Step> steps, Field leaf, String path) {

  /**
   * One step into a container.
   *
   * @param part where in the container
   * @param index the position in an OBJECT or the fixed index of an ARRAY, else -1
   * @param inside what is found there
   */
  record Step(Part part, int index, Field inside) {}

  Target {
    steps = List.copyOf(steps);
  }

  /**
   * Finds a destination path in the target.
   *
   * @throws IllegalArgumentException saying which part is not there and what is near
   */
  static Target find(Field root, String text) {
    List<Part> parts = Path.parse(text).parts();
    List<Step> steps = new ArrayList<>();
    Field at = root;
    for (int i = 0; i < parts.size(); ) {
      int used = at.kind() == Field.Kind.OBJECT ? namesOf(at, parts, i) : 1;
      Step step = step(at, parts, i, used, text);
      steps.add(step);
      at = step.inside();
      i += used;
    }
    return new Target(steps, at, Path.parse(text).toString());
  }

  /** Whether anything that a value put here becomes part of, or holds, is labelled. */
  boolean isLabelled(Field root) {
    return !root.labels().isEmpty()
        || steps.stream().anyMatch(step -> !step.inside().labels().isEmpty())
        || holdsLabels(leaf);
  }

  private static boolean holdsLabels(Field field) {
    return field.fields().stream().anyMatch(in -> !in.labels().isEmpty() || holdsLabels(in));
  }

  boolean hasEvery() {
    return steps.stream().anyMatch(step -> step.part() instanceof Every);
  }

  /** How many parts make up the field's name: names may hold dots or, in the registry, slashes. */
  private static int namesOf(Field object, List<Part> parts, int from) {
    for (int used = Path.names(parts, from); used > 1; used--) {
      if (object.indexOf(Path.joined(parts, from, from + used, ".")) >= 0
          || object.indexOf(Path.joined(parts, from, from + used, "/")) >= 0) {
        return used;
      }
    }
    return 1;
  }

  private static Step step(Field at, List<Part> parts, int from, int used, String text) {
    Part part = parts.get(from);
    switch (at.kind()) {
      case OBJECT -> {
        int index = at.indexOf(Path.joined(parts, from, from + used, "."));
        index = index >= 0 ? index : at.indexOf(Path.joined(parts, from, from + used, "/"));
        if (part instanceof Name && index >= 0) {
          return new Step(part, index, at.fields().get(index));
        }
      }
      case ARRAY -> {
        if (part instanceof Every || part instanceof At) {
          return new Step(part, part instanceof At place ? place.index() : -1, at.fields().get(0));
        }
      }
      case MAP -> {
        if (part instanceof Name) {
          return new Step(part, -1, at.fields().get(0));
        }
      }
      default -> {}
    }
    throw new IllegalArgumentException(missing(at, part, text));
  }

  private static String missing(Field at, Part part, String text) {
    String start = "The destination " + text + " does not exist: ";
    String here = at.name().isEmpty() ? "the schema" : at.name();
    return switch (at.kind()) {
      case OBJECT ->
          start
              + here
              + " has no field "
              + part
              + "."
              + Nearest.hint(part.toString(), at.fields().stream().map(Field::name).toList());
      case ARRAY -> start + here + " is an array; write " + here + "[*] or " + here + "[0].";
      case MAP -> start + here + " is a map; write " + here + ".key.";
      default -> start + here + " is a " + at.kind() + " and has no fields.";
    };
  }

  /** An empty container for a field that holds others. */
  static Object container(Field field) {
    return switch (field.kind()) {
      case OBJECT -> new @Nullable Object[field.fields().size()];
      case ARRAY -> new ArrayList<@Nullable Object>();
      default -> new java.util.LinkedHashMap<String, @Nullable Object>();
    };
  }
}
