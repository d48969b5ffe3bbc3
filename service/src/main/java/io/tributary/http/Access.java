package io.tributary.http;

import io.javalin.http.Context;
import io.tributary.control.Members;
import io.tributary.control.RateLimits;
import io.tributary.control.Sandboxes;
import io.tributary.control.Sessions;
import io.tributary.control.Tokens;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Role;
import io.tributary.model.TributaryException;
import java.time.Duration;
import java.util.List;

/**
 * Who is calling, from the headers, in the order in which the gateway of the contract looks at
 * them.
 */
final class Access {
  private final Tokens tokens;
  private final Sessions sessions;
  private final Members members;
  private final Sandboxes sandboxes;
  private final RateLimits limits;

  Access(
      Tokens tokens, Sessions sessions, Members members, Sandboxes sandboxes, RateLimits limits) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.members = members;
    this.sandboxes = sandboxes;
    this.limits = limits;
  }

  /** The caller, who may do what the route does. */
  Caller caller(Context ctx) {
    Tokens.Bearer bearer = bearer(ctx);
    limit(ctx, bearer.org());
    List<Role> roles = members.roles(bearer);
    String org = header(ctx, "x-gw-ims-org-id");
    if (org.isEmpty()) {
      throw new TributaryException(ErrorCode.ORG_MISSING, ErrorCode.ORG_MISSING.title());
    }
    if (!header(ctx, "x-sandbox-id").isEmpty()) {
      throw new TributaryException(
          ErrorCode.SANDBOX_ID_NOT_ALLOWED,
          "The header x-sandbox-id is not allowed here. Name the sandbox in x-sandbox-name.");
    }
    Caller caller = sandboxes.caller(bearer, org, header(ctx, "x-sandbox-name"));
    Members.require(roles, Permissions.needed(ctx.method(), ctx.endpoint().path));
    return caller;
  }

  /** The roles of the caller, who may do what the route does. */
  List<Role> roles(Context ctx) {
    caller(ctx);
    return members.roles(bearer(ctx));
  }

  /** Once it is known who asks, for nobody should use up what is another's; and before any work. */
  private void limit(Context ctx, String org) {
    Duration wait = limits.take(org);
    if (!wait.isZero()) {
      ctx.header("Retry-After", Long.toString(wait.toSeconds()));
      throw new TributaryException(
          ErrorCode.TOO_MANY_REQUESTS,
          "Your organisation may make "
              + limits.perSecond()
              + " calls a second. Call again in "
              + wait.toSeconds()
              + " s.");
    }
  }

  /** By token and API key; for the pages of the service itself, by the cookie of a session. */
  private Tokens.Bearer bearer(Context ctx) {
    String authorization = header(ctx, "Authorization");
    String session = ctx.cookie(SessionApi.COOKIE);
    if (authorization.isEmpty() && session != null) {
      return sessions.verify(session);
    }
    if (authorization.isEmpty()) {
      throw new TributaryException(ErrorCode.TOKEN_MISSING, ErrorCode.TOKEN_MISSING.title());
    }
    String apiKey = header(ctx, "x-api-key");
    if (apiKey.isEmpty()) {
      throw new TributaryException(ErrorCode.API_KEY_MISSING, ErrorCode.API_KEY_MISSING.title());
    }
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw new TributaryException(ErrorCode.TOKEN_INVALID, ErrorCode.TOKEN_INVALID.title());
    }
    Tokens.Bearer bearer = tokens.verify(authorization.substring(7).strip());
    sandboxes.requireClient(bearer, apiKey);
    return bearer;
  }

  private static String header(Context ctx, String name) {
    String value = ctx.header(name);
    return value == null ? "" : value.strip();
  }
}
