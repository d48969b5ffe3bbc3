package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Observability;
import io.tributary.model.Caller;
import java.util.Map;

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
    var answers = observability.metrics(caller, Answers.body(ctx));
    Answers.write(ctx, Map.of("metricResponses", answers));
  }
}
