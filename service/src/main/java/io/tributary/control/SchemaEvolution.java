package io.tributary.control;

import io.tributary.model.Constraints;
import io.tributary.model.Constraints.Limit;
import io.tributary.model.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a schema would break for those who write its rows and those who read them.
 * Adding fields, allowing more and demanding less breaks nothing.
 */
final class SchemaEvolution {
  private final List<String> breaks = new ArrayList<>();

  private SchemaEvolution() {}

  /** One sentence for each break; empty if there is none. */
  static List<String> breaks(Field before, Field after) {
    SchemaEvolution evolution = new SchemaEvolution();
    evolution.compare(before, after, "");
    return List.copyOf(evolution.breaks);
  }

  private void compare(Field before, Field after, String path) {
    if (before.kind() != after.kind()) {
      breaks.add(path + " was " + before.kind() + " and would be " + after.kind() + ".");
      return;
    }
    if (after.required() && !before.required()) {
      breaks.add(path + " would become required.");
    }
    narrower(before.constraints(), after.constraints(), path);
    if (before.kind() != Field.Kind.OBJECT) {
      for (int i = 0; i < before.fields().size(); i++) {
        compare(before.fields().get(i), after.fields().get(i), path + "/*");
      }
      return;
    }
    for (Field field : before.fields()) {
      Field same = after.field(field.name());
      if (same == null) {
        breaks.add(path + "/" + field.name() + " would be gone.");
      } else {
        compare(field, same, path + "/" + field.name());
      }
    }
    for (Field field : after.fields()) {
      if (field.required() && before.field(field.name()) == null) {
        breaks.add(path + "/" + field.name() + " would be new and required.");
      }
    }
  }

  private void narrower(Constraints before, Constraints after, String path) {
    Set<String> gone = new HashSet<>(before.allowed());
    after.allowed().forEach(gone::remove);
    if (!after.allowed().isEmpty() && (before.allowed().isEmpty() || !gone.isEmpty())) {
      breaks.add(path + " would allow fewer values: its enum shrinks.");
    }
    if (after.pattern() != null && !Objects.equals(before.pattern(), after.pattern())) {
      breaks.add(path + " would have to match another pattern.");
    }
    if (raised(before.minLength(), after.minLength())
        || raised(before.minItems(), after.minItems())
        || lowered(before.maxLength(), after.maxLength())
        || lowered(before.maxItems(), after.maxItems())
        || tighter(before.minimum(), after.minimum(), 1)
        || tighter(before.maximum(), after.maximum(), -1)) {
      breaks.add(path + " would allow a smaller range.");
    }
  }

  private static boolean raised(@Nullable Integer before, @Nullable Integer after) {
    return after != null && after > (before == null ? 0 : before);
  }

  private static boolean lowered(@Nullable Integer before, @Nullable Integer after) {
    return after != null && (before == null || after < before);
  }

  /**
   * @param inwards the sign of a change towards the middle of the range
   */
  private static boolean tighter(@Nullable Limit before, @Nullable Limit after, int inwards) {
    if (before == null || after == null) {
      return after != null;
    }
    int moved = after.value().compareTo(before.value()) * inwards;
    return moved > 0 || (moved == 0 && after.exclusive() && !before.exclusive());
  }
}
