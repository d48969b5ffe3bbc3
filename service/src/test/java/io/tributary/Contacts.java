package io.tributary;

import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static io.tributary.TestClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.simulator.Credentials;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Everything that a flow of contacts needs, made through the API as the published walkthrough makes
 * it.
 */
public record Contacts(
    TestClient api,
    String connection,
    String schema,
    String dataSet,
    String mapping,
    String source,
    String target) {
  public static final String HUBSPOT = "cc6a4487-9e91-433e-a3a3-9cf6626c1806";
  public static final String LAKE = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";
  public static final String CRM_TO_AEP = "14518937-270c-4525-bdec-c2ba7cce3860";

  /** Titles in the registry are unique, also where a test needs several. */
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  public static Contacts create(TestService service) {
    return create(service, service.client());
  }

  /** In the sandbox that the client names. */
  public static Contacts create(TestService service, TestClient api) {
    String connection =
        must(201, api.post(FLOW + "/connections", account(service.simulator().credentials()))).id();
    String schema =
        must(201, api.post("/data/foundation/schemaregistry/tenant/schemas", schemaBody()))
            .at("/$id");
    String dataSet =
        must(201, api.post("/data/foundation/catalog/dataSets", dataSetBody(schema)))
            .at("/0")
            .replace("@/dataSets/", "");
    String mapping =
        must(200, api.post("/data/foundation/conversion/mappingSets", mappingBody(schema))).id();
    String source = must(201, api.post(FLOW + "/sourceConnections", sourceBody(connection))).id();
    String target =
        must(201, api.post(FLOW + "/targetConnections", targetBody(schema, dataSet))).id();
    return new Contacts(api, connection, schema, dataSet, mapping, source, target);
  }

  /** The same things at a service that has been started again. */
  public Contacts at(TestService service) {
    return new Contacts(service.client(), connection, schema, dataSet, mapping, source, target);
  }

  /** The body of a base connection with the four published parameters. */
  public static ObjectNode account(Credentials credentials) {
    ObjectNode body =
        json(
            """
            {'name':'HubSpot base connection','description':'of the test',
             'auth':{'specName':'Basic Authentication','params':{}},
             'connectionSpec':{'id':'%s','version':'1.0'}}
            """
                .formatted(HUBSPOT));
    ((ObjectNode) body.at("/auth/params"))
        .put("clientId", credentials.clientId())
        .put("clientSecret", credentials.clientSecret())
        .put("accessToken", credentials.accessToken())
        .put("refreshToken", credentials.refreshToken());
    return body;
  }

  private static ObjectNode schemaBody() {
    return json(
        """
        {'type':'object','title':'HubSpot contacts %d','description':'of the test',
         'allOf':[{'$ref':'https://ns.adobe.com/xdm/context/profile'},
                  {'$ref':'https://ns.adobe.com/xdm/context/profile-person-details'},
                  {'$ref':'https://ns.adobe.com/xdm/context/profile-personal-details'}],
         'meta:containerId':'tenant','meta:resourceType':'schemas','meta:xdmType':'object',
         'meta:class':'https://ns.adobe.com/xdm/context/profile'}
        """
            .formatted(SCHEMAS.incrementAndGet()));
  }

  private static ObjectNode dataSetBody(String schema) {
    return json(
        """
        {'name':'HubSpot contacts','schemaRef':{'id':'%s',
         'contentType':'application/vnd.adobe.xed-full-notext+json; version=1'},
         'tags':{'unifiedProfile':['enabled: true']},'enableErrorDiagnostics':true}
        """
            .formatted(schema));
  }

  private static ObjectNode mappingBody(String schema) {
    return json(
        """
        {'version':0,'xdmSchema':'%s','xdmVersion':'1.0','id':null,'mappings':[
         {'destinationXdmPath':'_id','sourceAttribute':'Vid','identity':false,
          'identityGroup':null,'namespaceCode':null,'version':0},
         {'destinationXdmPath':'person.name.firstName','sourceAttribute':'Properties_Firstname_Value',
          'identity':false,'identityGroup':null,'namespaceCode':null,'version':0},
         {'destinationXdmPath':'_repo.createDate','sourceAttribute':'Added_At','identity':false,
          'identityGroup':null,'namespaceCode':null,'version':0}]}
        """
            .formatted(schema));
  }

  private static ObjectNode sourceBody(String connection) {
    return json(
        """
        {'name':'HubSpot source connection','baseConnectionId':'%s','data':{'format':'tabular'},
         'params':{'path':'Hubspot.Contacts','columns':[
          {'name':'Vid','type':'double','xdm':{'type':'number'}},
          {'name':'Properties_Firstname_Value','type':'string','xdm':{'type':'string'}},
          {'name':'Added_At','type':'string','meta:xdmType':'date-time',
           'xdm':{'type':'string','format':'date-time'}}]},
         'connectionSpec':{'id':'%s','version':'1.0'}}
        """
            .formatted(connection, HUBSPOT));
  }

  private static ObjectNode targetBody(String schema, String dataSet) {
    return json(
        """
        {'name':'HubSpot target connection',
         'data':{'schema':{'id':'%s','version':'application/vnd.adobe.xed-full+json;version=1'}},
         'params':{'dataSetId':'%s'},'connectionSpec':{'id':'%s','version':'1.0'}}
        """
            .formatted(schema, dataSet, LAKE));
  }

  /** The body of the flow as the published guide writes it, with another schedule. */
  public ObjectNode flowBody(String schedule) {
    return json(
        """
        {'name':'HubSpot dataflow','description':'of the test',
         'flowSpec':{'id':'%s','version':'1.0'},
         'sourceConnectionIds':['%s'],'targetConnectionIds':['%s'],
         'transformations':[
          {'name':'Copy','params':{'deltaColumn':{'name':'Added_At','dateFormat':'YYYY-MM-DD','timezone':'UTC'}}},
          {'name':'Mapping','params':{'mappingId':'%s','mappingVersion':0}}],
         'scheduleParams':%s}
        """
            .formatted(CRM_TO_AEP, source, target, mapping, schedule));
  }

  /** Creates a flow that runs once, now. */
  public String flow() {
    return flow("{'frequency':'once'}");
  }

  public String flow(String schedule) {
    return must(201, api.post(FLOW + "/flows", flowBody(schedule))).id();
  }

  /** The runs of a flow, the oldest first. */
  public JsonNode runs(String flow) {
    return must(
            200, api.get(FLOW + "/runs?orderby=createdAt&property=" + encoded("flowId==" + flow)))
        .body()
        .path("items");
  }

  /** Waits for the end of the n-th run of a flow, counted from 0. */
  public JsonNode ended(String flow, int n) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode run = runs(flow).path(n);
    while (!run.at("/metrics/statusSummary/status").asText().matches("success|failed")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Run " + n + " did not end: " + run);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      run = runs(flow).path(n);
    }
    return run;
  }

  /** The answer, if it has that status. */
  public static TestClient.Answer must(int status, TestClient.Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError(answer.status() + " instead of " + status + ": " + answer.text());
    }
    return answer;
  }
}
