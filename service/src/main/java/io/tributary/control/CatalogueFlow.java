package io.tributary.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.FlowSpec;
import io.tributary.model.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of flow of the {@link Catalogue}.
 *
 * @param kind of the sources that it reads
 * @param runParams what a run on demand is given; null where that is not published
 * @param unnamedSourceIds published as read by it, but never said what they are
 * @param extensible whether organisations may add sources of their own
 */
record CatalogueFlow(
    String id,
    String name,
    String kind,
    List<String> transformations,
    @Nullable Map<String, String> runParams,
    @Nullable List<String> unnamedSourceIds,
    @Nullable Boolean extensible) {

  FlowSpec spec(Catalogue catalogue, List<String> sourceIds) {
    Catalogue.Kind common = catalogue.kind(kind);
    boolean scheduled = common.flowSpec() != null;
    return new FlowSpec(
        id,
        name,
        common.providerId(),
        "1.0",
        null,
        attributes(scheduled),
        sourceIds,
        List.of(ConnectionSpecs.LAKE),
        catalogue.optionSpec(),
        transformationSpecs(catalogue),
        scheduled ? catalogue.scheduleSpec() : null,
        runParams == null ? null : runSpec(catalogue, runParams),
        Catalogue.permissions(common.permission()),
        null,
        null,
        null);
  }

  private static ObjectNode attributes(boolean scheduled) {
    ObjectNode attributes =
        Json.object()
            .put("isSourceFlow", true)
            .put("flacValidationSupported", true)
            .put("isDraftModeSupported", true)
            .put("frequency", scheduled ? "batch" : "streaming");
    attributes
        .putObject("notification")
        .put("category", "sources")
        .putObject("flowRun")
        .put("enabled", true);
    return attributes;
  }

  private ArrayNode transformationSpecs(Catalogue catalogue) {
    ArrayNode specs = Json.mapper().createArrayNode();
    for (String transformation : transformations) {
      specs
          .addObject()
          .put("name", transformation)
          .set("spec", catalogue.transformations().get(transformation));
    }
    return specs;
  }

  private static ObjectNode runSpec(Catalogue catalogue, Map<String, String> params) {
    ObjectNode spec = Json.object().put("name", "ProviderParams");
    return spec.set("spec", catalogue.schema(params));
  }
}
