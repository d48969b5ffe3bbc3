package io.tributary.mapping;

import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.MappingSet;
import io.tributary.model.MappingSet.Rule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small mapping sets and targets for tests. */
final class Records {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2024-02-29T12:34:56.789Z"), ZoneOffset.UTC);

  private Records() {}

  static Rule rule(String from, String to) {
    return rule(null, from, to);
  }

  static Rule rule(@Nullable String type, String from, String to) {
    return Rule.of(type, from, to);
  }

  static MappingSet set(Rule... rules) {
    return set(false, false, rules);
  }

  static MappingSet set(boolean nulls, boolean strict, Rule... rules) {
    return new MappingSet(
        null, 0, null, null, null, null, null, nulls, strict, null, List.of(rules));
  }

  static Field row(Field... fields) {
    return Field.object("", List.of(fields));
  }

  static Field object(String name, Field... fields) {
    return Field.object(name, List.of(fields));
  }

  static Field array(String name, Field element) {
    return new Field(name, Kind.ARRAY, false, List.of(element));
  }

  static Field map(String name, Field value) {
    return new Field(name, Kind.MAP, false, List.of(value));
  }

  static Field required(String name, Kind kind) {
    return new Field(name, kind, true, List.of());
  }

  static List<Column> columns(String... names) {
    return List.of(names).stream().map(name -> Column.of(name, Kind.STRING)).toList();
  }

  /** Maps one value from column {@code in} to a field {@code out}. */
  static Mapped one(Field out, @Nullable Object value) {
    Mapping mapping = Mapping.compile(set(rule("in", out.name())), columns("in"), row(out), CLOCK);
    return mapping.map(new @Nullable Object[] {value});
  }
}
