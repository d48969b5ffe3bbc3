package io.tributary.mapping;

import io.tributary.mapping.Names.Likeness;
import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.MappingSet;
import io.tributary.model.MappingSet.Rule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields columns probably belong in: by their names, their types, and what samples of their
 * values look like. The same question has the same answer.
 */
public final class Suggestions {
  /** What is less likely is not suggested. */
  private static final double LEAST = 0.5;

  private static final double BY_SAMPLE = 0.6;
  private static final double SAMPLE_AGREES = 0.05;
  private static final double SAMPLE_DISAGREES = 0.5;
  private static final int DEEPEST = 9;

  private final Map<String, Set<Leaf>> byWord = new HashMap<>();
  private final Set<Leaf> leaves = new LinkedHashSet<>();

  /**
   * A rule that is probably wanted.
   *
   * @param score from 0.5 to 1
   * @param reasons in words, the weightiest first; none quotes a value
   */
  public record Suggestion(Rule mapping, double score, List<String> reasons) {}

  /** A pair that is not to be suggested. */
  public record Pair(@Nullable String source, @Nullable String destination) {}

  /** What there is to say, and the columns of which nothing can be said. */
  public record Found(List<Suggestion> suggestions, List<String> unmatched) {}

  /** A field of the row that holds no others. */
  private record Leaf(String path, List<List<String>> steps, Field field, boolean own) {
    boolean isOfEmails() {
      return steps.stream().anyMatch(step -> step.contains("email"))
          && field.kind() == Field.Kind.STRING;
    }

    /** Where an address itself stands, and not what else is said of it. */
    boolean isEmail() {
      String last = String.join("", steps.get(steps.size() - 1));
      return isOfEmails() && (last.equals("address") || last.contains("email"));
    }
  }

  private record Candidate(int column, Leaf leaf, double score, List<String> reasons) {}

  private Suggestions(Field target) {
    gather(target, "", List.of(), 0);
  }

  /**
   * Finds a field for each column that no rule reads, each field once.
   *
   * @param set with the rules that there are already; rules that cannot be used count for nothing
   * @param ignored what has been turned down; the next best is suggested instead
   */
  public static Found of(
      List<Column> columns,
      List<@Nullable Object[]> records,
      Field target,
      MappingSet set,
      List<Pair> ignored) {
    Columns known = new Columns(columns);
    Rules rules = new Rules(set, known, target, Clock.systemUTC());
    return new Suggestions(target)
        .find(columns, records, known.used(), rules.destinations(), new HashSet<>(ignored));
  }

  private Found find(
      List<Column> columns,
      List<@Nullable Object[]> records,
      Set<String> usedColumns,
      Set<String> usedFields,
      Set<Pair> ignored) {
    List<Candidate> candidates = new ArrayList<>();
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      Samples samples = new Samples(columns.get(i), i, records);
      if (!usedColumns.contains(name) && !samples.isNested()) {
        free.add(i);
        candidates(i, name, samples, ignored, candidates);
      }
    }
    candidates.sort(
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingInt(Candidate::column)
            .thenComparing(candidate -> candidate.leaf().path()));
    Map<Integer, Suggestion> chosen = new HashMap<>();
    Set<String> taken = new HashSet<>(usedFields);
    for (Candidate candidate : candidates) {
      String path = candidate.leaf().path();
      if (!chosen.containsKey(candidate.column())
          && taken.stream().noneMatch(to -> meet(to, path))) {
        taken.add(path);
        Rule rule = Rule.of("ATTRIBUTE", source(columns.get(candidate.column()).name()), path);
        chosen.put(
            candidate.column(), new Suggestion(rule, candidate.score(), candidate.reasons()));
      }
    }
    return new Found(
        free.stream().filter(chosen::containsKey).map(chosen::get).toList(),
        free.stream().filter(i -> !chosen.containsKey(i)).map(i -> columns.get(i).name()).toList());
  }

  /** Whether one of two destinations would fill the other, too. */
  private static boolean meet(String one, String other) {
    return Path.isIn(one, other) || Path.isIn(other, one);
  }

  private static String source(String column) {
    return Expressions.isPath(column) ? column : "${" + column + "}";
  }

  private void candidates(
      int index, String name, Samples samples, Set<Pair> ignored, List<Candidate> into) {
    List<String> words = Names.words(name);
    Set<Leaf> near = samples.areEmails() ? new LinkedHashSet<>(leaves) : new LinkedHashSet<>();
    if (near.isEmpty()) {
      words.forEach(word -> near.addAll(byWord.getOrDefault(word, Set.of())));
      near.addAll(byWord.getOrDefault(String.join("", words), Set.of()));
      Names.usual(words).forEach(path -> near.addAll(byWord.getOrDefault(path, Set.of())));
    }
    for (Leaf leaf : near) {
      Candidate candidate = candidate(index, words, samples, leaf);
      if (candidate != null
          && !ignored.contains(new Pair(name, leaf.path()))
          && !ignored.contains(new Pair(source(name), leaf.path()))) {
        into.add(candidate);
      }
    }
  }

  private static @Nullable Candidate candidate(
      int index, List<String> words, Samples samples, Leaf leaf) {
    Likeness type = samples.fit(leaf.field());
    Likeness name = Names.likeness(words, leaf.path(), leaf.steps(), leaf.own());
    double score = name == null ? 0 : name.score();
    List<String> reasons = new ArrayList<>();
    if (name != null) {
      reasons.add(name.reason());
    }
    if (leaf.isEmail() && samples.areEmails()) {
      score = Math.min(1, Math.max(score + SAMPLE_AGREES, BY_SAMPLE));
      reasons.add(samples.ofEmails());
    } else if (leaf.isEmail() && samples.areNoEmails()) {
      score *= SAMPLE_DISAGREES;
      reasons.add("but only " + samples.ofEmails());
    } else if (!leaf.isOfEmails() && samples.areEmails()) {
      score *= SAMPLE_DISAGREES;
      reasons.add("but " + samples.ofEmails());
    }
    reasons.add(type.reason());
    double rounded = Math.round(score * type.score() * 100) / 100.0;
    return rounded < LEAST ? null : new Candidate(index, leaf, rounded, List.copyOf(reasons));
  }

  private void gather(Field object, String prefix, List<List<String>> above, int depth) {
    for (Field field : object.fields()) {
      List<List<String>> steps = new ArrayList<>(above);
      steps.add(Names.words(field.name()));
      String path = prefix + escaped(field.name());
      switch (field.kind()) {
        case ARRAY, MAP -> {}
        case OBJECT -> {
          if (depth < DEEPEST) {
            gather(field, path + ".", steps, depth + 1);
          }
        }
        default -> add(new Leaf(path, steps, field, isOwn(prefix)));
      }
    }
  }

  /** An organisation's own fields stand under its name: {@code _acme.level}. */
  private static boolean isOwn(String prefix) {
    return prefix.matches("_(?!repo\\.|schema\\.)[^.]+\\.");
  }

  private static String escaped(String name) {
    return name.replace(".", "\\.");
  }

  private void add(Leaf leaf) {
    leaves.add(leaf);
    List<String> last = leaf.steps().get(leaf.steps().size() - 1);
    index(leaf.path(), leaf);
    index(String.join("", last), leaf);
    leaf.steps().forEach(step -> step.forEach(word -> index(word, leaf)));
  }

  private void index(String word, Leaf leaf) {
    byWord.computeIfAbsent(word, any -> new LinkedHashSet<>()).add(leaf);
  }
}
