package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.tributary.control.Members;
import io.tributary.control.Sandboxes;
import io.tributary.control.Sessions;
import io.tributary.control.Tokens;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;

/**
 * Sign-in for the pages that the service serves: a link that works once sets a cookie that scripts
 * cannot read and other sites cannot send.
 */
final class SessionApi {
  static final String COOKIE = "tributary_session";

  private final Sessions sessions;
  private final Members members;
  private final Sandboxes sandboxes;
  private final String version;
  private final boolean encrypted;

  /**
   * @param encrypted whether browsers reach the service by https
   */
  SessionApi(
      Sessions sessions, Members members, Sandboxes sandboxes, String version, boolean encrypted) {
    this.sessions = sessions;
    this.members = members;
    this.sandboxes = sandboxes;
    this.version = version;
    this.encrypted = encrypted;
  }

  void install(RoutesConfig routes) {
    routes.get("/sign-in", this::signIn);
    routes.get("/tributary/session", this::get);
    routes.post("/tributary/session/end", this::end);
  }

  /** {@code GET /sign-in?code=…}: to the first page, or to the page that says how to sign in. */
  private void signIn(Context ctx) {
    String code = Queries.text(ctx, "code");
    if (code == null) {
      UiFiles.index(ctx);
      return;
    }
    try {
      ctx.cookie(begun(sessions.begin(code), encrypted));
      ctx.redirect("/");
    } catch (TributaryException e) {
      ctx.redirect("/sign-in?problem=" + e.code().number());
    }
  }

  /** Who is signed in, and where they may go. */
  private void get(Context ctx) {
    Tokens.Bearer bearer = sessions.verify(required(ctx));
    ObjectNode body = Json.object();
    body.put("user", bearer.user()).put("organisation", bearer.org());
    body.put("tenant", sandboxes.tenant(bearer.org()));
    body.set("roles", Json.tree(members.roles(bearer)));
    body.set("sandboxes", Json.tree(sandboxes.list(bearer.org())));
    Answers.write(ctx, body.put("version", version));
  }

  private void end(Context ctx) {
    sessions.end(required(ctx));
    ctx.cookie(cookie("", 0, encrypted));
    ctx.status(204);
  }

  private static String required(Context ctx) {
    String session = ctx.cookie(COOKIE);
    if (session == null) {
      throw new TributaryException(
          ErrorCode.TOKEN_INVALID,
          "Nobody is signed in. Open the link that the service printed at its start, or print one"
              + " with: ./tributary sign-in");
    }
    return session;
  }

  /** What a browser keeps of a session. */
  static Cookie begun(String session, boolean encrypted) {
    return cookie(session, (int) Sessions.LIFETIME.toSeconds(), encrypted);
  }

  private static Cookie cookie(String value, int seconds, boolean encrypted) {
    Cookie cookie = new Cookie(COOKIE, value, "/", seconds);
    cookie.setHttpOnly(true);
    cookie.setSecure(encrypted);
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }
}
