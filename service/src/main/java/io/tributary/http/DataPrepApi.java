package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.MappingPreview;
import io.tributary.control.MappingSets;
import io.tributary.control.MappingSuggestions;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;

/** Data Prep's routes: mapping sets and their language. */
final class DataPrepApi {
  private static final String BASE = "/data/foundation/conversion";

  private final Access access;
  private final MappingSets mappingSets;
  private final MappingPreview preview;
  private final MappingSuggestions suggestions;

  DataPrepApi(
      Access access,
      MappingSets mappingSets,
      MappingPreview preview,
      MappingSuggestions suggestions) {
    this.access = access;
    this.mappingSets = mappingSets;
    this.preview = preview;
    this.suggestions = suggestions;
  }

  void install(RoutesConfig routes) {
    // Some published guides leave out the service's name.
    for (String base : new String[] {BASE, "/data/foundation"}) {
      routes.get(base + "/mappingSets", this::list);
      routes.post(base + "/mappingSets", this::create);
      routes.post(base + "/mappingSets/validate", this::validate);
      routes.post(base + "/mappingSets/preview", this::preview);
      routes.post(base + "/mappingSets/suggestions", this::suggest);
      routes.get(base + "/mappingSets/{id}", this::get);
      routes.put(base + "/mappingSets/{id}", this::replace);
      routes.get(base + "/mappingSets/{id}/mappings", this::mappings);
      routes.get(base + "/mappingSets/{id}/mappings/{mapping}", this::mapping);
    }
    routes.post(BASE + "/languages/el/validate", this::validateExpression);
    routes.get(BASE + "/languages/el/functions", ctx -> listed(ctx, mappingSets.functions()));
    routes.get(BASE + "/languages/el/operators", ctx -> listed(ctx, mappingSets.operators()));
  }

  private void create(Context ctx) {
    Caller caller = access.caller(ctx);
    MappingSet set = MappingSetCsv.set(ctx);
    Answers.write(ctx, MappingSetView.summary(mappingSets.create(caller, set)));
  }

  private void replace(Context ctx) {
    Caller caller = access.caller(ctx);
    MappingSet set =
        MappingSetCsv.isSent(ctx)
            ? mappingSets.get(caller, id(ctx)).value().withRules(MappingSetCsv.rules(ctx.body()))
            : Answers.body(ctx, MappingSet.class);
    Answers.write(ctx, MappingSetView.summary(mappingSets.replace(caller, id(ctx), set)));
  }

  private void list(Context ctx) {
    Caller caller = access.caller(ctx);
    MappingSetList list = new MappingSetList(ctx);
    Answers.write(
        ctx,
        list.read(query -> mappingSets.list(caller, query), stored -> shown(ctx, caller, stored)));
  }

  private void get(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, shown(ctx, caller, found(ctx, caller)));
  }

  private void mappings(Context ctx) {
    Stored<MappingSet> stored = found(ctx, access.caller(ctx));
    if (MappingSetCsv.isWanted(ctx)) {
      MappingSetCsv.write(ctx, stored);
    } else {
      Answers.write(ctx, MappingSetView.rules(MappingSets.shown(stored)));
    }
  }

  private void mapping(Context ctx) {
    Stored<MappingSet> stored = found(ctx, access.caller(ctx));
    String id = ctx.pathParam("mapping");
    for (JsonNode rule : MappingSetView.rules(MappingSets.shown(stored))) {
      if (rule.path("id").asText().equals(id)) {
        Answers.write(ctx, rule);
        return;
      }
    }
    throw new TributaryException(
        ErrorCode.MAPPING_SET_NOT_FOUND,
        "The mapping set "
            + id(ctx)
            + " has no mapping "
            + id
            + ". GET /mappingSets/{id}/mappings lists them.");
  }

  /** The version that is asked for, or the latest. */
  private Stored<MappingSet> found(Context ctx, Caller caller) {
    String version = Queries.text(ctx, "version");
    if (version == null) {
      return mappingSets.get(caller, id(ctx));
    }
    if (!version.matches("\\d{1,9}")) {
      throw new TributaryException(
          ErrorCode.DATA_PREP_INVALID, "The version '" + version + "' is not a whole number.");
    }
    return mappingSets.get(caller, id(ctx), Integer.parseInt(version));
  }

  private ObjectNode shown(Context ctx, Caller caller, Stored<MappingSet> stored) {
    ObjectNode shown = MappingSetView.full(MappingSets.shown(stored));
    if ("true".equalsIgnoreCase(Queries.text(ctx, "expandSchema"))) {
      ObjectNode output = (ObjectNode) shown.path("outputSchema");
      mappingSets
          .outputSchema(caller, stored.value())
          .ifPresent(schema -> output.set("jsonSchema", schema));
    }
    return shown;
  }

  private static Id<MappingSet> id(Context ctx) {
    return Id.of(ctx.pathParam("id"));
  }

  private void validate(Context ctx) {
    Caller caller = access.caller(ctx);
    MappingSet set = MappingSetCsv.set(ctx);
    Answers.write(ctx, Json.object().set("validationResponse", mappingSets.verdicts(caller, set)));
  }

  private void preview(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, preview.of(caller, Answers.body(ctx, MappingPreview.Request.class)));
  }

  private void suggest(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, suggestions.of(caller, Answers.body(ctx, MappingSuggestions.Request.class)));
  }

  /** The expression stands in the body as text; one published example nests it once more. */
  private void validateExpression(Context ctx) {
    access.caller(ctx);
    JsonNode sent = Answers.body(ctx).path("expression");
    JsonNode expression = sent.isObject() ? sent.path("expression") : sent;
    if (!expression.isTextual()) {
      throw new TributaryException(
          ErrorCode.DATA_PREP_INVALID, "The body has no expression: {\"expression\":\"…\"}.");
    }
    Answers.write(ctx, mappingSets.isExpression(expression.asText()));
  }

  private void listed(Context ctx, Object list) {
    access.caller(ctx);
    Answers.write(ctx, list);
  }
}
