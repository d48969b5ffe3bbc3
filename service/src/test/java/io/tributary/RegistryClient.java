package io.tributary;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.encoded;
import static io.tributary.TestClient.json;

import io.tributary.TestClient.Answer;
import io.tributary.model.Json;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls the schema registry, whose answers depend on the Accept header. */
public record RegistryClient(TestClient api) {
  public static final String PROFILE = "https://ns.adobe.com/xdm/context/profile";
  public static final String TENANT = "_acme";
  private static final String BASE = "/data/foundation/schemaregistry";
  private static final AtomicInteger TITLES = new AtomicInteger();

  /** A media type of the registry: {@code xed-full}, {@code xed;version=1}. */
  public static String form(String name) {
    int semicolon = name.indexOf(';');
    return semicolon < 0
        ? "application/vnd.adobe." + name + "+json"
        : "application/vnd.adobe."
            + name.substring(0, semicolon)
            + "+json; "
            + name.substring(semicolon + 1);
  }

  /** A title that nothing else has. */
  public static String title(String stem) {
    return stem + " " + TITLES.incrementAndGet();
  }

  public Answer list(String path, String form) {
    return api.with("Accept", form(form)).get(BASE + path);
  }

  public Answer get(String path, String id, String form) {
    return api.with("Accept", form(form)).get(BASE + path + "/" + encoded(id));
  }

  /** A resource of the tenant as it was composed. */
  public Answer get(String path, String id) {
    return get("/tenant/" + path, id, "xed;version=1");
  }

  public Answer post(String path, String body) {
    return api.post(BASE + "/tenant/" + path, json(body));
  }

  /** Creates a resource and answers its {@code $id}. */
  public String create(String path, String body) {
    return must(201, post(path, body)).at("/$id");
  }

  public Answer put(String path, String id, String body) {
    return send("PUT", path, id, Json.write(json(body)), Map.of());
  }

  /** With a list of operations in which single quotes stand for double ones. */
  public Answer patch(String path, String id, String operations) {
    return send("PATCH", path, id, operations.replace('\'', '"'), Map.of());
  }

  public Answer send(String method, String path, String id, String body, Map<String, String> more) {
    TestClient client = api;
    for (Map.Entry<String, String> header : more.entrySet()) {
      client = client.with(header.getKey(), header.getValue());
    }
    String target = BASE + "/tenant/" + path + "/" + encoded(id);
    return client.send(method, target, body, Map.of("Content-Type", "application/json"));
  }

  public Answer delete(String path, String id) {
    return api.delete(BASE + "/tenant/" + path + "/" + encoded(id));
  }

  /** A field group for profiles with these fields under the tenant's name. */
  public String fieldGroup(String fields) {
    return create("fieldgroups", fieldGroupBody(title("Group"), fields));
  }

  public static String fieldGroupBody(String title, String fields) {
    return """
        {'title':'%s','description':'of the test','type':'object',
         'meta:intendedToExtend':['%s'],
         'definitions':{'custom':{'properties':{'%s':{'type':'object','properties':{%s}}}}},
         'allOf':[{'$ref':'#/definitions/custom'}]}
        """
        .formatted(title, PROFILE, TENANT, fields);
  }

  /** A schema of the profile class with these field groups. */
  public String schema(String... groups) {
    return create("schemas", schemaBody(title("Schema"), groups));
  }

  public static String schemaBody(String title, String... groups) {
    StringBuilder parts = new StringBuilder("{'$ref':'" + PROFILE + "'}");
    for (String group : groups) {
      parts.append(",{'$ref':'").append(group).append("'}");
    }
    return "{'title':'%s','description':'of the test','type':'object','allOf':[%s]}"
        .formatted(title, parts);
  }

  /** A data set of the schema; answers its id. */
  public String dataSet(String schema) {
    return dataSet(schema, title("Data set"));
  }

  /** A data set of the schema with that name. */
  public String dataSet(String schema, String name) {
    String body =
        "{'name':'%s','schemaRef':{'id':'%s','contentType':'application/vnd.adobe.xed+json;version=1'}}"
            .formatted(name, schema);
    return must(201, api.post("/data/foundation/catalog/dataSets", json(body)))
        .at("/0")
        .replace("@/dataSets/", "");
  }
}
