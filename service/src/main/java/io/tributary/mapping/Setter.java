package io.tributary.mapping;

import org.jspecify.annotations.Nullable;

/** Puts one value where it belongs in a row, and makes the containers on the way. */
@FunctionalInterface
interface Setter {

  /** Converts and puts; a null is put only over a value that is already there. */
  void set(Draft draft, @Nullable Object value);

  static Setter of(Target target) {
    Conversion conversion = Conversion.to(target.leaf(), target.path());
    boolean fields = target.steps().stream().allMatch(s -> s.part() instanceof Path.Name);
    boolean maps = target.steps().stream().anyMatch(s -> s.index() < 0);
    if (!fields || maps) {
      return new NestedSetter(target, conversion);
    }
    int[] indexes = target.steps().stream().mapToInt(Target.Step::index).toArray();
    int[] sizes = target.steps().stream().mapToInt(step -> step.inside().fields().size()).toArray();
    return indexes.length == 1
        ? top(indexes[0], conversion)
        : inObjects(indexes, sizes, conversion);
  }

  private static Setter top(int index, Conversion conversion) {
    return (draft, value) ->
        draft.row[index] = value == null ? null : conversion.convert(value, draft);
  }

  private static Setter inObjects(int[] indexes, int[] sizes, Conversion conversion) {
    int last = indexes.length - 1;
    return (draft, value) -> {
      Object converted = value == null ? null : conversion.convert(value, draft);
      @Nullable Object[] at = draft.row;
      for (int i = 0; i < last; i++) {
        @Nullable Object[] next = (@Nullable Object[]) at[indexes[i]];
        if (next == null) {
          if (converted == null) {
            return;
          }
          next = new Object[sizes[i]];
          at[indexes[i]] = next;
        }
        at = next;
      }
      at[indexes[last]] = converted;
    };
  }
}
