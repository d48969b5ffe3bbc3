package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.TributaryException;
import io.tributary.source.Sources;
import io.tributary.store.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The specifications of connections: those of the {@link Catalogue}, those of the sources that work
 * here, which come before the catalogue's, and those that an organisation has made. Each says
 * whether it works here.
 */
public final class ConnectionSpecs {
  /** The target of every flow: the lake. */
  public static final String LAKE = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";

  private static final String RESOURCE = "connectionSpecs";
  private static final String WORKING =
      "GET /connectionSpecs?property=attributes.available==true lists those that work.";

  private final Map<String, ConnectionSpec> builtIn = new LinkedHashMap<>();
  private final OwnSpecs<ConnectionSpec> own;
  private final JsonSchemas schemas = new JsonSchemas();

  public ConnectionSpecs(Sources sources, Documents<ConnectionSpec> documents) {
    Catalogue catalogue = Catalogue.load();
    for (CatalogueSource source : catalogue.sources()) {
      put(unavailable(source.spec(catalogue)));
    }
    put(available(Catalogue.resource("data-lake.json", ConnectionSpec.class)));
    sources.specs().forEach(spec -> put(available(overCatalogue(spec))));
    this.own =
        new OwnSpecs<>(
            documents, (stored, spec) -> unavailable(spec.as(stored.id().value(), stored.etag())));
  }

  private void put(ConnectionSpec spec) {
    builtIn.put(spec.id(), spec);
  }

  /**
   * What a source says of itself comes first; what it leaves out of its attributes is as listed.
   */
  private ConnectionSpec overCatalogue(ConnectionSpec spec) {
    ConnectionSpec listed = builtIn.get(spec.id());
    if (listed == null || !(listed.attributes() instanceof ObjectNode attributes)) {
      return spec;
    }
    ObjectNode all = attributes.deepCopy();
    if (spec.attributes() instanceof ObjectNode own) {
      all.setAll(own);
    }
    return spec.withAttributes(all);
  }

  private static ConnectionSpec available(ConnectionSpec spec) {
    return spec.withAttributes(Json.object().put("available", true).put("status", "Works here."));
  }

  private static ConnectionSpec unavailable(ConnectionSpec spec) {
    ObjectNode said =
        Json.object()
            .put("available", false)
            .put("status", "Listed only: there is no connector for it here yet.");
    return spec.withAttributes(said);
  }

  public Query.Page<ConnectionSpec> list(Caller caller, Query query) {
    return new MemoryList<>(all(caller), query).page();
  }

  public long count(Caller caller, Query query) {
    return new MemoryList<>(all(caller), query).count();
  }

  private List<ConnectionSpec> all(Caller caller) {
    List<ConnectionSpec> all = new ArrayList<>(builtIn.values());
    all.addAll(own.all(caller));
    return all;
  }

  public ConnectionSpec get(Caller caller, String id) {
    return find(caller, id).orElseThrow(() -> Rules.notFound(RESOURCE, id));
  }

  /** Whether there is something here that can read from it. */
  boolean works(String id) {
    ConnectionSpec spec = builtIn.get(id);
    return spec != null && spec.available();
  }

  private Optional<ConnectionSpec> find(Caller caller, String id) {
    ConnectionSpec spec = builtIn.get(id);
    return spec == null ? own.find(caller, id) : Optional.of(spec);
  }

  /**
   * The specification that a body refers to; an unknown one is the body's fault, not a missing
   * resource.
   */
  ConnectionSpec referred(Caller caller, String id) {
    return find(caller, id)
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.SPEC_UNKNOWN,
                    "The connection spec id '"
                        + id
                        + "' is unknown. GET /connectionSpecs lists the known ones."));
  }

  /** The same, of something that works here. */
  ConnectionSpec working(Caller caller, String id) {
    ConnectionSpec spec = referred(caller, id);
    if (!spec.available()) {
      throw new TributaryException(
          ErrorCode.CONNECTOR_UNSUPPORTED,
          spec.label()
              + " is listed in the catalogue, but there is no connector for it here yet, so nothing can be read from it. "
              + WORKING,
          Map.of("id", spec.id()),
          null);
    }
    return spec;
  }

  public ConnectionSpec create(Caller caller, ConnectionSpec spec) {
    check(spec);
    return own.insert(caller, UUID.randomUUID().toString(), spec.as("", null));
  }

  /** Puts another in place of one that the organisation has made. */
  public ConnectionSpec replace(
      Caller caller, String id, @Nullable String ifMatch, ConnectionSpec spec) {
    if (builtIn.containsKey(id)) {
      throw OwnSpecs.builtIn(RESOURCE, id, "POST /connectionSpecs makes one of your own.");
    }
    check(spec);
    return own.replace(caller, id, ifMatch, spec.as("", null), RESOURCE);
  }

  private void check(ConnectionSpec spec) {
    OwnSpecs.requireNamed(spec.name(), spec.providerId());
    requireObject("sourceSpec", spec.sourceSpec());
    if (spec.sourceSpec() != null) {
      requireObject("sourceSpec.attributes", spec.sourceSpec().get("attributes"));
    }
    requireObject("targetSpec", spec.targetSpec());
    requireObject("exploreSpec", spec.exploreSpec());
    requireObject("attributes", spec.attributes());
    for (ConnectionSpec.AuthSpec way : spec.authSpec()) {
      if (way.name() == null || way.name().isBlank()) {
        throw new TributaryException(
            ErrorCode.PARAMETER_MISSING,
            "The mandatory field 'authSpec.name' is missing. It is what auth.specName refers to.");
      }
      schemas.requireSchema(way.spec(), "authSpec '" + way.name() + "'");
    }
  }

  private static void requireObject(String field, @Nullable JsonNode value) {
    if (value != null && !value.isObject()) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "The field '" + field + "' is not an object. Send one, or leave the field out.");
    }
  }
}
