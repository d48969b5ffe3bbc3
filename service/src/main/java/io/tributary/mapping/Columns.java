package io.tributary.mapping;

import io.tributary.mapping.Path.Part;
import io.tributary.model.Column;
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

  /** A column of exactly this name, or null. */
  @Nullable Found named(String name) {
    Integer index = positions.get(name);
    if (index == null) {
      return null;
    }
    used.add(name);
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
