package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.tributary.control.OidcSignIn;
import io.tributary.control.SignInProblems;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sign-in at a browser through the issuer that the operator names. Until the browser is back, a
 * cookie of its own tells that it began; every failure ends on the page that says how to sign in.
 */
final class IssuerSignInApi {
  static final String COOKIE = "tributary_sign_in";
  private static final String PATH = "/sign-in/oidc";
  private static final String CALLBACK = PATH + "/callback";

  private final Optional<OidcSignIn> signIn;
  private final Supplier<String> url;
  private final boolean encrypted;

  /**
   * @param url where people reach the service
   * @param encrypted whether they do so by https
   */
  IssuerSignInApi(Optional<OidcSignIn> signIn, Supplier<String> url, boolean encrypted) {
    this.signIn = signIn;
    this.url = url;
    this.encrypted = encrypted;
  }

  /** A step that ends elsewhere. */
  private interface Step {
    String next(OidcSignIn through);
  }

  void install(RoutesConfig routes) {
    routes.get(PATH, this::begin);
    routes.get(CALLBACK, this::finish);
    routes.get("/tributary/sign-in", this::offered);
  }

  private void begin(Context ctx) {
    go(
        ctx,
        through -> {
          OidcSignIn.Begun begun = through.begin(url.get() + CALLBACK);
          ctx.cookie(cookie(begun.secret(), (int) OidcSignIn.LIFETIME.toSeconds()));
          return begun.address().toString();
        });
  }

  private void finish(Context ctx) {
    ctx.cookie(cookie("", 0));
    go(
        ctx,
        through -> {
          OidcSignIn.Returned returned =
              new OidcSignIn.Returned(
                  ctx.cookie(COOKIE),
                  Queries.text(ctx, "state"),
                  Queries.text(ctx, "code"),
                  Queries.text(ctx, "iss"),
                  Queries.text(ctx, "error"));
          String session = through.finish(returned, url.get() + CALLBACK);
          ctx.cookie(SessionApi.begun(session, encrypted));
          return "/";
        });
  }

  private void go(Context ctx, Step step) {
    ctx.header("Referrer-Policy", "no-referrer");
    try {
      ctx.redirect(
          step.next(
              signIn.orElseThrow(
                  () -> new TributaryException(ErrorCode.SIGN_IN_NOT_OFFERED, "No client id"))));
    } catch (TributaryException e) {
      ctx.redirect("/sign-in?problem=" + e.code().number());
    }
  }

  /** What the page shows that says how to sign in. */
  private void offered(Context ctx) {
    ObjectNode body = Json.object();
    String host = signIn.map(OidcSignIn::host).orElse("");
    if (!host.isEmpty()) {
      body.putObject("issuer").put("host", host).put("href", url.get() + PATH);
    }
    String problem = Queries.text(ctx, "problem");
    if (problem != null) {
      SignInProblems.text(problem, host).ifPresent(text -> body.put("problem", text));
    }
    Answers.write(ctx, body);
  }

  /** Lax, for the browser comes back from another site. */
  private Cookie cookie(String secret, int seconds) {
    Cookie cookie = new Cookie(COOKIE, secret, PATH, seconds);
    cookie.setHttpOnly(true);
    cookie.setSecure(encrypted);
    cookie.setSameSite(SameSite.LAX);
    return cookie;
  }
}
