package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.FlowSpec;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.TributaryException;
import io.tributary.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The specifications of connections and flows: what there is to connect to, and how. */
public final class Specs {
  /** The target of every flow: the lake. */
  public static final String LAKE = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";

  private final List<ConnectionSpec> connectionSpecs = new ArrayList<>();
  private final List<FlowSpec> flowSpecs;

  public Specs(Sources sources) {
    connectionSpecs.addAll(sources.specs());
    connectionSpecs.add(resource("data-lake.json", ConnectionSpec.class));
    flowSpecs = List.of(resource("crm-to-aep.json", FlowSpec.class));
  }

  private static <T> T resource(String name, Class<T> type) {
    try (InputStream stream = Specs.class.getResourceAsStream("specs/" + name)) {
      return Json.mapper().readValue(Objects.requireNonNull(stream, name), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ConnectionSpec connectionSpec(String id) {
    return connectionSpecs.stream()
        .filter(spec -> spec.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Rules.notFound("connectionSpecs", id));
  }

  public FlowSpec flowSpec(String id) {
    return flowSpecs.stream()
        .filter(spec -> spec.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Rules.notFound("flowSpecs", id));
  }

  /**
   * The specification that a body refers to; an unknown one is the body's fault, not a missing
   * resource.
   */
  public ConnectionSpec referredConnectionSpec(String id) {
    return connectionSpecs.stream()
        .filter(spec -> spec.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.SPEC_UNKNOWN,
                    "The connection spec id '"
                        + id
                        + "' is unknown. GET /connectionSpecs lists the known ones."));
  }

  public FlowSpec referredFlowSpec(String id) {
    return flowSpecs.stream()
        .filter(spec -> spec.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.SPEC_UNKNOWN,
                    "The flow spec id '"
                        + id
                        + "' is unknown. GET /flowSpecs lists the known ones."));
  }

  public List<ConnectionSpec> connectionSpecs(Query query) {
    return matching(connectionSpecs, query);
  }

  public List<FlowSpec> flowSpecs(Query query) {
    return matching(flowSpecs, query);
  }

  private static <T> List<T> matching(List<T> specs, Query query) {
    return specs.stream()
        .filter(
            spec -> {
              JsonNode document = Json.tree(spec);
              return query.filters().stream().allMatch((Filter filter) -> filter.matches(document));
            })
        .limit(query.limit())
        .toList();
  }
}
