package io.tributary.mapping;

import io.tributary.model.Column;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.MappingSet;
import io.tributary.model.RecordError;
import io.tributary.model.TributaryException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A mapping set compiled for one source and one target. Immutable and safe for many threads. */
public final class Mapping {
  private static final int SHOWN = 5;

  private final Move[] moves;
  private final int fields;
  private final @Nullable Conformance conformance;
  private final Set<String> sources;
  private final Set<String> hidden;

  Mapping(Rules rules, Set<String> sources) {
    Field target = rules.target();
    List<Move> all = rules.moves();
    List<String> silent = all.stream().filter(Move::discreet).map(Move::path).toList();
    moves = all.toArray(Move[]::new);
    fields = target.fields().size();
    conformance =
        Conformance.of(
            target,
            field ->
                silent.stream().anyMatch(path -> Path.isIn(field, path) || Path.isIn(path, field)));
    this.sources = sources;
    hidden = rules.hidden();
  }

  /**
   * Compiles once per run. A name in an expression that no column has reads as null.
   *
   * @param source the columns in the order of the values given to {@link #map}
   * @param target an OBJECT without a name: the row
   * @param clock for {@code now()} and {@code timestamp()}
   * @throws TributaryException {@link ErrorCode#MAPPING_SET_INVALID} naming the rules and the
   *     positions in them that are wrong; its report has one entry per rule
   */
  public static Mapping compile(MappingSet set, List<Column> source, Field target, Clock clock) {
    Columns columns = new Columns(source);
    Rules rules = new Rules(set, columns, target, clock);
    if (!rules.problems().isEmpty()) {
      throw invalid(rules.problems());
    }
    return new Mapping(rules, columns.used());
  }

  /**
   * Everything that {@link #compile} would refuse, in the order of the rules; empty if it would
   * not.
   *
   * @param source null if the columns are not known yet: then every column exists
   */
  public static List<RuleProblem> check(
      MappingSet set, @Nullable List<Column> source, Field target) {
    Columns columns = source == null ? Columns.unknown() : new Columns(source);
    return List.copyOf(new Rules(set, columns, target, Clock.systemUTC()).problems());
  }

  /** Required fields of the row that no rule maps; every record without them will be rejected. */
  public static List<String> unmapped(MappingSet set, Field target) {
    return new Rules(set, Columns.unknown(), target, Clock.systemUTC()).unmapped();
  }

  /** Names of the source columns that the rules read, so that only those are fetched. */
  public Set<String> sources() {
    return sources;
  }

  /**
   * Names of the columns whose values must not be shown or kept as they were: a rule reads them
   * that makes a digest, or fills a labelled field. Warnings and rejections do not quote them.
   */
  public Set<String> hidden() {
    return hidden;
  }

  /**
   * Maps one record. A value that cannot be mapped is null and noted as a warning; a row that the
   * schema does not allow is rejected.
   *
   * @param values by the columns given to {@link #compile}: {@code String}, {@code Boolean}, {@code
   *     Long}, {@code Double}, {@code BigDecimal}, {@code LocalDate}, {@code Instant}, {@code Map}
   *     or {@code List} of these, or null; not changed
   */
  public Mapped map(@Nullable Object[] values) {
    Draft draft = new Draft(fields);
    for (Move move : moves) {
      move.run(values, draft);
    }
    List<RecordError> violations =
        conformance == null ? List.of() : conformance.violations(draft.row);
    return new Mapped(draft.row, violations, draft.warnings());
  }

  /** The refusal of a set: the first problems as its message, each of them in its report. */
  public static TributaryException invalid(List<RuleProblem> problems) {
    Map<String, String> report = new LinkedHashMap<>();
    problems.forEach(
        p -> report.merge("mappings[" + p.rule() + "]", p.toString(), (a, b) -> a + " " + b));
    String more = problems.size() > SHOWN ? " … and " + (problems.size() - SHOWN) + " more." : "";
    String text =
        problems.stream().limit(SHOWN).map(RuleProblem::toString).collect(Collectors.joining(" "));
    return new TributaryException(ErrorCode.MAPPING_SET_INVALID, text + more, report, null);
  }
}
