package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Tokens;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The token endpoint of the built-in issuer, under each of its published versions. A client proves
 * itself in the form, in the query, or by HTTP Basic, as libraries for OAuth 2.0 do.
 */
final class ImsApi {
  private static final String BASIC = "Basic ";

  private final Tokens tokens;

  ImsApi(Tokens tokens) {
    this.tokens = tokens;
  }

  private record Client(String id, String secret) {}

  void install(RoutesConfig routes) {
    for (String version : new String[] {"v1", "v2", "v3"}) {
      routes.post("/ims/token/" + version, this::token);
    }
  }

  private void token(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    String grant = parameter(ctx, "grant_type");
    if (grant.isEmpty()) {
      throw new TributaryException(
          ErrorCode.TOKEN_REQUEST_INVALID,
          "The grant_type is missing. Send grant_type, client_id and client_secret as a form.");
    }
    if (!grant.equals("client_credentials")) {
      throw new TributaryException(
          ErrorCode.GRANT_UNSUPPORTED,
          "The grant_type '" + grant + "' is not supported. Use client_credentials.");
    }
    Client client = client(ctx);
    Answers.write(
        ctx,
        Json.object()
            .put("access_token", tokens.issue(client.id(), client.secret()))
            .put("token_type", "bearer")
            .put("expires_in", Tokens.LIFETIME.toSeconds()));
  }

  private static Client client(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return new Client(parameter(ctx, "client_id"), parameter(ctx, "client_secret"));
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
      return new Client(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    } catch (IllegalArgumentException e) {
      throw new TributaryException(
          ErrorCode.TOKEN_REQUEST_INVALID, "The Authorization header is not HTTP Basic.", e);
    }
  }

  /** OAuth 2.0 has both parts encoded as in a form. */
  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String parameter(Context ctx, String name) {
    String value = ctx.formParam(name);
    String given = value == null ? ctx.queryParam(name) : value;
    return given == null ? "" : given;
  }
}
