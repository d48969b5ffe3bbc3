package io.tributary.mapping;

import io.tributary.model.Field;
import io.tributary.model.MappingSet;
import io.tributary.model.MappingSet.Rule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Compiles the rules of a set and gathers everything that is wrong with them. */
final class Rules {
  private final Columns columns;
  private Field target;
  private final Clock clock;
  private final Patterns patterns = new Patterns();
  private final boolean nulls;
  private final List<Usable> usable = new ArrayList<>();
  private final List<RuleProblem> problems = new ArrayList<>();
  private final List<RuleProblem> doubts = new ArrayList<>();
  private final Set<String> destinations = new HashSet<>();

  /**
   * A rule that can be used.
   *
   * @param number its position in {@code mappings}, from 0
   * @param columns that it reads
   * @param secret whether it makes a digest or fills a field that is labelled
   */
  record Usable(int number, Move move, List<String> columns, boolean secret) {}

  Rules(MappingSet set, Columns columns, Field target, Clock clock) {
    this.columns = columns;
    this.target = target;
    this.clock = clock;
    nulls = Boolean.TRUE.equals(set.allowNullValues());
    List<Rule> rules = set.rules();
    for (int i = 0; i < rules.size(); i++) {
      compile(i, rules.get(i));
    }
    if (Boolean.TRUE.equals(set.strictMapping())) {
      unmapped().forEach(field -> refuse(rules.size(), field));
    }
  }

  /** The usable rules; a copy of an object comes before rules for its own fields. */
  List<Move> moves() {
    Set<String> hidden = hidden();
    return usable.stream()
        .map(rule -> isSilent(rule, hidden) ? rule.move().inSilence() : rule.move())
        .sorted(Comparator.comparingInt(Move::depth))
        .toList();
  }

  /**
   * Columns whose values are shown nowhere but in the fields that they fill: a rule reads them that
   * makes a digest, or fills a labelled field.
   */
  Set<String> hidden() {
    Set<String> hidden = new HashSet<>();
    usable.stream().filter(Usable::secret).forEach(rule -> hidden.addAll(rule.columns()));
    return Set.copyOf(hidden);
  }

  private static boolean isSilent(Usable rule, Set<String> hidden) {
    return rule.secret() || rule.columns().stream().anyMatch(hidden::contains);
  }

  List<Usable> usable() {
    return usable;
  }

  /** The row, with the primary identity that a rule marks. */
  Field target() {
    return target;
  }

  /** The fields that they fill. */
  Set<String> destinations() {
    return destinations;
  }

  /** Why rules cannot be used. */
  List<RuleProblem> problems() {
    return problems;
  }

  /** What is probably a mistake in rules that can be used: names that no column has. */
  List<RuleProblem> doubts() {
    return doubts;
  }

  /** Required fields of the row itself that no rule maps. */
  List<String> unmapped() {
    return target.fields().stream()
        .filter(Field::required)
        .map(Field::name)
        .filter(name -> destinations.stream().noneMatch(to -> isOrIsIn(to, name)))
        .toList();
  }

  private static boolean isOrIsIn(String destination, String name) {
    return destination.equals(name)
        || destination.startsWith(name + ".")
        || destination.startsWith(name + "[");
  }

  private void refuse(int number, String field) {
    problems.add(
        new RuleProblem(
            number,
            "",
            field,
            "The field " + field + " is required and strictMapping is set; add a rule for it."));
  }

  private void compile(int number, Rule rule) {
    columns.nextRule();
    try {
      Move move = move(rule);
      boolean labelled = Target.find(target, rule.to()).isLabelled(target);
      usable.add(
          new Usable(number, move, columns.usedByRule(), labelled || columns.hashedByRule()));
      columns
          .missedByRule()
          .forEach(missed -> doubts.add(new RuleProblem(number, rule.from(), rule.to(), missed)));
    } catch (IllegalArgumentException e) {
      problems.add(new RuleProblem(number, rule.from(), rule.to(), String.valueOf(e.getMessage())));
    }
  }

  private Move move(Rule rule) {
    if (rule.to().isEmpty()) {
      throw new IllegalArgumentException("It has no destination.");
    }
    if (rule.contradictsItself()) {
      throw new IllegalArgumentException(
          "Its source and sourceAttribute, or its destination and destinationXdmPath, differ;"
              + " send one of them.");
    }
    Target to = Target.find(target, rule.to());
    if (!destinations.add(to.path())) {
      throw new IllegalArgumentException("Another rule maps " + to.path() + " already.");
    }
    if (Boolean.TRUE.equals(rule.primaryIdentity())) {
      target = Identified.by(target, rule, to);
    }
    Reading reading = reading(rule);
    boolean putsNull = nulls || (reading instanceof Expression e && e.nullifies());
    return new Move(
        reading, Setter.of(to), to.path(), to.steps().size(), rule.from(), putsNull, false);
  }

  private Reading reading(Rule rule) {
    String from = rule.from();
    String type = rule.sourceType() == null ? "" : rule.sourceType().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "attribute", "text/x.schema-path" -> Attribute.reading(from, columns);
      case "static" -> values -> from;
      case "" ->
          Attribute.looksLike(from, columns) ? Attribute.reading(from, columns) : expression(from);
      default -> expression(from);
    };
  }

  private Reading expression(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("It has no source.");
    }
    return Expressions.compile(text, columns, clock, patterns);
  }
}
