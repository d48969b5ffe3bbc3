package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Observability;
import io.tributary.model.Caller;
import io.tributary.model.Json;

/** Observability's route: figures of data sets over time. */
final class ObservabilityApi {
  private final Access access;
  private final Observability observability;

  ObservabilityApi(Access access, Observability observability) {
    this.access = access;
    this.observability = observability;
  }

  void install(RoutesConfig routes) {
    routes.post("/data/infrastructure/observability/insights/metrics", this::metrics);
  }

  private void metrics(Context ctx) {
    Caller caller = access.caller(ctx);
    JsonNode body = Answers.body(ctx);
    ObjectNode answer = Json.object();
    var responses = answer.putArray("metricResponses");
    body.path("metrics")
        .forEach(metric -> responses.add(observability.metric(caller, body, metric)));
    Answers.write(ctx, answer);
  }
}
