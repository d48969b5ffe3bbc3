package io.tributary.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mapping.Expressions;
import io.tributary.mapping.Functions;
import io.tributary.mapping.Mapping;
import io.tributary.mapping.RuleProblem;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import io.tributary.model.MappingSet.Rule;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Mapping sets and their versions. Flows pin a version, so a new one changes nothing until a flow
 * is patched.
 */
public final class MappingSets {
  private final Database database;
  private final Documents<MappingSet> latest;
  private final Documents<MappingSet> versions;
  private final Schemas schemas;

  public MappingSets(
      Database database,
      Documents<MappingSet> latest,
      Documents<MappingSet> versions,
      Schemas schemas) {
    this.database = database;
    this.latest = latest;
    this.versions = versions;
    this.schemas = schemas;
  }

  public Stored<MappingSet> create(Caller caller, MappingSet set) {
    validate(caller, set);
    Id<MappingSet> id = Id.of(newId());
    MappingSet first = set.asVersion(0, identified(set.rules(), List.of()));
    return database.atomically(
        () -> {
          versions.insert(caller, version(id, 0), first);
          return latest.insert(caller, id, first);
        });
  }

  /** Stores the next version; of two that come at once, one becomes the version after the other. */
  public Stored<MappingSet> replace(Caller caller, Id<MappingSet> id, MappingSet set) {
    validate(caller, set);
    Optional<Stored<MappingSet>> stored = Optional.empty();
    while (stored.isEmpty()) {
      stored = tryReplace(caller, get(caller, id), set);
    }
    return stored.get();
  }

  private Optional<Stored<MappingSet>> tryReplace(
      Caller caller, Stored<MappingSet> current, MappingSet set) {
    int number = current.value().version() == null ? 0 : current.value().version();
    List<Rule> rules = identified(set.rules(), current.value().rules());
    MappingSet next = set.asVersion(number + 1, rules);
    return database.atomically(
        () -> {
          Optional<Stored<MappingSet>> changed = latest.update(caller, current, next);
          changed.ifPresent(
              won -> versions.insert(caller, version(current.id(), number + 1), next));
          return changed;
        });
  }

  /**
   * A rule that names one of the version before is that one, changed or not; all others are new.
   */
  private static List<Rule> identified(List<Rule> rules, List<Rule> before) {
    Map<String, Rule> known = new HashMap<>();
    before.forEach(rule -> known.put(String.valueOf(rule.id()), rule));
    List<Rule> identified = new ArrayList<>();
    for (Rule rule : rules) {
      Rule old = known.remove(String.valueOf(rule.id()));
      if (old == null) {
        identified.add(rule.identified(newId(), 0));
      } else {
        int number = old.version() == null ? 0 : old.version();
        Rule same = rule.identified(String.valueOf(old.id()), number);
        boolean changed = !shown(same).equals(shown(old));
        identified.add(changed ? same.identified(String.valueOf(old.id()), number + 1) : same);
      }
    }
    return identified;
  }

  private static Rule shown(Rule rule) {
    return rule.inBothDialects(MappingSets::sourceType);
  }

  private static String sourceType(String source) {
    return Expressions.isPath(source) ? "text/x.schema-path" : "EXPRESSION";
  }

