package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.RegistryCalls;
import io.tributary.model.Caller;

/** What the Schema Registry does with resources beside keeping them. */
final class RegistryRpcApi {
  private static final String BASE = SchemaRegistryApi.BASE + "/rpc";

  private final Access access;
  private final RegistryCalls calls;

  RegistryRpcApi(Access access, RegistryCalls calls) {
    this.access = access;
    this.calls = calls;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/sampledata/{id}", this::sample);
    routes.get(BASE + "/export/{id}", this::export);
    routes.post(BASE + "/import", this::importAll);
    routes.get(BASE + "/auditlog/{id}", this::history);
  }

  private void sample(Context ctx) {
    Caller caller = access.caller(ctx);
    XdmForm form = XdmForm.ofOne(ctx);
    Answers.write(ctx, calls.sample(caller, ctx.pathParam("id"), form.published()));
  }

  private void export(Context ctx) {
    Caller caller = access.caller(ctx);
    XdmForm.ofOne(ctx);
    Answers.write(ctx, calls.export(caller, ctx.pathParam("id")));
  }

  private void importAll(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, calls.importAll(caller, Answers.body(ctx)));
  }

  private void history(Context ctx) {
    Caller caller = access.caller(ctx);
    String requestId = String.valueOf(ctx.res().getHeader(Answers.REQUEST_ID));
    Answers.write(ctx, calls.history(caller, ctx.pathParam("id"), requestId));
  }
}
