package io.tributary.mapping;

import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.MappingSet;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mapping set tried out before it is right: rules that cannot be used are told and left out, the
 * others map. Immutable and safe for many threads.
 */
public final class Trial {
  private final Mapping mapping;
  private final List<RuleProblem> problems;
  private final List<Rules.Usable> usable;

  private Trial(Rules rules, Columns columns) {
    mapping = new Mapping(rules, columns.used());
    problems = Stream.concat(rules.problems().stream(), rules.doubts().stream()).toList();
    usable = List.copyOf(rules.usable());
  }

  /**
   * Compiles what can be compiled.
   *
   * @param source the columns in the order of the values given to {@link #map}
   */
  public static Trial of(MappingSet set, List<Column> source, Field target, Clock clock) {
    Columns columns = new Columns(source);
    return new Trial(new Rules(set, columns, target, clock), columns);
  }

  /** What is wrong with single rules, whichever record is mapped. */
  public List<RuleProblem> problems() {
    return problems;
  }

  /** The columns that the rules read. */
  public List<String> sources() {
    return usable.stream().flatMap(rule -> rule.columns().stream()).distinct().toList();
  }

  /** The columns whose values must not be shown, as {@link Mapping#hidden} has them. */
  public Set<String> hidden() {
    return mapping.hidden();
  }

  /** Maps one record, as {@link Mapping#map} does. */
  public Mapped map(@Nullable Object[] values) {
    return mapping.map(values);
  }

  /** The position of the rule that fills a field or what contains it, or -1. */
  public int rule(String field) {
    int found = -1;
    int longest = -1;
    for (Rules.Usable rule : usable) {
      String path = rule.move().path();
      if (path.length() > longest && Path.isIn(field, path)) {
        found = rule.number();
        longest = path.length();
      }
    }
    return found;
  }

  /** The columns that a rule reads; none if it cannot be used. */
  public List<String> columns(int rule) {
    return usable.stream()
        .filter(candidate -> candidate.number() == rule)
        .flatMap(candidate -> candidate.columns().stream())
        .toList();
  }
}
