package io.tributary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.dataset.Dataset;
import io.tributary.model.Json;
import io.tributary.simulator.Credentials;
import io.tributary.simulator.HubSpotSimulator;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The way from nothing to landed contacts: sign in, connect, explore, describe the target, map,
 * run, read back. Every step is a call over HTTP that anybody can repeat.
 */
final class Walkthrough {
  private static final String FLOW = "/data/foundation/flowservice";
  private static final String HUBSPOT = "cc6a4487-9e91-433e-a3a3-9cf6626c1806";
  private static final String TABLE = "Hubspot.Contacts";

  /** Which column of the source becomes which field of the schema. */
  private static final Map<String, String> MAPPING = new LinkedHashMap<>();

  static {
    MAPPING.put("Vid", "_id");
    MAPPING.put("Properties_Firstname_Value", "person.name.firstName");
    MAPPING.put("Properties_Lastname_Value", "person.name.lastName");
    MAPPING.put("Properties_Email_Value", "personalEmail.address");
    MAPPING.put("Properties_Phone_Value", "mobilePhone.number");
    MAPPING.put("Properties_City_Value", "homeAddress.city");
    MAPPING.put("Properties_Country_Value", "homeAddress.country");
    MAPPING.put("Added_At", "_repo.createDate");
    MAPPING.put("Updated_At", "_repo.modifyDate");
  }

  private final Tributary service;
  private final HubSpotSimulator simulator;
  private final Screen screen;
  private final ApiClient api;
  private final Map<String, String> credentials;

  Walkthrough(Tributary service, HubSpotSimulator simulator, PrintStream out) {
    this.service = service;
    this.simulator = simulator;
    this.screen = new Screen(out);
    this.credentials = service.credentials();
    this.api = new ApiClient(credentials);
  }

  /** Whether every record of the simulator is in the dataset exactly once. */
  boolean walk() throws InterruptedException {
    long start = System.nanoTime();
    screen.step("token", "POST /ims/token/v3");
    api.signIn();
    screen.step("specs", "GET /connectionSpecs/" + HUBSPOT + " and the flow spec CRMToAEP");
    api.get(FLOW + "/connectionSpecs/" + HUBSPOT);
    String flowSpec =
        api.get(FLOW + "/flowSpecs?property=" + ApiClient.encoded("name==\"CRMToAEP\""))
            .at("/items/0/id")
            .asText();
    String connection = connect();
    screen.step("test", "GET /connections/{id}/test");
    api.get(FLOW + "/connections/" + connection + "/test");
    screen.step("explore", "GET /connections/{id}/explore?objectType=root");
    JsonNode tables = api.get(FLOW + "/connections/" + connection + "/explore?objectType=root");
    JsonNode table = preview(connection, tables);
    String schema = schema();
    String dataSet = dataSet(schema);
    String mapping = mapping(schema);
    String source = source(connection, table);
    String target = target(schema, dataSet);
    String flow = flow(flowSpec, source, target, mapping);
    JsonNode run = watch(flow);
    double seconds = (System.nanoTime() - start) / 1e9;
    return readBack(run, dataSet, flow, seconds);
  }

  private String connect() {
    screen.step("base connection", "POST /connections");
    Credentials hubspot = simulator.credentials();
    ObjectNode body = Json.object().put("name", "HubSpot (simulated)");
    ObjectNode auth = body.putObject("auth").put("specName", "Basic Authentication");
    auth.putObject("params")
        .put("clientId", hubspot.clientId())
        .put("clientSecret", hubspot.clientSecret())
        .put("accessToken", hubspot.accessToken())
        .put("refreshToken", hubspot.refreshToken());
    body.set("connectionSpec", spec(HUBSPOT));
    return api.post(FLOW + "/connections", body).path("id").asText();
  }

  private JsonNode preview(String connection, JsonNode tables) {
    screen.step("preview", tables.size() + " tables; the first rows of " + TABLE);
    return api.get(
        FLOW
            + "/connections/"
            + connection
            + "/explore?objectType=table&object="
            + TABLE
            + "&preview=true");
  }

  private String schema() {
    screen.step("schema", "POST /tenant/schemas: the profile class with two of its field groups");
    ObjectNode body = Json.object().put("type", "object").put("title", "HubSpot contacts");
    ArrayNode parts = body.putArray("allOf");
    for (String part : List.of("profile", "profile-person-details", "profile-personal-details")) {
      parts.addObject().put("$ref", "https://ns.adobe.com/xdm/context/" + part);
    }
    body.put("meta:class", "https://ns.adobe.com/xdm/context/profile");
    return api.post("/data/foundation/schemaregistry/tenant/schemas", body).path("$id").asText();
  }

  private String dataSet(String schema) {
    screen.step("dataset", "POST /dataSets");
    ObjectNode body = Json.object().put("name", "HubSpot contacts");
    body.putObject("schemaRef")
        .put("id", schema)
        .put("contentType", "application/vnd.adobe.xed-full-notext+json; version=1");
    return api.post("/data/foundation/catalog/dataSets", body)
        .path(0)
        .asText()
        .replace("@/dataSets/", "");
  }

  private String mapping(String schema) {
    screen.step("mapping", "POST /mappingSets with " + MAPPING.size() + " fields");
    ObjectNode body =
        Json.object().put("version", 0).put("xdmSchema", schema).put("xdmVersion", "1.0");
    ArrayNode rules = body.putArray("mappings");
    MAPPING.forEach(
        (from, to) -> rules.addObject().put("sourceAttribute", from).put("destinationXdmPath", to));
    return api.post("/data/foundation/conversion/mappingSets", body).path("id").asText();
  }

