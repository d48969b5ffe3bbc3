package io.tributary.mapping;

import io.tributary.mapping.Path.Part;
import io.tributary.model.Column;
import io.tributary.model.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The source columns by name, and which of them the rules have asked for. */
final class Columns {
  private final boolean open;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Set<String> used = new LinkedHashSet<>();
  private boolean hashedByRule;
  private final Set<String> usedByRule = new LinkedHashSet<>();
  private final List<String> missedByRule = new ArrayList<>();

  Columns(List<Column> columns) {
    this(columns, false);
  }

  private Columns(List<Column> columns, boolean open) {
    this.open = open;
    for (int i = 0; i < columns.size(); i++) {
      positions.putIfAbsent(columns.get(i).name(), i);
    }
  }

  /** Columns that are not known yet: every name is one. */
  static Columns unknown() {
    return new Columns(List.of(), true);
  }

  /** What a path means: the column it starts in and the parts inside that column's value. */
  record Found(int index, List<Part> inside) {
    Reading reading() {
      int column = index;
      if (inside.isEmpty()) {
        return values -> values[column];
      }
      return values -> Nested.read(values[column], inside, 0);
    }
  }

  boolean has(String name) {
    return positions.containsKey(name);
  }

  Set<String> names() {
    return positions.keySet();
  }

  Set<String> used() {
    return Set.copyOf(used);
  }

  /** From here on it is another rule that asks. */
  void nextRule() {
    hashedByRule = false;
    usedByRule.clear();
    missedByRule.clear();
  }

  /** Notes that the rule makes a digest. */
  void hashed() {
    hashedByRule = true;
  }

  boolean hashedByRule() {
    return hashedByRule;
  }

  /** The columns that the rule has asked for so far. */
  List<String> usedByRule() {
    return List.copyOf(usedByRule);
  }

  /** What the rule's expression names and no column is called, each with the nearest name. */
  List<String> missedByRule() {
    return List.copyOf(missedByRule);
  }

  /** Notes that an expression names what is not there; it reads as null. */
  void missed(List<Part> path, int position) {
    String name = Path.joined(path, 0, Math.max(1, Path.names(path, 0)), ".");
    missedByRule.add(
        "The source has no column "
            + name
            + "."
            + Nearest.hint(name, positions.keySet())
            + " (position "
            + position
            + ")");
  }

  /** A column of exactly this name, or null. */
  @Nullable Found named(String name) {
    Integer index = positions.get(name);
    if (index == null) {
      return null;
    }
    used.add(name);
    usedByRule.add(name);
    return new Found(index, List.of());
  }

  /** Names may hold dots, so the longest name that is a column wins. Null if there is none. */
  @Nullable Found find(List<Part> parts) {
    for (int end = Path.names(parts, 0); end > 0; end--) {
      Found found = named(Path.joined(parts, 0, end, "."));
      if (found != null) {
        return new Found(found.index(), List.copyOf(parts.subList(end, parts.size())));
      }
    }
    boolean known = !open || !(parts.get(0) instanceof Path.Name);
    return known ? null : new Found(0, List.copyOf(parts.subList(1, parts.size())));
  }
}
