package io.tributary.control;

import io.tributary.mapping.Mapping;
import io.tributary.model.Caller;
import io.tributary.model.Column;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.MappingSet;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Mapping sets and their versions. Flows pin a version, so a new one changes nothing until a flow
 * is patched.
 */
public final class MappingSets {
  private final Documents<MappingSet> latest;
  private final Documents<MappingSet> versions;
  private final Schemas schemas;
  private final Clock clock;

  public MappingSets(
      Documents<MappingSet> latest, Documents<MappingSet> versions, Schemas schemas, Clock clock) {
    this.latest = latest;
    this.versions = versions;
    this.schemas = schemas;
    this.clock = clock;
  }

  public Stored<MappingSet> create(Caller caller, MappingSet set) {
    validate(caller, set);
    Id<MappingSet> id = Id.of(UUID.randomUUID().toString().replace("-", ""));
    MappingSet first = set.withVersion(0);
    versions.insert(caller, version(id, 0), first);
    return latest.insert(caller, id, first);
  }

  /** Stores the next version. */
  public Stored<MappingSet> replace(Caller caller, Id<MappingSet> id, MappingSet set) {
    validate(caller, set);
    Stored<MappingSet> stored = get(caller, id);
    int current = stored.value().version() == null ? 0 : stored.value().version();
    MappingSet next = set.withVersion(current + 1);
    versions.insert(caller, version(id, current + 1), next);
    return latest.update(caller, stored, next).orElseThrow(() -> notFound(id.value()));
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
    Mapping.compile(set, assumedColumns(set), schemas.fields(caller, set.schemaId()), clock);
  }

  /** Until a source is known, every plain source attribute is assumed to be one of its columns. */
  private static List<Column> assumedColumns(MappingSet set) {
    Set<String> names = new LinkedHashSet<>();
    List<MappingSet.Rule> rules = set.mappings() == null ? List.of() : set.mappings();
    for (MappingSet.Rule rule : rules) {
      boolean attribute =
          rule.sourceType() == null
              || rule.sourceType().matches("(?i)attribute|text/x\\.schema-path");
      if (attribute && rule.from().matches("[\\p{L}_$][\\p{L}\\p{N}_$]*")) {
        names.add(rule.from());
      }
    }
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(new Column(name, "string", null, null)));
    return columns;
  }
}
