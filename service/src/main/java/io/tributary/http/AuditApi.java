package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Audit;
import io.tributary.model.AuditLine;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Our own routes to what was changed in an organisation, and by whom. */
final class AuditApi {
  private static final String BASE = "/tributary/audit";
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final String LIMIT = "limit";
  private static final String POSITION = "continuationToken";
  private static final List<String> CONDITIONS = List.of("noun", "id", "who", "from", "to");

  private final Access access;
  private final Audit audit;

  AuditApi(Access access, Audit audit) {
    this.access = access;
    this.audit = audit;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE, this::list);
    routes.get(BASE + "/verify", ctx -> Answers.write(ctx, audit.verify(access.caller(ctx))));
  }

  private void list(Context ctx) {
    Caller caller = access.caller(ctx);
    refuseOthers(ctx);
    Long limit = number(ctx, LIMIT);
    int most = limit == null ? DEFAULT_LIMIT : (int) Math.min(Math.max(limit, 1), MAX_LIMIT);
    List<AuditLine> lines =
        audit.list(
            caller,
            new AuditLine.Question(
                Queries.text(ctx, "noun"),
                Queries.text(ctx, "id"),
                Queries.text(ctx, "who"),
                time(ctx, "from"),
                time(ctx, "to"),
                number(ctx, POSITION),
                most + 1));
    ObjectNode body = Json.object();
    List<AuditLine> page = lines.subList(0, Math.min(most, lines.size()));
    body.set("items", Json.tree(page));
    ObjectNode links = body.putObject("_links");
    if (lines.size() > most) {
      links.putObject("next").put("href", next(ctx, most, page.get(most - 1).number()));
    }
    Answers.write(ctx, body);
  }

  private static void refuseOthers(Context ctx) {
    Set<String> known = new TreeSet<>(CONDITIONS);
    known.addAll(List.of(LIMIT, POSITION));
    for (String name : ctx.queryParamMap().keySet()) {
      if (!known.contains(name)) {
        throw new TributaryException(
            ErrorCode.QUERY_PARAMETER_UNKNOWN,
            "The query parameter '" + name + "' is unknown. Known: " + known + ".");
      }
    }
  }

  /** The same question about what lies further back. */
  private static String next(Context ctx, int limit, long last) {
    StringBuilder href = new StringBuilder("/audit?" + POSITION + "=" + last);
    href.append("&" + LIMIT + "=").append(limit);
    for (String name : CONDITIONS) {
      String value = Queries.text(ctx, name);
      if (value != null) {
        href.append('&').append(name).append('=');
        href.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return href.toString();
  }

  private static @Nullable Long number(Context ctx, String name) {
    String text = Queries.text(ctx, name);
    if (text != null && !text.matches("\\d{1,18}")) {
      throw bad(name, text, "a whole number");
    }
    return text == null ? null : Long.valueOf(text);
  }

  private static @Nullable Long time(Context ctx, String name) {
    String text = Queries.text(ctx, name);
    if (text == null || text.matches("\\d{1,15}")) {
      return text == null ? null : Long.valueOf(text);
    }
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw bad(name, text, "a time such as 2026-01-31T12:00:00Z, or milliseconds since 1970");
    }
  }

  private static TributaryException bad(String name, String text, String wanted) {
    return new TributaryException(
        ErrorCode.FILTER_VALUE_BAD, "The " + name + " '" + text + "' is not " + wanted + ".");
  }
}
