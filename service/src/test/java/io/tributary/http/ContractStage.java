package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestClock;
import io.tributary.TestService;
import io.tributary.http.ContractStep.Call;
import io.tributary.http.ContractStep.Expectation;
import io.tributary.model.Json;
import io.tributary.model.Role;
import io.tributary.simulator.Faults;
import io.tributary.simulator.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A real server with one of everything, at which the cases of the contract are played. */
final class ContractStage implements AutoCloseable {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([\\w.]+)([+-]\\d+)?}");
  private static final Pattern ILLEGAL = Pattern.compile("[^\\w%+./?&=:;,@!~*()'$-]");
  private static final AtomicInteger UNIQUE = new AtomicInteger();

  private final TestClock clock = TestClock.running();
  private final TestService service;
  private final Contacts contacts;
  private final TestClient api;
  private final Map<String, TestClient> callers = new HashMap<>();
  private final JsonNode bodies;

  /** What the placeholders stand for. */
  private final Map<String, String> words = new HashMap<>();

  ContractStage(Path home, boolean strict) {
    Options portal = Options.defaults().withContacts(5).withRateLimit(0);
    Map<String, String> settings = strict ? Map.of("TRIBUTARY_PROFILE", "adobe-strict") : Map.of();
    service = TestService.start(home, portal, settings, clock);
    contacts = Contacts.create(service);
    api = contacts.api();
    callers.put("", api);
    try {
      bodies =
          Json.mapper().readTree(Files.readString(ContractFile.folder().resolve("bodies.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    nameKeys();
    nameThings();
  }

  private void nameKeys() {
    var portalKeys = service.simulator().credentials();
    words.put("clientId", portalKeys.clientId());
    words.put("clientSecret", portalKeys.clientSecret());
    words.put("accessToken", portalKeys.accessToken());
    words.put("refreshToken", portalKeys.refreshToken());
    words.put("privateAppToken", service.simulator().privateAppToken());
  }

  private void nameThings() {
    words.put("connection", contacts.connection());
    words.put("schema", contacts.schema());
    words.put("dataSet", contacts.dataSet());
    words.put("mapping", contacts.mapping());
    words.put("source", contacts.source());
    words.put("target", contacts.target());
    words.put("hubspot", Contacts.HUBSPOT);
    words.put("lake", Contacts.LAKE);
    words.put("crm", Contacts.CRM_TO_AEP);
    words.put("org", api.header("x-gw-ims-org-id"));
    words.put("apiKey", api.header("x-api-key"));
    words.put("token", api.header("Authorization").replace("Bearer ", ""));
    words.put("unknown", "3f4a0000-0000-4000-8000-000000000000");
  }

  private TestClient caller(String name) {
    return callers.computeIfAbsent(
        name,
        who ->
            switch (who) {
              case "stranger" -> service.stranger();
              case "nobody" -> api.bare();
              default -> service.client(Role.valueOf(who.toUpperCase(java.util.Locale.ROOT)));
            });
  }

  /** Plays a case; what its steps make and keep has gone afterwards, unless it comes first. */
  void play(ContractFile.Case one) {
    Map<String, String> before = new HashMap<>(words);
    words.put("unique", "no" + UNIQUE.incrementAndGet());
    service.simulator().faults(Faults.none());
    one.steps().forEach(this::play);
    if (!one.first()) {
      words.clear();
      words.putAll(before);
    }
  }

  private void play(ContractStep step) {
    if (step instanceof Call call) {
      expect(call, send(call));
    } else if (step instanceof ContractStep.Given given) {
      Answer made =
          must(
              201,
              api.post(FLOW + filled(given.path()), Json.read(body(given.body()), JsonNode.class)));
      words.put(given.name(), made.id());
      words.put(given.name() + ".etag", made.etag());
    } else if (step instanceof ContractStep.Await await) {
      JsonNode run = contacts.ended(filled(await.flow()), await.run());
      words.put(await.name(), run.path("id").asText());
    } else if (step instanceof ContractStep.Force force) {
      String id = filled(force.id());
      service.execute(
          "update documents set state = '%1$s', body = replace(body, '\"state\":\"' || state || '\"', '\"state\":\"%1$s\"') where id = '%2$s'"
              .formatted(force.state(), id));
    } else if (step instanceof ContractStep.Later later) {
      clock.advance(Duration.parse(later.duration()));
    } else if (step instanceof ContractStep.Fault fault) {
      service
          .simulator()
          .faults(
              Faults.none().failing(fault.calls(), fault.status()).withRetryAfter(Duration.ZERO));
    }
  }

  private Answer send(Call call) {
    TestClient client = caller(call.caller());
    for (String name : call.without()) {
      client = client.without(name);
    }
    String body = call.body() == null ? null : body(call.body());
    Map<String, String> headers = new TreeMap<>();
    if (body != null && !call.without().contains("Content-Type")) {
      headers.put("Content-Type", "application/json");
    }
    call.headers().forEach((name, value) -> headers.put(name, filled(value)));
    return client.send(call.method(), address(call.path()), body, headers);
  }

  /** Two slashes begin an address outside the Flow Service; what no address may hold is encoded. */
  private String address(String path) {
    String whole = filled(path.startsWith("//") ? path.substring(1) : FLOW + path);
    return ILLEGAL
        .matcher(whole)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    URLEncoder.encode(match.group(), StandardCharsets.UTF_8).replace("+", "%20")));
  }

  /** A body as it stands, or one that has a name, with changes. */
  private String body(String text) {
    if (!text.startsWith("@")) {
      return filled(text);
    }
    String[] parts = text.substring(1).split("\\s+", 2);
    JsonNode named = bodies.path(parts[0]).deepCopy();
    assertThat(named.isMissingNode()).as("bodies.json has " + parts[0]).isFalse();
    if (parts.length > 1 && !parts[1].isBlank()) {
      named = merged(named, parsed(parts[1]));
    }
    return filled(Json.write(named));
  }

  /** As RFC 7386 has it: null takes a field away. */
  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode merged = target instanceof ObjectNode object ? object : Json.object();
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                merged.remove(field.getKey());
              } else {
                merged.set(field.getKey(), merged(merged.path(field.getKey()), field.getValue()));
              }
            });
    return merged;
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The case has no JSON: " + text, e);
    }
  }

  private String filled(String text) {
    StringBuilder filled = new StringBuilder();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      String value = words.get(matcher.group(1));
      if (matcher.group(1).equals("now")) {
        long shift = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
        value = Long.toString(clock.instant().getEpochSecond() + shift);
      }
      assertThat(value).as("the case has made " + matcher.group()).isNotNull();
      matcher.appendReplacement(filled, Matcher.quoteReplacement(escaped(value)));
    }
    return matcher.appendTail(filled).toString();
  }

  /** For within a text of JSON; nothing but etags has anything to escape. */
  private static String escaped(@Nullable String value) {
    return String.valueOf(value).replace("\"", "\\\"");
  }

  private void expect(Call call, Answer answer) {
    Expectation expected = call.expected();
    String told = call.method() + " " + call.path() + "\n" + answer.status() + " " + answer.text();
    assertThat(answer.status()).as(told).isEqualTo(expected.status());
    assertThat(answer.header(Answers.REQUEST_ID)).as("x-request-id").isNotBlank();
    if (expected.status() >= 400) {
      ContractRefusal.expect(expected, filled(expected.words()), answer);
    }
    expected
        .headers()
        .forEach(
            (name, pattern) ->
                assertThat(answer.header(name)).as(name).containsPattern(filled(pattern)));
    if (expected.body() == null) {
      assertThat(answer.text()).isEmpty();
    } else if (!expected.body().isBlank()) {
      JsonNode pattern = parsed(filled(expected.body()));
      assertThat(JsonPattern.differences(pattern, answer.body()))
          .as(call.method() + " " + call.path())
          .isEmpty();
    }
    expected.keep().forEach((name, place) -> words.put(name, kept(answer, place)));
  }

  /** {@code /pointer} or the name of a header, and perhaps a pattern whose group is meant. */
  private static String kept(Answer answer, String place) {
    String[] parts = place.split(" ~", 2);
    String value = parts[0].startsWith("/") ? answer.at(parts[0]) : answer.header(parts[0]);
    if (parts.length == 1) {
      return value;
    }
    Matcher matcher = Pattern.compile(parts[1]).matcher(value);
    assertThat(matcher.find()).as(value + " holds " + parts[1]).isTrue();
    return matcher.group(1);
  }

  @Override
  public void close() {
    service.close();
  }
}
