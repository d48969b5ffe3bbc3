package io.tributary.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tells how many calls the packaged service answers, beside a floor made by hand. It is no test: it
 * runs only where it is asked for by name, and docs/performance.md has the command. The number of
 * requests of a round is {@code -Drequests}, that of flows to list {@code -Dflows}.
 */
class LoadReport {
  private static final int REQUESTS = Integer.getInteger("requests", 100_000);
  private static final int FLOWS = Integer.getInteger("flows", 100_000);
  private static final int CONNECTIONS = 16;
  private static final String FLOW = Api.FLOW;
  private static final String SIMULATED = "9f3a88fc-e403-5c70-bf2b-063d6ef6caf7";

  /** What the operator of a busy service would set. */
  private static final Map<String, String> UNLIMITED =
      Map.of(
          "TRIBUTARY_LIMIT_CALLS_PER_SECOND", "1000000",
          "TRIBUTARY_LIMIT_BURST", "1000000");

  @Test
  void tellsWhatCallsCost(@TempDir Path home) throws Exception {
    System.out.println(Load.Result.header());
    try (Program simulator = Program.start(Map.of(), "simulator", "hubspot", "--contacts", "10")) {
      Journey journey;
      JsonNode portal = simulator.ready();
      Map<String, String> settings = new TreeMap<>(UNLIMITED);
      settings.put("TRIBUTARY_SOURCE_HUBSPOT_BASE_URL", portal.get("url").asText());
      try (Program service = serve(home, settings)) {
        Api api = new Api(home);
        journey = Journey.begin(api, portal);
        api.awaitRun(journey.flow());
        String connection = account(api);
        JsonNode flow = api.get(FLOW + "/flows/" + journey.flow());
        rounds(
            new Target("the service", api.url(), service.handle(), api.headers()),
            journey.flow(),
            connection);
        floor(home, flow.toString(), connection);
        fill(home, journey.flow());
        service.stop();
        service.exitCode();
      }
      settings.put("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=1");
      try (Program service = serve(home, settings)) {
        lists(new Api(home), service, journey.flow());
      }
    }
  }

  private record Target(
      String name, String url, ProcessHandle process, Map<String, String> headers) {
    Load.Result send(int connections, int count, int status, IntFunction<byte[]> request)
        throws Exception {
      return Load.send(process, url, connections, count, status, request);
    }

    byte[] request(String method, String path, String body) {
      return Wire.request(method, path, headers, body);
    }
  }

  private static Program serve(Path home, Map<String, String> settings) throws Exception {
    Program service = Program.start(settings, "serve", "--port", "0", "--home", home.toString());
    service.ready();
    return service;
  }

  /** A base connection to the simulated HubSpot that is part of the service. */
  private static String account(Api api) throws Exception {
    JsonNode spec = api.get(FLOW + "/connectionSpecs/" + SIMULATED);
    String token = spec.at("/items/0/authSpec/0/spec/properties/accessToken/default").asText();
    return """
    {"name":"Simulated","auth":{"specName":"Private App Token","params":{"accessToken":"%s"}},
     "connectionSpec":{"id":"%s","version":"1.0"}}
    """
        .formatted(token, SIMULATED);
  }

  private static void rounds(Target target, String flow, String connection) throws Exception {
    byte[] read = target.request("GET", FLOW + "/flows/" + flow, "");
    byte[] create = target.request("POST", FLOW + "/connections", connection);
    target.send(CONNECTIONS, REQUESTS, 200, i -> read);
    tell("GET /flows/{id}, " + target.name(), target.send(CONNECTIONS, REQUESTS, 200, i -> read));
    target.send(CONNECTIONS, REQUESTS / 2, 201, i -> create); // It takes long to be compiled.
    tell(
        "POST /connections, " + target.name(),
        target.send(CONNECTIONS, REQUESTS / 4, 201, i -> create));
  }

  private static void tell(String name, Load.Result result) {
    System.out.println(result.line(name));
  }

  private static void floor(Path home, String flow, String connection) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Floor.class.getName(),
                home.resolve("floor.db").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      process.getOutputStream().write(flow.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      rounds(
          new Target("the floor", output.readLine(), process.toHandle(), Map.of()),
          "any",
          connection);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Copies of a flow, half of them drafts, with the names {@code flow 1} and so on. */
  private static void fill(Path home, String flow) throws Exception {
    String name = "'flow ' || n.i";
    String state = "case n.i % 2 when 0 then 'draft' else 'enabled' end";
    String body = "json_set(d.body, '$.name', " + name + ", '$.state', " + state + ")";
    Copies.file(home, "flow", flow, FLOWS, Map.of("name_key", name, "state", state, "body", body));
  }

  /**
   * Each list is asked for again and again over one connection, of a service with one processor.
   */
  private static void lists(Api api, Program service, String flow) throws Exception {
    Target target = new Target("", api.url(), service.handle(), api.headers());
    System.out.println("with one processor, among " + FLOWS + " flows:");
    for (String query :
        List.of(
            "?property=name==%22flow+4711%22",
            "?property=state==draft",
            "?property=state==enabled&property=name==%22flow+77%22",
            "?property=flowSpec.id==14518937-270c-4525-bdec-c2ba7cce3860",
            "?property=flowSpec.id==14518937-270c-4525-bdec-c2ba7cce3860&orderby=name",
            "?property=state==draft&orderby=-name",
            "?orderby=name&limit=20",
            "?property=state==draft&count=true")) {
      byte[] list = target.request("GET", FLOW + "/flows" + query, "");
      int count = query.contains("count") ? 300 : REQUESTS / 30;
      target.send(1, count, 200, i -> list);
      tell(
          "GET /flows" + query.replace("14518937-270c-4525-bdec-c2ba7cce3860", "…"),
          target.send(1, count, 200, i -> list));
    }
    byte[] runs = target.request("GET", FLOW + "/runs?property=flowId==" + flow, "");
    target.send(1, 1_000, 200, i -> runs);
    tell("GET /runs?property=flowId==…", target.send(1, 1_000, 200, i -> runs));
  }
}
