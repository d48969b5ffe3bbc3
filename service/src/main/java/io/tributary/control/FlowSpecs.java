package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.FlowSpec;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.TributaryException;
import io.tributary.source.Sources;
import io.tributary.store.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The specifications of flows: those of the {@link Catalogue} and those that an organisation has
 * made. One works here as soon as one of its sources does.
 */
public final class FlowSpecs {
  private static final String RESOURCE = "flowSpecs";

  private final Map<String, FlowSpec> builtIn = new LinkedHashMap<>();

  /** Those of them that an organisation may add sources to. */
  private final Set<String> extensible = new LinkedHashSet<>();

  private final OwnSpecs<FlowSpec> own;
  private final ConnectionSpecs connectionSpecs;

  public FlowSpecs(
      Sources sources, ConnectionSpecs connectionSpecs, Documents<FlowSpec> documents) {
    Catalogue catalogue = Catalogue.load();
    for (CatalogueFlow flow : catalogue.flowSpecs()) {
      builtIn.put(flow.id(), flow.spec(catalogue, sourceIds(catalogue, flow, sources)));
      if (Boolean.TRUE.equals(flow.extensible())) {
        extensible.add(flow.id());
      }
    }
    this.connectionSpecs = connectionSpecs;
    this.own =
        new OwnSpecs<>(documents, (stored, spec) -> spec.as(stored.id().value(), stored.etag()));
  }

  /** Those that the catalogue says, and of the program's others those that are of its kind. */
  private static List<String> sourceIds(Catalogue catalogue, CatalogueFlow flow, Sources sources) {
    Set<String> catalogued = new LinkedHashSet<>();
    List<String> ids = new ArrayList<>();
    for (CatalogueSource source : catalogue.sources()) {
      catalogued.add(source.specId());
      if (source.isReadBy(flow, catalogue)) {
        ids.add(source.specId());
      }
    }
    if (flow.unnamedSourceIds() != null) {
      ids.addAll(flow.unnamedSourceIds());
    }
    Catalogue.Kind kind = catalogue.kind(flow.kind());
    if (flow.name().equals(kind.flowSpec())) {
      sources.specs().stream()
          .filter(spec -> spec.kind().type().equals(kind.type()) && !catalogued.contains(spec.id()))
          .forEach(spec -> ids.add(spec.id()));
    }
    return ids;
  }

  public Query.Page<FlowSpec> list(Caller caller, Query query) {
    return new MemoryList<>(all(caller), query).page();
  }

  public long count(Caller caller, Query query) {
    return new MemoryList<>(all(caller), query).count();
  }

  private List<FlowSpec> all(Caller caller) {
    Map<String, FlowSpec> all = new LinkedHashMap<>(builtIn);
    own.all(caller).forEach(spec -> all.merge(spec.id(), spec, FlowSpecs::extended));
    return all.values().stream().map(this::shown).toList();
  }

  /** The program's own with the sources that an organisation has added. */
  private static FlowSpec extended(FlowSpec ours, FlowSpec added) {
    Set<String> sources = new LinkedHashSet<>(ours.sourceConnectionSpecIds());
    sources.addAll(added.sourceConnectionSpecIds());
    return ours.withEnds(List.copyOf(sources), ours.targetConnectionSpecIds())
        .as(ours.id(), added.etag());
  }

  private FlowSpec shown(FlowSpec spec) {
    boolean available = spec.sourceConnectionSpecIds().stream().anyMatch(connectionSpecs::works);
    return spec.withAttributes(
        Json.object()
            .put("available", available)
            .put(
                "status",
                available
                    ? "Works here."
                    : "Listed only: none of its sources has a connector here yet."));
  }

  public FlowSpec get(Caller caller, String id) {
    return find(caller, id).orElseThrow(() -> Rules.notFound(RESOURCE, id));
  }

