package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.RegistryClient;
import io.tributary.TestClient;
import io.tributary.TestService;
import io.tributary.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What landed can be fetched, whole and in parts, and so can what did not. */
final class DataAccessRouteTest {
  private static final String EXPORT = "/data/foundation/export";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;
  private static Contacts contacts;
  private static String good;
  private static JsonNode partRun;
  private static JsonNode failedRun;
  private static Path file;
  private static String href;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(home, 200);
    contacts = Contacts.create(service);
    api = contacts.api();
    good = batchOf(contacts.ended(contacts.flow(), 0));
    partRun = contacts.ended(strict("{'partialIngestionPercent':99}"), 0);
    failedRun = contacts.ended(strict("{}"), 0);
    String entry =
        must(200, api.get(EXPORT + "/batches/" + good + "/files")).at("/data/0/_links/self/href");
    href = must(200, api.get(entry)).at("/data/0/_links/self/href");
    String name = href.substring(href.indexOf('=') + 1);
    try (var files = Files.walk(home)) {
      file = files.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String batchOf(JsonNode run) {
    return run.at("/activities/1/targetInfo/0/reference/ids/0").asText();
  }

  /** A flow into a data set that wants a mobile phone, which not all contacts have. */
  private static String strict(String options) {
    ObjectNode schema =
        json(
            """
            {'type':'object','title':'%s','required':['xdm:mobilePhone'],'allOf':[
             {'$ref':'https://ns.adobe.com/xdm/context/profile'},
             {'$ref':'https://ns.adobe.com/xdm/context/profile-personal-details'}]}
            """
                .formatted(RegistryClient.title("Reachable contacts")));
    String id =
        must(201, api.post("/data/foundation/schemaregistry/tenant/schemas", schema)).at("/$id");
    ObjectNode dataSet =
        json(
            "{'name':'Reachable','schemaRef':{'id':'%s','contentType':'application/vnd.adobe.xed+json;version=1'}}"
                .formatted(id));
    String dataSetId =
        must(201, api.post("/data/foundation/catalog/dataSets", dataSet))
            .at("/0")
            .replace("@/dataSets/", "");
    ObjectNode mapping =
        json(
            """
            {'xdmSchema':'%s','mappings':[{'sourceAttribute':'Vid','destinationXdmPath':'_id'},
             {'sourceAttribute':'Properties_Phone_Value','destinationXdmPath':'mobilePhone.number'}]}
            """
                .formatted(id));
    String mappingId = must(200, api.post("/data/foundation/conversion/mappingSets", mapping)).id();
    ObjectNode source =
        json(
            """
            {'name':'all columns','baseConnectionId':'%s','data':{'format':'tabular'},
             'params':{'tableName':'Hubspot.Contacts'},'connectionSpec':{'id':'%s','version':'1.0'}}
            """
                .formatted(contacts.connection(), Contacts.HUBSPOT));
    ObjectNode target =
        json(
            """
            {'name':'reachable','data':{'schema':{'id':'%s'}},'params':{'dataSetId':'%s'},
             'connectionSpec':{'id':'%s','version':'1.0'}}
            """
                .formatted(id, dataSetId, Contacts.LAKE));
    Contacts own =
        new Contacts(
            api,
            contacts.connection(),
            id,
            dataSetId,
            mappingId,
            must(201, api.post(FLOW + "/sourceConnections", source)).id(),
            must(201, api.post(FLOW + "/targetConnections", target)).id());
    ObjectNode flow = own.flowBody("{'frequency':'once'}");
    flow.set("options", json(options));
    return must(201, api.post(FLOW + "/flows", flow)).id();
  }

  private static HttpResponse<byte[]> fetch(String method, String path, String... headers)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url() + path));
    for (String name : List.of("Authorization", "x-api-key", "x-gw-ims-org-id", "x-sandbox-name")) {
      request.header(name, api.header(name));
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    request.method(method, HttpRequest.BodyPublishers.noBody());
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFileIsFoundThroughItsBatchAndFetchedWhole() throws IOException {
    JsonNode listed = must(200, api.get(EXPORT + "/batches/" + good + "/files")).body();
    long rows = 0;
    for (JsonNode entry : listed.path("data")) {
      rows += entry.path("records").asLong();
    }
    assertThat(rows).isEqualTo(200);
    HttpResponse<byte[]> answer = fetch("GET", href);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(Files.readAllBytes(file));
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .contains(file.getFileName().toString());
  }

  @Test
  void aHeadTellsTheLengthAndSendsNothing() throws IOException {
    HttpResponse<byte[]> answer = fetch("HEAD", href, "Range", "bytes=0-3");
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(4);
    HttpResponse<byte[]> whole = fetch("HEAD", href);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEmpty();
    assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(Files.size(file));
    assertThat(fetch("HEAD", href + "x").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-3       | 0   | 4",
        "bytes=4-4       | 4   | 5",
        "bytes=100-      | 100 | 0",
        "bytes=-4        | -4  | 0",
        "bytes=0-99999999| 0   | 0",
        "bytes=-99999999 | 0   | 0"
      })
  void aRangeIsAnsweredWithJustThat(String range, int from, int to) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int first = from < 0 ? all.length + from : from;
    int end = to == 0 ? all.length : to;
    HttpResponse<byte[]> answer = fetch("GET", href, "Range", range);
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(all, first, end));
    assertThat(answer.headers().firstValue("Content-Range"))
        .contains("bytes " + first + "-" + (end - 1) + "/" + all.length);
  }

  @Test
  void aRangeBeyondTheEndIsRefusedAndOneThatIsNoneIsPassedOver() throws IOException {
    long length = Files.size(file);
    for (String beyond : List.of("bytes=" + length + "-", "bytes=-0")) {
      HttpResponse<byte[]> answer = fetch("GET", href, "Range", beyond);
      assertThat(answer.statusCode()).as(beyond).isEqualTo(416);
      assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */" + length);
    }
    for (String none : List.of("bytes=5-2", "bytes=-", "rows=1-2", "bytes=0-1,4-5")) {
      assertThat(fetch("GET", href, "Range", none).statusCode()).as(none).isEqualTo(200);
    }
    String etag = fetch("HEAD", href).headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> same = fetch("GET", href, "Range", "bytes=0-3", "If-Range", etag);
    HttpResponse<byte[]> other = fetch("GET", href, "Range", "bytes=0-3", "If-Range", "\"x\"");
    assertThat(same.statusCode()).isEqualTo(206);
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/files/x", "/files/BATCH-9-9", "/files/BATCH-", "/files/BATCH"})
  void anUnknownFileIsNotFound(String path) {
    String at = EXPORT + path.replace("BATCH", good);
    assertThat(api.get(at).status()).isEqualTo(404);
  }

  @Test
  void listsHavePages() {
    String path = EXPORT + "/batches/" + good + "/files";
    int count = must(200, api.get(path)).body().path("data").size();
    assertThat(must(200, api.get(path + "?start=" + count)).body().path("data")).isEmpty();
    assertThat(must(200, api.get(path + "?limit=1")).body().path("data")).hasSize(1);
    String meta = EXPORT + "/batches/" + good + "/meta";
    JsonNode first = must(200, api.get(meta + "?limit=2")).body();
    assertThat(first.at("/data/0/name").asText()).isEqualTo("row_errors");
    JsonNode next = must(200, api.get(first.at("/_links/next/href").asText())).body();
    assertThat(next.at("/data/0/name").asText()).isEqualTo("row_errors_sample.json");
    assertThat(next.at("/_links").has("next")).isFalse();
    for (String refused : List.of("?limit=0", "?limit=101", "?start=x")) {
      assertThat(must(400, api.get(path + refused)).code()).isEqualTo("DATA-ACCESS-1000-400");
    }
  }

  @Test
  void theRejectedRecordsOfARunAreFoundWhereItSays() throws IOException {
    long rejected = partRun.at("/metrics/recordSummary/failedRecordCount").asLong();
    assertThat(rejected).isBetween(1L, 199L);
    JsonNode manifest = partRun.at("/activities/1/statusSummary/extensions/manifest");
    JsonNode files = must(200, api.get(manifest.path("failedRecords").asText())).body();
    TreeSet<String> ids = new TreeSet<>();
    for (JsonNode entry : files.path("data")) {
      HttpResponse<byte[]> lines = fetch("GET", entry.at("/_links/self/href").asText());
      assertThat(lines.headers().firstValue("Content-Type")).contains("application/x-ndjson");
      for (String line : new String(lines.body(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isEmpty()) {
          JsonNode record = Json.mapper().readTree(line);
          ids.add(record.path("_recordId").asText());
          assertThat(line).contains("\"Vid\":" + record.path("_recordId").asText() + ",");
          assertThat(record.path("Vid").asText()).isEqualTo(record.path("_recordId").asText());
          assertThat(record.at("/_errors/0/code").asText()).isEqualTo("INGEST-1212-400");
          assertThat(record.at("/_errors/0/column").asText()).isEqualTo("mobilePhone");
        }
      }
    }
    assertThat(ids).hasSize((int) rejected);
    JsonNode sample =
        must(200, api.get(manifest.path("sampleErrors").asText())).body().path("data");
    assertThat(sample).hasSize((int) Math.min(100, rejected));
    assertThat(ids).contains(sample.path(0).path("_recordId").asText());
    String input = partRun.at("/activities/0/fileSummary/extensions/manifest/fileInfo").asText();
    assertThat(must(200, api.get(input)).body().path("data")).isEmpty();
  }

  @Test
  void ofAFailedBatchOnlyTheRejectedRecordsAreLeft() throws IOException {
    assertThat(failedRun.at("/metrics/statusSummary/status").asText()).isEqualTo("failed");
    String path = EXPORT + "/batches/" + batchOf(failedRun);
    assertThat(must(200, api.get(path + "/files")).body().path("data")).isEmpty();
    JsonNode failed = must(200, api.get(path + "/failed")).body();
    assertThat(failed.path("data")).isNotEmpty();
    HttpResponse<byte[]> lines = fetch("GET", failed.at("/data/0/_links/self/href").asText());
    assertThat(new String(lines.body(), StandardCharsets.UTF_8)).contains("_errors");
    JsonNode shown =
        must(200, api.get("/data/foundation/catalog/batches/" + batchOf(failedRun)))
            .body()
            .path(batchOf(failedRun));
    must(200, api.get(shown.path("failedBatchLocation").asText()));
    assertThat(must(200, api.get(EXPORT + "/batches/" + good + "/failed")).body().path("data"))
        .isEmpty();
    must(404, api.get(path + "/failed?path=nothing.json"));
    must(404, api.get(path + "/meta?path=row_errors/nothing.json"));
    must(404, api.get(path + "/meta?path=elsewhere"));
    must(200, api.get(path + "/meta?path=row_error_samples.json"));
  }

  @Test
  void aPreviewShowsSomeRows() {
    String path = EXPORT + "/datasets/" + contacts.dataSet() + "/preview";
    JsonNode first = must(200, api.get(path)).body().path("data");
    assertThat(first).hasSize(100);
    JsonNode more = must(200, api.get(path + "?start=99&limit=500")).body();
    assertThat(more.path("data")).hasSize(101);
    assertThat(more.at("/data/0")).isEqualTo(first.get(99));
    assertThat(more.at("/_page/count").asInt()).isEqualTo(101);
    must(400, api.get(path + "?limit=1001"));
    must(404, api.get(EXPORT + "/datasets/nothing/preview"));
  }

  @Test
  void nobodySeesTheFilesOfOthers() {
    TestClient stranger = service.stranger();
    for (String path :
        List.of(
            href,
            EXPORT + "/batches/" + good + "/files",
            EXPORT + "/batches/" + good + "/meta",
            EXPORT + "/batches/" + good + "/failed",
            EXPORT + "/datasets/" + contacts.dataSet() + "/preview")) {
      assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(stranger.send("HEAD", href, null, Map.of()).status()).isEqualTo(404);
  }
}
