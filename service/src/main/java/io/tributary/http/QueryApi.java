package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.SqlQueries;
import io.tributary.model.Caller;
import io.tributary.model.SqlQuery;
import java.util.Map;

/** Questions in SQL to the data sets of a sandbox. Tributary's own, not the contract's. */
final class QueryApi {
  private static final String BASE = "/tributary/query";

  private final Access access;
  private final SqlQueries queries;

  QueryApi(Access access, SqlQueries queries) {
    this.access = access;
    this.queries = queries;
  }

  void install(RoutesConfig routes) {
    routes.post(BASE, this::query);
    routes.get(BASE + "/tables", this::tables);
  }

  private void query(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, queries.create(caller, Answers.body(ctx, SqlQuery.class)));
  }

  private void tables(Context ctx) {
    Answers.write(ctx, Map.of("items", queries.list(access.caller(ctx))));
  }
}
