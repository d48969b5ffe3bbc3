package io.tributary.simulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The portal without its socket: finds the route of a request, checks token and limits, applies
 * faults, and answers.
 */
final class Api {
  private final OAuth oauth;
  private final RateLimits limits;
  private final long portalId;
  private final Clock clock;
  private final Map<String, Records> records = new LinkedHashMap<>();
  private final List<CrmObjects> objects = new ArrayList<>();
  private final List<ObjectType> types = ObjectType.all();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private final Map<String, LongAdder> routes = new ConcurrentHashMap<>();
  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private volatile Faults faults = Faults.none();

  Api(Options options, long portalId) {
    this.portalId = portalId;
    this.clock = options.clock();
    this.oauth = new OAuth(options, portalId);
    this.limits = new RateLimits(options.rateLimit(), options.clock());
    List<Integer> counts = List.of(options.contacts(), options.companies(), options.deals());
    for (int i = 0; i < types.size(); i++) {
      Records all = new Records(types.get(i), options.seed(), counts.get(i), options.clock());
      records.put(types.get(i).name(), all);
      objects.add(new CrmObjects(all, portalId, options.afterEnd(), options.clock(), () -> faults));
    }
  }

  OAuth oauth() {
    return oauth;
  }

  /** The records of a plural name; an unknown one is an error of the caller. */
  Records records(String object) {
    Records found = records.get(object);
    if (found == null) {
      throw new IllegalArgumentException("There are " + records.keySet() + ", but no " + object);
    }
    return found;
  }

  Faults faults() {
    return faults;
  }

  void faults(Faults next) {
    records.values().forEach(r -> r.keepPast(!next.indexDelay().isZero()));
    failures.set(next.failures());
    cuts.set(next.cuts());
    faults = next;
  }

  Calls calls() {
    Map<String, Long> byRoute = new TreeMap<>();
    routes.forEach((route, count) -> byRoute.put(route, count.sum()));
    Map<Integer, Long> byStatus = new HashMap<>();
    statuses.forEach((status, count) -> byStatus.put(status, count.sum()));
    long total = byRoute.values().stream().mapToLong(Long::longValue).sum();
    return new Calls(total, Map.copyOf(byRoute), Map.copyOf(byStatus));
  }

  /**
   * Answers a request; never throws a {@link Refusal}. {@code base} is the simulator's own address.
   */
  Answer answer(Request request, String base) {
    Answer answer;
    String name = "unknown";
    try {
      Route route = route(request, base);
      name = route.name();
      answer = route.open() ? route.action().get() : guarded(route, request);
    } catch (Refusal refusal) {
      answer = refusal.answer(request.correlationId());
    }
    routes.computeIfAbsent(name, n -> new LongAdder()).increment();
    statuses.computeIfAbsent(answer.status(), s -> new LongAdder()).increment();
    return answer;
  }

  /** Whether this good answer should break off; those of the token service never do. */
  boolean cuts(String path, Answer answer) {
    return answer.status() == 200 && !path.startsWith("/oauth/") && takeOne(cuts);
  }

  /**
   * @param open whether it needs no token and is not counted by the limits
   */
  private record Route(String name, boolean open, boolean search, Supplier<Answer> action) {}

  private Answer guarded(Route route, Request request) {
    boolean isOAuth = oauth.authenticate(request.authorization());
    RateLimits.Admission admission = limits.admit(route.search(), isOAuth);
    Map<String, String> headers = admission.headers();
    try {
      if (!admission.policy().isEmpty()) {
        throw Refusal.limited(admission.policy());
      }
      failIfAsked(headers, route.search());
      return route.action().get().with(headers);
    } catch (Refusal refusal) {
      return refusal.answer(request.correlationId()).with(headers);
    }
  }

  private void failIfAsked(Map<String, String> headers, boolean search) {
    if (!takeOne(failures)) {
      return;
    }
    Faults now = faults;
    if (now.retryAfter() != null) {
      headers.put("Retry-After", Long.toString(now.retryAfter().toSeconds()));
    }
    if (now.status() == 429) {
      throw Refusal.limited(search ? "SECONDLY" : "TEN_SECONDLY_ROLLING");
    }
    if (now.status() == 401) {
      throw Refusal.expired(0, clock.instant().toString());
    }
    throw Refusal.of(now.status(), "internal error", "INTERNAL_ERROR");
  }