  private String source(String connection, JsonNode table) {
    screen.step("source connection", "POST /sourceConnections");
    ObjectNode body =
        Json.object().put("name", "HubSpot contacts").put("baseConnectionId", connection);
    body.putObject("data").put("format", "tabular");
    ArrayNode columns = body.putObject("params").put("tableName", TABLE).putArray("columns");
    for (JsonNode column : table.at("/schema/columns")) {
      if (MAPPING.containsKey(column.path("name").asText())) {
        columns.add(column);
      }
    }
    body.set("connectionSpec", spec(HUBSPOT));
    return api.post(FLOW + "/sourceConnections", body).path("id").asText();
  }

  private String target(String schema, String dataSet) {
    screen.step("target connection", "POST /targetConnections");
    ObjectNode body = Json.object().put("name", "HubSpot contacts");
    body.putObject("data")
        .putObject("schema")
        .put("id", schema)
        .put("version", "application/vnd.adobe.xed-full+json;version=1");
    body.putObject("params").put("dataSetId", dataSet);
    body.set("connectionSpec", spec("c604ff05-7f1a-43c0-8e18-33bf874cb11c"));
    return api.post(FLOW + "/targetConnections", body).path("id").asText();
  }

  private String flow(String flowSpec, String source, String target, String mapping) {
    screen.step("flow", "POST /flows");
    ObjectNode body = Json.object().put("name", "HubSpot contacts");
    body.set("flowSpec", spec(flowSpec));
    body.putArray("sourceConnectionIds").add(source);
    body.putArray("targetConnectionIds").add(target);
    body.putArray("transformations")
        .addObject()
        .put("name", "Mapping")
        .putObject("params")
        .put("mappingId", mapping)
        .put("mappingVersion", 0);
    body.putObject("scheduleParams")
        .put("startTime", System.currentTimeMillis() / 1000)
        .put("frequency", "once");
    return api.post(FLOW + "/flows", body).path("id").asText();
  }

  private static ObjectNode spec(String id) {
    return Json.object().put("id", id).put("version", "1.0");
  }

  private JsonNode watch(String flow) throws InterruptedException {
    long expected = simulator.contactIds().count();
    screen.step("run", "GET /runs?property=flowId==" + flow);
    while (true) {
      JsonNode run =
          api.get(FLOW + "/runs?property=" + ApiClient.encoded("flowId==" + flow)).at("/items/0");
      String status = run.at("/metrics/statusSummary/status").asText("scheduled");
      screen.progress(run.at("/metrics/recordSummary/inputRecordCount").asLong(), expected);
      if (!run.isMissingNode() && !status.equals("scheduled") && !status.equals("inProgress")) {
        screen.line("");
        if (!status.equals("success")) {
          screen.line(
              "the run ended as " + status + ": " + run.at("/metrics/statusSummary/errors"));
        }
        return run;
      }
      Thread.sleep(100);
    }
  }

  private boolean readBack(JsonNode run, String dataSetId, String flow, double seconds) {
    screen.step("read back", "GET /export/datasets/{id}/preview");
    JsonNode preview =
        api.get("/data/foundation/export/datasets/" + dataSetId + "/preview").path("data");
    screen.table(
        preview,
        5,
        List.of(
            "_id",
            "person.name.firstName",
            "person.name.lastName",
            "personalEmail.address",
            "homeAddress.country"));
    JsonNode catalogued = api.get("/data/foundation/catalog/dataSets/" + dataSetId).path(dataSetId);
    String table = catalogued.at("/tags/adobe~1pqs~1table/0").asText();
    String tenant = api.get("/data/foundation/schemaregistry/stats").path("tenantId").asText();
    Dataset dataset =
        service.datasets().open(tenant, credentials.getOrDefault("SANDBOX_NAME", ""), table);
    Tickets tickets = Tickets.of(simulator.contactIds().boxed().toList(), dataset.recordIds());
    screen.line("");
    screen.line("the dataset     " + dataset.name() + ", an Iceberg table");
    screen.line("lies at         " + dataset.location());
    screen.line("the service     " + service.url() + "  (home " + service.home() + ")");
    curl(dataSetId, flow);
    if (!tickets.complete()) {
      screen.line(tickets.toString());
    }
    screen.line(
        String.format(
            java.util.Locale.ROOT,
            "landed %d of %d records in %.1f s",
            tickets.once(),
            tickets.expected(),
            seconds));
    return tickets.complete() && run.at("/metrics/statusSummary/status").asText().equals("success");
  }

  private void curl(String dataSet, String flow) {
    String call =
        "curl -s -H \"Authorization: Bearer $ACCESS_TOKEN\" -H \"x-api-key: $API_KEY\" -H \"x-gw-ims-org-id: $IMS_ORG\""
            + " -H \"x-sandbox-name: $SANDBOX_NAME\" ";
    screen.line("");
    screen.line("To repeat it by hand, in another shell:");
    screen.line("  eval \"$(./tributary env --home " + service.home() + ")\"");
    screen.line(
        "  "
            + call
            + "\"$TRIBUTARY_URL"
            + FLOW
            + "/connectionSpecs?property=name==\\\"hubspot\\\"\"");
    screen.line("  " + call + "\"$TRIBUTARY_URL" + FLOW + "/runs?property=flowId==" + flow + "\"");
    screen.line(
        "  " + call + "\"$TRIBUTARY_URL/data/foundation/export/datasets/" + dataSet + "/preview\"");
    screen.line("To read what has changed since:");
    screen.line(
        "  "
            + call
            + "-H 'Content-Type: application/json' -d '{\"flowId\":\""
            + flow
            + "\"}' \"$TRIBUTARY_URL"
            + FLOW
            + "/runs\"");
    screen.line("");
  }
}
