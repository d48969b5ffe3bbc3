package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One source of the {@link Catalogue}.
 *
 * @param id null where none is published for it alone
 * @param release what the publisher says of it: {@code ga beta limited unclear uiOnly draft
 *     withdrawn}
 * @param baseConnection false for those that are read without an account
 * @param params what to read, beside what all sources of the kind ask for
 * @param doc the publisher's page about it, within {@link Catalogue#documentation}
 */
record CatalogueSource(
    String name,
    String label,
    String category,
    String kind,
    @Nullable String id,
    String release,
    @Nullable Boolean baseConnection,
    @Nullable List<String> flowSpecs,
    @Nullable List<SignIn> authSpec,
    @Nullable Map<String, String> params,
    @Nullable JsonNode filterAtSource,
    @Nullable String doc) {

  /** One way to sign in, with the types of its parameters by their names. */
  record SignIn(String name, String type, Map<String, String> params) {}

  CatalogueSource {
    id =
        id == null
            ? UUID.nameUUIDFromBytes(
                    ("tributary/connectionSpecs/" + name).getBytes(StandardCharsets.UTF_8))
                .toString()
            : id;
  }

  String specId() {
    return String.valueOf(id);
  }

  boolean isReadBy(CatalogueFlow flow, Catalogue catalogue) {
    return flowSpecs == null
        ? flow.name().equals(catalogue.kind(kind).flowSpec())
        : flowSpecs.contains(flow.name());
  }

  ConnectionSpec spec(Catalogue catalogue) {
    Catalogue.Kind common = catalogue.kind(kind);
    return new ConnectionSpec(
        specId(),
        name,
        common.providerId(),
        "1.0",
        null,
        signIns(catalogue),
        sourceSpec(catalogue, common),
        null,
        exploreSpec(catalogue, common),
        null,
        attributes(catalogue),
        Catalogue.permissions(common.permission()),
        null,
        null,
        null,
        null);
  }

  private List<ConnectionSpec.AuthSpec> signIns(Catalogue catalogue) {
    return authSpec == null
        ? List.of()
        : authSpec.stream()
            .map(
                way ->
                    new ConnectionSpec.AuthSpec(
                        way.name(), way.type(), catalogue.schema(way.params())))
            .toList();
  }

  private ObjectNode sourceSpec(Catalogue catalogue, Catalogue.Kind common) {
    Map<String, String> all = new LinkedHashMap<>(common.params());
    if (params != null) {
      all.putAll(params);
    }
    ObjectNode spec = Json.object().put("name", label).put("type", common.type());
    spec.set("spec", catalogue.schema(all));
    ObjectNode shown = spec.putObject("attributes").putObject("uiAttributes");
    shown.put("isSource", true);
    if (release.equals("beta")) {
      shown.put("isBeta", true);
    }
    if (doc != null) {
      shown.put("documentationLink", catalogue.documentation() + doc);
    }
    shown.putObject("category").put("key", category);
    shown.putObject("icon").put("key", name);
    shown.putObject("label").put("key", name + "-label");
    shown.putObject("description").put("key", name + "-description");
    return spec;
  }

  private static @Nullable ObjectNode exploreSpec(Catalogue catalogue, Catalogue.Kind common) {
    Catalogue.Exploring explore = common.explore();
    if (explore == null) {
      return null;
    }
    ObjectNode spec = Json.object().put("name", common.type()).put("type", common.type());
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("objectType", "objectType");
    asked.putAll(explore.params());
    ObjectNode request = catalogue.schema(asked);
    spec.set("requestSpec", request);
    ObjectNode answers = spec.putObject("responseSpec");
    for (String objectType : explore.objectTypes()) {
      ((ObjectNode) request.at("/properties/objectType")).withArray("enum").add(objectType);
      answers.set(objectType, catalogue.exploreAnswers().of(objectType));
    }
    return spec;
  }

  private ObjectNode attributes(Catalogue catalogue) {
    ObjectNode attributes =
        Json.object()
            .put("category", catalogue.categories().get(category))
            .put("connectorName", label)
            .put("isSource", true)
            .put("isDraftModeSupported", true)
            .put("release", release);
    if (Boolean.FALSE.equals(baseConnection)) {
      attributes.put("baseConnectionRequired", false);
    }
    if (filterAtSource != null) {
      attributes.set("filterAtSource", filterAtSource);
    }
    attributes
        .putObject("uiAttributes")
        .putObject("apiFeatures")
        .put("explorePaginationSupported", false);
    return attributes;
  }
}