  private static boolean takeOne(AtomicInteger left) {
    return left.get() > 0 && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  private Route route(Request request, String base) {
    List<String> path = request.segments();
    String method = request.method();
    int size = path.size();
    if (size >= 3 && path.get(0).equals("oauth")) {
      return oauthRoute(request, path);
    }
    if (size == 3
        && path.get(0).equals("account-info")
        && path.get(2).equals("details")
        && method.equals("GET")) {
      return new Route("account", false, false, this::account);
    }
    if (size >= 4 && path.get(0).equals("crm")) {
      boolean dated = path.get(2).startsWith("20");
      String version = path.get(dated ? 2 : 1);
      String area = path.get(dated ? 1 : 2);
      if (version.equals("v3") || dated) {
        return crmRoute(request, base, area, version, path.subList(3, size));
      }
    }
    throw Refusal.noPath();
  }

  private Route oauthRoute(Request request, List<String> path) {
    String version = path.get(1);
    String rest = String.join("/", path.subList(2, path.size()));
    if (request.method().equals("POST") && rest.equals("token")) {
      return new Route("token", true, false, () -> oauth.token(request, version));
    }
    if (request.method().equals("POST") && rest.equals("token/introspect")) {
      return new Route("introspect", true, false, () -> oauth.introspect(request));
    }
    if (request.method().equals("GET") && rest.startsWith("access-tokens/")) {
      return new Route("introspect", true, false, () -> oauth.accessToken(path.get(3)));
    }
    throw Refusal.noPath();
  }

  private Route crmRoute(
      Request request, String base, String area, String version, List<String> rest) {
    int index = typeIndex(rest.get(0));
    ObjectType type = types.get(index);
    if (area.equals("properties") && request.method().equals("GET") && rest.size() <= 2) {
      Definitions definitions = new Definitions(type);
      return new Route(
          "properties " + type.name(),
          false,
          false,
          () -> rest.size() == 1 ? definitions.list(request) : definitions.get(rest.get(1)));
    }
    if (area.equals("objects")) {
      return objectsRoute(request, base, objects.get(index), type, version, rest);
    }
    throw Refusal.noPath();
  }

  private static Route objectsRoute(
      Request request,
      String base,
      CrmObjects api,
      ObjectType type,
      String version,
      List<String> rest) {
    String tail = rest.size() == 1 ? "" : String.join("/", rest.subList(1, rest.size()));
    String call =
        request.method() + " " + (rest.size() == 2 && !tail.equals("search") ? "id" : tail);
    String name = type.name();
    return switch (call) {
      case "GET " -> new Route("list " + name, false, false, () -> api.list(request, base));
      case "POST " -> new Route("create " + name, false, false, () -> api.create(request));
      case "POST search" -> new Route("search " + name, false, true, () -> api.search(request));
      case "POST batch/read" ->
          new Route(
              "read " + name,
              false,
              false,
              () ->
                  api.batchRead(
                      request,
                      version.compareTo("2026-09") >= 0 && !version.equals("v3") ? 200 : 207));
      case "GET id" -> new Route("get " + name, false, false, () -> api.get(request, tail));
      case "PATCH id" -> new Route("update " + name, false, false, () -> api.update(request, tail));
      case "DELETE id" -> new Route("archive " + name, false, false, () -> api.archive(tail));
      default -> throw Refusal.noPath();
    };
  }

  private int typeIndex(String segment) {
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i).answersTo(segment)) {
        return i;
      }
    }
    throw Refusal.invalid("Unable to infer object type from: " + segment);
  }

  private Answer account() {
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeNumberField("portalId", portalId);
          out.writeStringField("accountType", "STANDARD");
          out.writeStringField("timeZone", "US/Eastern");
          out.writeStringField("companyCurrency", "USD");
          out.writeArrayFieldStart("additionalCurrencies");
          out.writeEndArray();
          out.writeStringField("utcOffset", "-05:00");
          out.writeNumberField("utcOffsetMilliseconds", -18_000_000);
          out.writeStringField("uiDomain", "app.hubspot.com");
          out.writeStringField("dataHostingLocation", "na1");
          out.writeEndObject();
        });
  }
}
