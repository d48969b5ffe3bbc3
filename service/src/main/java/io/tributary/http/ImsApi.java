package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Tokens;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;

/** The token endpoint of the built-in issuer. */
final class ImsApi {
  private final Tokens tokens;

  ImsApi(Tokens tokens) {
    this.tokens = tokens;
  }

  void install(RoutesConfig routes) {
    for (String version : new String[] {"v1", "v2", "v3"}) {
      routes.post("/ims/token/" + version, this::token);
    }
  }

  private void token(Context ctx) {
    String grant = parameter(ctx, "grant_type");
    if (!grant.equals("client_credentials")) {
      throw new TributaryException(
          ErrorCode.BAD_BODY,
          "The grant_type '" + grant + "' is not supported. Use client_credentials.");
    }
    String token = tokens.issue(parameter(ctx, "client_id"), parameter(ctx, "client_secret"));
    ctx.header("Cache-Control", "no-store");
    Answers.write(
        ctx,
        Json.object()
            .put("access_token", token)
            .put("token_type", "bearer")
            .put("expires_in", Tokens.LIFETIME.toSeconds()));
  }

  private static String parameter(Context ctx, String name) {
    String value = ctx.formParam(name);
    String given = value == null ? ctx.queryParam(name) : value;
    return given == null ? "" : given;
  }
}
