package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.tributary.model.ErrorCode;
import io.tributary.model.Fault;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns failures into the contract's error bodies. */
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final String TYPE = "https://ns.adobe.com/aep/errors/";

  /** As the registry's published examples have it. */
  private static final String REGISTRY_TYPE = "http://ns.adobe.com/aep/errors/";

  private Errors() {}

  static void install(RoutesConfig routes) {
    routes.exception(TributaryException.class, (e, ctx) -> write(ctx, e));
    routes.exception(
        HttpResponseException.class, (e, ctx) -> write(ctx, ofStatus(e.getStatus(), ctx)));
    routes.exception(Exception.class, (e, ctx) -> defect(ctx.res(), e));
  }

  /** A defect of ours: the caller learns that it is one, the log learns what. */
  static void defect(HttpServletResponse response, Throwable failure) {
    String id = requestId(response);
    LOG.error("request {} failed", id, failure);
    if (response.isCommitted()) {
      return; // Half a body has gone; whatever came behind it would be taken for the rest.
    }
    String message =
        "Something went wrong here. The log of the service has it under the request id " + id + ".";
    response.setStatus(ErrorCode.INTERNAL_ERROR.status());
    response.setContentType("application/json");
    ObjectNode body = problem(id, new TributaryException(ErrorCode.INTERNAL_ERROR, message));
    try {
      response.getOutputStream().write(Json.write(body).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("the caller of request {} has gone", id, e);
    }
  }

  private static TributaryException ofStatus(int status, Context ctx) {
    String asked = ctx.method() + " " + ctx.path();
    return switch (status) {
      case 404 ->
          new TributaryException(
              ErrorCode.NOT_FOUND,
              "There is no " + asked + " here. docs/contract.md lists the calls that there are.");
      case 405 ->
          new TributaryException(
              ErrorCode.METHOD_NOT_ALLOWED,
              "The method is not allowed: "
                  + asked
                  + ". docs/contract.md lists the calls that there are.");
      case 413 ->
          new TributaryException(
              ErrorCode.BODY_TOO_LARGE, "The body is too large; the limit is 1 MiB.");
      default -> new TributaryException(ErrorCode.BAD_BODY, "The request cannot be read.");
    };
  }

  private static void write(Context ctx, TributaryException e) {
    ErrorCode code = e.code();
    if (code.fault() == Fault.INTERNAL && e.getCause() == null) {
      LOG.error("request {} failed", requestId(ctx.res()), e);
    }
    ctx.status(code.status());
    Answers.write(
        ctx,
        switch (code.family()) {
          case GATEWAY -> Json.object().put("error_code", code.number()).put("message", e.text());
          case PLAIN -> plain(code, e);
          case OAUTH ->
              Json.object().put("error", code.number()).put("error_description", e.text());
          case XDM -> registryProblem(requestId(ctx.res()), e);
          default -> problem(requestId(ctx.res()), e);
        });
  }

  private static ObjectNode plain(ErrorCode code, TributaryException e) {
    return Json.object()
        .put("type", "/placeholder/type/uri")
        .put("status", code.status())
        .put("title", code.title())
        .put("detail", e.text());
  }

  private static ObjectNode problem(String requestId, TributaryException e) {
    ErrorCode code = e.code();
    ObjectNode problem =
        Json.object()
            .put("type", TYPE + code.code())
            .put("title", code.title())
            .put("status", code.status());
    ObjectNode report = problem.putObject("report").put("detailed-message", e.text());
    e.report().forEach(report::put);
    report.put("request-id", requestId);
    return problem.put("errorMessage", e.text()).put("errorDetails", e.text());
  }

  /** The schema registry's form of the same. */
  private static ObjectNode registryProblem(String requestId, TributaryException e) {
    ErrorCode code = e.code();
    ObjectNode problem =
        Json.object()
            .put("type", REGISTRY_TYPE + code.code())
            .put("title", code.title())
            .put("status", code.status());
    ObjectNode report = problem.putObject("report").put("registryRequestId", requestId);
    report.put("detailed-message", e.text());
    e.report().forEach(report::put);
    report.putArray("sub-errors");
    return problem.put("detail", e.text());
  }

  private static String requestId(HttpServletResponse response) {
    String id = response.getHeader(Answers.REQUEST_ID);
    return id == null ? "" : id;
  }
}
