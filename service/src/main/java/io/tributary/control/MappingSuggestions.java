package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.mapping.Suggestions;
import io.tributary.model.Caller;
import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which rules a mapping set could have besides those that it has. Nothing is stored. */
public final class MappingSuggestions {
  private final Schemas schemas;
  private final SourceTables tables;

  public MappingSuggestions(Schemas schemas, SourceTables tables) {
    this.schemas = schemas;
    this.tables = tables;
  }

  /**
   * What is to be completed.
   *
   * @param mappingSet its schema, and the rules that were accepted so far
   * @param columns of the source, as exploring shows them; null to have them from the records
   * @param data sample records, or null
   * @param from else where to read columns and records
   * @param ignored the pairs that were turned down so far
   */
  public record Request(
      @Nullable MappingSet mappingSet,
      @Nullable List<Column> columns,
      @Nullable JsonNode data,
      SourceTables.@Nullable From from,
      @Nullable List<Suggestions.Pair> ignored) {}

  public Suggestions.Found of(Caller caller, Request request) {
    MappingSet set = request.mappingSet();
    if (set == null) {
      throw Sampled.invalid("Suggestions need a mappingSet that names its schema.");
    }
    Field fields = schemas.fields(caller, MappingSets.schemaId(set));
    Sampled sampled = sampled(caller, request);
    List<Suggestions.Pair> ignored = request.ignored() == null ? List.of() : request.ignored();
    return Suggestions.of(sampled.columns(), sampled.records(), fields, set, ignored);
  }

  private Sampled sampled(Caller caller, Request request) {
    SourceTables.From from = request.from();
    if (from != null) {
      SourceTables.Opened table = tables.open(caller, from);
      Set<String> all = table.columns().stream().map(Column::name).collect(Collectors.toSet());
      return table.sample(all, from.records());
    }
    JsonNode data = request.data() == null ? Json.mapper().createArrayNode() : request.data();
    List<Column> columns = request.columns();
    return columns == null ? Sampled.sent(data) : Sampled.sent(data, columns);
  }
}