  private Optional<FlowSpec> find(Caller caller, String id) {
    FlowSpec ours = builtIn.get(id);
    Optional<FlowSpec> theirs =
        ours == null || extensible.contains(id) ? own.find(caller, id) : Optional.empty();
    Optional<FlowSpec> found =
        ours == null
            ? theirs
            : Optional.of(theirs.map(added -> extended(ours, added)).orElse(ours));
    return found.map(this::shown);
  }

  /** The specification that a body refers to, of a flow that can run here. */
  FlowSpec working(Caller caller, String id) {
    FlowSpec spec =
        find(caller, id)
            .orElseThrow(
                () ->
                    new TributaryException(
                        ErrorCode.SPEC_UNKNOWN,
                        "The flow spec id '"
                            + id
                            + "' is unknown. GET /flowSpecs lists the known ones."));
    if (!spec.available()) {
      throw new TributaryException(
          ErrorCode.CONNECTOR_UNSUPPORTED,
          "The flow spec "
              + spec.name()
              + " is listed, but none of its sources has a connector here yet, so nothing can be run by it."
              + " GET /flowSpecs?property=attributes.available==true lists those that work.");
    }
    return spec;
  }

  public FlowSpec create(Caller caller, FlowSpec spec) {
    FlowSpec made = own.insert(caller, UUID.randomUUID().toString(), accepted(caller, spec));
    return shown(made);
  }

  /**
   * Puts another in place of one that the organisation has made, or adds sources to the program's
   * own where that is allowed.
   */
  public FlowSpec replace(Caller caller, String id, @Nullable String ifMatch, FlowSpec spec) {
    FlowSpec ours = builtIn.get(id);
    if (ours == null) {
      return shown(own.replace(caller, id, ifMatch, accepted(caller, spec), RESOURCE));
    }
    if (!extensible.contains(id)) {
      throw OwnSpecs.builtIn(RESOURCE, id, "POST /flowSpecs makes one of your own.");
    }
    FlowSpec wanted = accepted(caller, spec);
    requireOnlyMoreSources(ours, get(caller, id), wanted);
    FlowSpec added =
        own.find(caller, id).isPresent()
            ? own.replace(caller, id, ifMatch, wanted, RESOURCE)
            : own.insert(caller, id, wanted);
    return shown(extended(ours, added));
  }

  private FlowSpec accepted(Caller caller, FlowSpec spec) {
    OwnSpecs.requireNamed(spec.name(), spec.providerId());
    List<String> targets =
        spec.targetConnectionSpecIds().isEmpty()
            ? List.of(ConnectionSpecs.LAKE)
            : spec.targetConnectionSpecIds();
    spec.sourceConnectionSpecIds().forEach(id -> connectionSpecs.referred(caller, id));
    targets.forEach(id -> connectionSpecs.referred(caller, id));
    return spec.withEnds(spec.sourceConnectionSpecIds(), targets).as("", null);
  }

  /** What a body leaves out is left as it is; what it says must be so already. */
  private static void requireOnlyMoreSources(FlowSpec ours, FlowSpec current, FlowSpec wanted) {
    if (!wanted.sourceConnectionSpecIds().containsAll(ours.sourceConnectionSpecIds())) {
      throw OwnSpecs.builtIn(
          RESOURCE, ours.id(), "Its sources stay: send all of sourceConnectionSpecIds and yours.");
    }
    ObjectNode now = (ObjectNode) Json.tree(current);
    for (Map.Entry<String, JsonNode> field : Json.tree(wanted).properties()) {
      boolean free = Set.of("id", "etag", "sourceConnectionSpecIds").contains(field.getKey());
      if (!free && !Objects.equals(now.get(field.getKey()), field.getValue())) {
        throw OwnSpecs.builtIn(
            RESOURCE,
            ours.id(),
            "Only sourceConnectionSpecIds may grow; '"
                + field.getKey()
                + "' differs from what it is.");
      }
    }
  }
}
