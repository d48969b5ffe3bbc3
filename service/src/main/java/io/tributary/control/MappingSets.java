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
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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
    Id<MappingSet> id = Id.of(UUID.randomUUID().toString().replace("-", ""));
    MappingSet first = set.withVersion(0);
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
    MappingSet next = set.withVersion(number + 1);
    return database.atomically(
        () -> {
          Optional<Stored<MappingSet>> changed = latest.update(caller, current, next);
          changed.ifPresent(
              won -> versions.insert(caller, version(current.id(), number + 1), next));
          return changed;
        });
  }

  public Query.Page<Stored<MappingSet>> list(Caller caller, Query query) {
    return latest.list(caller, query);
  }

  public Stored<MappingSet> get(Caller caller, Id<MappingSet> id) {
    return latest.find(caller, id).orElseThrow(() -> notFound(id.value()));
  }

  public Stored<MappingSet> get(Caller caller, Id<MappingSet> id, int version) {
    return versions
        .find(caller, version(id, version))
        .orElseThrow(() -> notFound(id + " in version " + version));
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
    if (set.schemaId() == null) {
      throw new TributaryException(
          ErrorCode.MAPPING_SET_INVALID,
          "The mapping set names no schema: set xdmSchema or outputSchema.schemaRef.id.");
    }
    if (set.mappings() == null || set.mappings().isEmpty()) {
      throw new TributaryException(
          ErrorCode.MAPPING_SET_INVALID, "The mapping set has no mappings.");
    }
    List<RuleProblem> problems = problems(caller, set);
    if (!problems.isEmpty()) {
      throw new TributaryException(
          ErrorCode.MAPPING_SET_INVALID,
          problems.stream().map(RuleProblem::toString).collect(Collectors.joining(" ")));
    }
  }

  /** Whether a text is an expression of the language. */
  public boolean isExpression(String text) {
    return Expressions.check(text).isEmpty();
  }

  public List<Functions.Listed> functions() {
    return Functions.list();
  }

  public List<Functions.Operator> operators() {
    return Functions.operators();
  }

  /** One verdict for each rule, in their order: {@code {"status","errors"}}. */
  public ArrayNode verdicts(Caller caller, MappingSet set) {
    ArrayNode verdicts = Json.mapper().createArrayNode();
    int rules = set.mappings() == null ? 0 : set.mappings().size();
    for (int i = 0; i < rules; i++) {
      verdicts.addObject().put("status", "SUCCESS").putArray("errors");
    }
    for (RuleProblem problem : problems(caller, set)) {
      ObjectNode verdict = (ObjectNode) verdicts.get(problem.rule());
      verdict.put("status", "FAILED");
      verdict
          .withArray("errors")
          .addObject()
          .put("destination", problem.destination())
          .put("source", problem.source())
          .put("exception", problem.message());
    }
    return verdicts;
  }

  /** What is wrong with the rules, as far as it can be known without the source. */
  private List<RuleProblem> problems(Caller caller, MappingSet set) {
    return Mapping.check(set, null, schemas.fields(caller, String.valueOf(set.schemaId())));
  }
}
