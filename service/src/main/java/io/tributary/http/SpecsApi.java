package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Specs;
import io.tributary.model.Query;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The Flow Service's routes to its catalogue: specifications of connections and flows. */
final class SpecsApi {
  private static final String BASE = FlowServiceApi.BASE;

  private final Access access;
  private final Specs specs;

  SpecsApi(Access access, Specs specs) {
    this.access = access;
    this.specs = specs;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/connectionSpecs", ctx -> list(ctx, specs::connectionSpecs));
    routes.get(BASE + "/connectionSpecs/{id}", ctx -> one(ctx, specs::connectionSpec));
    routes.get(BASE + "/flowSpecs", ctx -> list(ctx, specs::flowSpecs));
    routes.get(BASE + "/flowSpecs/{id}", ctx -> one(ctx, specs::flowSpec));
  }

  private <T> void list(Context ctx, Function<Query, List<T>> find) {
    access.caller(ctx);
    Query query = Queries.of(ctx);
    List<T> found = find.apply(query);
    if (Queries.count(ctx)) {
      Answers.write(ctx, Map.of("count", found.size()));
    } else {
      Answers.page(ctx, "specs", new Query.Page<>(found, null), query);
    }
  }

  private <T> void one(Context ctx, Function<String, T> find) {
    access.caller(ctx);
    Answers.one(ctx, find.apply(ctx.pathParam("id")));
  }
}
