package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.MappingPreview;
import io.tributary.control.MappingSets;
import io.tributary.model.Caller;
import io.tributary.model.Filter;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import java.util.ArrayList;
import java.util.List;

/** Data Prep's routes: mapping sets and their language. */
final class DataPrepApi {
  private static final String BASE = "/data/foundation/conversion";

  private final Access access;
  private final MappingSets mappingSets;
  private final MappingPreview preview;

  DataPrepApi(Access access, MappingSets mappingSets, MappingPreview preview) {
    this.access = access;
    this.mappingSets = mappingSets;
    this.preview = preview;
  }

  void install(RoutesConfig routes) {
    // Some published guides leave out the service's name.
    for (String base : new String[] {BASE, "/data/foundation"}) {
      routes.post(base + "/mappingSets", this::create);
      routes.get(base + "/mappingSets/{id}", this::get);
      routes.put(base + "/mappingSets/{id}", this::replace);
    }
    routes.get(BASE + "/mappingSets", this::list);
    routes.get(BASE + "/mappingSets/{id}/mappings", this::mappings);
    routes.post(BASE + "/mappingSets/validate", this::validate);
    routes.post(BASE + "/mappingSets/preview", this::preview);
    routes.post(BASE + "/languages/el/validate", this::validateExpression);
    routes.get(BASE + "/languages/el/functions", ctx -> listed(ctx, mappingSets.functions()));
    routes.get(BASE + "/languages/el/operators", ctx -> listed(ctx, mappingSets.operators()));
  }

  private void create(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, summary(mappingSets.create(caller, Answers.body(ctx, MappingSet.class))));
  }

  private void replace(Context ctx) {
    Caller caller = access.caller(ctx);
    Id<MappingSet> id = Id.of(ctx.pathParam("id"));
    Answers.write(
        ctx, summary(mappingSets.replace(caller, id, Answers.body(ctx, MappingSet.class))));
  }

  private void get(Context ctx) {
    Caller caller = access.caller(ctx);
    Id<MappingSet> id = Id.of(ctx.pathParam("id"));
    String version = Queries.text(ctx, "version");
    Stored<MappingSet> stored =
        version != null && version.matches("\\d{1,9}")
            ? mappingSets.get(caller, id, Integer.parseInt(version))
            : mappingSets.get(caller, id);
    ObjectNode body = full(stored);
    Answers.write(ctx, body.put("id", id.value()));
  }

  private void list(Context ctx) {
    Caller caller = access.caller(ctx);
    Query.Page<Stored<MappingSet>> page = mappingSets.list(caller, query(ctx, "name", "name"));
    ObjectNode body = Json.object();
    var data = body.putArray("data");
    page.items().forEach(stored -> data.add(full(stored)));
    body.putObject("_page").put("count", page.items().size()).put("limit", page.items().size());
    body.putObject("_links");
    Answers.write(ctx, body);
  }

  private void mappings(Context ctx) {
    Stored<MappingSet> stored = mappingSets.get(access.caller(ctx), Id.of(ctx.pathParam("id")));
    Answers.write(ctx, full(stored).path("mappings"));
  }

  private void validate(Context ctx) {
    Caller caller = access.caller(ctx);
    MappingSet set = Answers.body(ctx, MappingSet.class);
    Answers.write(ctx, Json.object().set("validationResponse", mappingSets.verdicts(caller, set)));
  }

  private void preview(Context ctx) {
    Caller caller = access.caller(ctx);
    JsonNode body = Answers.body(ctx);
    Answers.write(
        ctx,
        preview.of(
            caller, body.path("data"), Answers.read(body.path("mappingSet"), MappingSet.class)));
  }

  /** The expression stands in the body as text; one published example nests it once more. */
  private void validateExpression(Context ctx) {
    access.caller(ctx);
    JsonNode expression = Answers.body(ctx).path("expression");
    String text =
        expression.isObject() ? expression.path("expression").asText() : expression.asText();
    Answers.write(ctx, mappingSets.isExpression(text));
  }

  private void listed(Context ctx, Object list) {
    access.caller(ctx);
    Answers.write(ctx, list);
  }

  private static ObjectNode full(Stored<MappingSet> stored) {
    ObjectNode body = Json.mapper().valueToTree(stored.value());
    body.setAll(summary(stored));
    return body.put("status", "PUBLISHED");
  }

  private static ObjectNode summary(Stored<MappingSet> stored) {
    return Json.object()
        .put("id", stored.id().value())
        .put("version", stored.value().version())
        .put("createdDate", stored.createdAt())
        .put("modifiedDate", stored.updatedAt())
        .put("createdBy", stored.createdBy())
        .put("modifiedBy", stored.updatedBy());
  }

  private static Query query(Context ctx, String parameter, String path) {
    List<Filter> filters = new ArrayList<>();
    String wanted = Queries.text(ctx, parameter);
    if (wanted != null) {
      filters.add(new Filter(path, Filter.Op.EQ, List.of(wanted)));
    }
    String limit = Queries.text(ctx, "limit");
    int most =
        limit != null && limit.matches("\\d{1,6}")
            ? Math.min(Integer.parseInt(limit), Query.MAX_LIMIT)
            : Query.DEFAULT_LIMIT;
    return new Query(filters, List.of(), List.of(), Math.max(1, most), null);
  }
}
