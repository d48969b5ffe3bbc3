package io.tributary.mapping;

import io.tributary.mapping.Target.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts values into arrays and maps; {@code [*]} goes in parallel with a list. */
final class NestedSetter implements Setter {
  private final List<Step> steps;
  private final Conversion conversion;
  private final int every;

  NestedSetter(Target target, Conversion conversion) {
    steps = target.steps();
    this.conversion = conversion;
    every = (int) steps.stream().filter(step -> step.part() instanceof Path.Every).count();
  }

  @Override
  public void set(Draft draft, @Nullable Object value) {
    Object converted = convert(value, every, draft);
    if (converted != null) {
      put(draft.row, 0, converted);
    }
  }

  /** Converts before anything is made, so that a value that is lost leaves no empty containers. */
  private @Nullable Object convert(@Nullable Object value, int depth, Draft draft) {
    if (value == null) {
      return null;
    }
    if (depth == 0) {
      return conversion.convert(value, draft);
    }
    List<?> values = value instanceof List<?> list ? list : List.of(value);
    List<@Nullable Object> converted = new ArrayList<>(values.size());
    boolean any = false;
    for (Object element : values) {
      Object one = convert(element, depth - 1, draft);
      any |= one != null;
      converted.add(one);
    }
    return any ? converted : null;
  }

  private void put(Object container, int depth, Object value) {
    if (!(steps.get(depth).part() instanceof Path.Every)) {
      putOne(container, depth, value, steps.get(depth).index());
      return;
    }
    List<?> values = (List<?>) value;
    for (int i = 0; i < values.size(); i++) {
      Object element = values.get(i);
      if (element != null) {
        putOne(container, depth, element, i);
      }
    }
    grow(container, values.size() - 1);
  }

  private void putOne(Object container, int depth, Object value, int index) {
    Step step = steps.get(depth);
    if (depth == steps.size() - 1) {
      write(container, step, index, value);
      return;
    }
    Object next = read(container, step, index);
    if (next == null) {
      next = Target.container(step.inside());
      write(container, step, index, next);
    }
    put(next, depth + 1, value);
  }

  private static @Nullable Object read(Object container, Step step, int index) {
    if (container instanceof Object[] object) {
      return object[index];
    }
    return container instanceof Map<?, ?> map
        ? map.get(step.part().toString())
        : Nested.element(container, index);
  }

  @SuppressWarnings("unchecked")
  private static void write(Object container, Step step, int index, Object value) {
    if (container instanceof Object[] object) {
      object[index] = value;
    } else if (container instanceof Map<?, ?> map) {
      ((Map<String, Object>) map).put(step.part().toString(), value);
    } else {
      grow(container, index);
      ((List<Object>) container).set(index, value);
    }
  }

  @SuppressWarnings("unchecked")
  private static void grow(Object container, int last) {
    List<@Nullable Object> list = (List<@Nullable Object>) container;
    while (list.size() <= last) {
      list.add(null);
    }
  }
}