  /** What a rule's source is, in the contract's words: ATTRIBUTE, EXPRESSION or STATIC. */
  public static String kind(Rule rule) {
    String type = rule.sourceType() == null ? sourceType(rule.from()) : rule.sourceType();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "attribute", "text/x.schema-path" -> "ATTRIBUTE";
      case "static" -> "STATIC";
      default -> "EXPRESSION";
    };
  }

  /** The set named in both dialects, each rule with its type. */
  public static Stored<MappingSet> shown(Stored<MappingSet> stored) {
    return stored.with(stored.value().inBothDialects(MappingSets::sourceType));
  }

  private static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  public Query.Page<Stored<MappingSet>> list(Caller caller, Query query) {
    return latest.list(caller, query);
  }

  public Stored<MappingSet> get(Caller caller, Id<MappingSet> id) {
    return latest.find(caller, id).orElseThrow(() -> notFound(id.value()));
  }

  /** The set as it was in that version: created when the set was, changed when the version was. */
  public Stored<MappingSet> get(Caller caller, Id<MappingSet> id, int version) {
    Stored<MappingSet> set = get(caller, id);
    if (Integer.valueOf(version).equals(set.value().version())) {
      return set;
    }
    Stored<MappingSet> found =
        versions
            .find(caller, version(id, version))
            .orElseThrow(() -> notFound(id + " in version " + version));
    return new Stored<>(
        id,
        found.etag(),
        set.createdAt(),
        found.updatedAt(),
        set.createdBy(),
        found.updatedBy(),
        set.createdClient(),
        found.updatedClient(),
        found.sandboxId(),
        found.sandboxName(),
        found.imsOrgId(),
        found.value());
  }

  private static Id<MappingSet> version(Id<MappingSet> id, int version) {
    return Id.of(id + "@" + version);
  }

  private static TributaryException notFound(String id) {
    return new TributaryException(
        ErrorCode.MAPPING_SET_NOT_FOUND,
        "The mapping set " + id + " is not found.",
        Map.of("id", id),
        null);
  }

  /** Checks all that can be known without the source: the schema, and every rule's destination. */
  private void validate(Caller caller, MappingSet set) {
    schemaId(set);
    if (set.rules().isEmpty()) {
      throw new TributaryException(
          ErrorCode.MAPPING_SET_INVALID, "The mapping set has no mappings.");
    }
    List<RuleProblem> problems = problems(caller, set);
    if (!problems.isEmpty()) {
      throw Mapping.invalid(problems);
    }
  }

  /**
   * Whether an expression calls only what the language has, in the way that it is meant.
   *
   * @throws TributaryException {@link ErrorCode#DATA_PREP_INVALID} if the text cannot be read at
   *     all
   */
  public boolean isExpression(String text) {
    Expressions.Problem problem = Expressions.unreadable(text);
    if (problem != null) {
      throw new TributaryException(
          ErrorCode.DATA_PREP_INVALID, "The expression cannot be read. " + problem.message());
    }
    return Expressions.check(text).isEmpty();
  }

  public List<Functions.Listed> functions() {
    return Functions.list();
  }

  public List<Functions.Operator> operators() {
    return Functions.operators();
  }

  /**
   * One verdict for each rule, in their order: {@code {"status","errors"}}; behind them one for
   * each rule that is wanting.
   */
  public ArrayNode verdicts(Caller caller, MappingSet set) {
    ArrayNode verdicts = Json.mapper().createArrayNode();
    set.rules().forEach(rule -> verdicts.addObject().put("status", "SUCCESS").putArray("errors"));
    for (RuleProblem problem : problems(caller, set)) {
      boolean wanting = problem.rule() >= verdicts.size();
      ObjectNode verdict =
          wanting ? verdicts.addObject() : (ObjectNode) verdicts.get(problem.rule());
      verdict.put("status", "FAILED");
      ObjectNode error =
          verdict
              .withArray("errors")
              .addObject()
              .put("destination", problem.destination())
              .put("source", problem.source())
              .put("exception", problem.message());
      if (!wanting) {
        error.put("sourceType", kind(set.rules().get(problem.rule())));
      }
    }
    return verdicts;
  }

  /** What is wrong with the rules, as far as it can be known without the source. */
  private List<RuleProblem> problems(Caller caller, MappingSet set) {
    return Mapping.check(set, null, schemas.fields(caller, schemaId(set)));
  }

  /** The one schema that a set maps to. */
  static String schemaId(MappingSet set) {
    String id = set.schemaId();
    if (id == null) {
      throw new TributaryException(
          ErrorCode.MAPPING_SET_INVALID,
          "The mapping set names no schema: set xdmSchema or outputSchema.schemaRef.id.");
    }
    if (set.namesTwoSchemas()) {
      throw new TributaryException(
          ErrorCode.MAPPING_SET_INVALID,
          "The mapping set's xdmSchema and outputSchema.schemaRef.id differ; send one of them.");
    }
    return id;
  }

  /** The schema that a set maps to, with all its fields; empty if it is gone. */
  public Optional<ObjectNode> outputSchema(Caller caller, MappingSet set) {
    try {
      return Optional.of(schemas.full(caller, schemaId(set)));
    } catch (TributaryException e) {
      if (e.code() == ErrorCode.SCHEMA_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
