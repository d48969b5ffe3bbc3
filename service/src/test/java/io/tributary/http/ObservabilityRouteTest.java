package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestService;
import io.tributary.simulator.Options;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of data sets over time. */
final class ObservabilityRouteTest {
  private static final String METRICS = "/data/infrastructure/observability/insights/metrics";
  private static final String RECORDS = "timeseries.ingestion.dataset.recordsuccess.count";
  private static final String BATCHES = "timeseries.ingestion.dataset.batchsuccess.count";
  private static final String SIZE = "timeseries.ingestion.dataset.size";
  private static final String DAILY = "timeseries.ingestion.dataset.dailysize";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;
  private static Contacts one;
  private static Contacts two;
  private static String flow;

  @BeforeAll
  static void start() {
    Options portal = Options.defaults().withContacts(40).withRateLimit(0);
    // Three hours ahead: all that happens in the test falls into one hour of one day, or nearly.
    service = TestService.start(home, portal, Clock.offset(Clock.systemUTC(), Duration.ofHours(3)));
    one = Contacts.create(service);
    two = Contacts.create(service);
    api = one.api();
    flow = one.flow();
    one.ended(flow, 0);
    String again = one.flow();
    one.ended(again, 0);
    two.ended(two.flow(), 0);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ObjectNode request(String... metrics) {
    Instant now = Instant.now().plus(Duration.ofHours(3));
    ObjectNode body =
        json("{'granularity':'MONTH'}")
            .put("start", now.minus(Duration.ofDays(40)).toString())
            .put("end", now.plus(Duration.ofDays(40)).toString());
    ArrayNode list = body.putArray("metrics");
    for (String metric : metrics) {
      list.add(json(metric));
    }
    return body;
  }

  private static String metric(String name, String rest) {
    return "{'name':'" + name + "'" + rest + "}";
  }

  private static JsonNode ask(ObjectNode request) {
    return must(200, api.post(METRICS, request)).body().path("metricResponses");
  }

  private static double sum(JsonNode datapoints) {
    double sum = 0;
    for (JsonNode figure : datapoints.path("dps")) {
      sum += figure.asDouble();
    }
    return sum;
  }

  private static String filter(String name, boolean groupBy, String... ids) {
    return ",'filters':[{'name':'%s','value':'%s','groupBy':%s}]"
        .formatted(name, String.join("|", ids), groupBy);
  }

  @Test
  void severalMetricsAreAnsweredInTheirOrder() {
    JsonNode answers = ask(request(metric(BATCHES, ""), metric(RECORDS, "")));
    assertThat(answers.at("/0/metric").asText()).isEqualTo(BATCHES);
    assertThat(answers.at("/1/metric").asText()).isEqualTo(RECORDS);
    assertThat(answers.at("/0/granularity").asText()).isEqualTo("MONTH");
    assertThat(answers.at("/0/datapoints")).hasSize(1);
    assertThat(sum(answers.at("/0/datapoints/0"))).isEqualTo(3);
    assertThat(sum(answers.at("/1/datapoints/0"))).isEqualTo(120);
  }

  @Test
  void dataSetsAreShownTogetherOrEachByItself() {
    String both = filter("dataSetId", false, one.dataSet(), two.dataSet());
    String each = filter("dataSetId", true, one.dataSet(), two.dataSet(), "nothing");
    JsonNode answers = ask(request(metric(RECORDS, both), metric(RECORDS, each)));
    assertThat(answers.at("/0/datapoints/0/groupBy")).isEmpty();
    assertThat(sum(answers.at("/0/datapoints/0"))).isEqualTo(120);
    assertThat(answers.at("/1/datapoints")).hasSize(3);
    assertThat(answers.at("/1/datapoints/0/groupBy/dataSetId").asText()).isEqualTo(one.dataSet());
    assertThat(sum(answers.at("/1/datapoints/0"))).isEqualTo(80);
    assertThat(sum(answers.at("/1/datapoints/1"))).isEqualTo(40);
    assertThat(answers.at("/1/datapoints/2/dps")).isEmpty();
  }

  @Test
  void aFlowHasFiguresOfItsOwn() {
    JsonNode answers = ask(request(metric(RECORDS, filter("flowId", true, flow))));
    assertThat(answers.at("/0/datapoints/0/groupBy/flowId").asText()).isEqualTo(flow);
    assertThat(sum(answers.at("/0/datapoints/0"))).isEqualTo(40);
  }

  @Test
  void figuresAreMadeOneWithinEachDataSetAndThenAcrossThem() {
    for (Map.Entry<String, Double> expected :
        Map.of(
                ",'aggregator':'sum','downsample':'sum'", 120.0,
                ",'aggregator':'max','downsample':'sum'", 80.0,
                ",'aggregator':'min','downsample':'sum'", 40.0,
                ",'aggregator':'avg','downsample':'sum'", 60.0,
                ",'aggregator':'sum','downsample':'avg'", 80.0,
                ",'aggregator':'avg'", 40.0,
                ",'aggregator':'count'", 3.0)
            .entrySet()) {
      JsonNode answers = ask(request(metric(RECORDS, expected.getKey())));
      assertThat(answers.at("/0/datapoints/0/dps").elements().next().asDouble())
          .as(expected.getKey())
          .isEqualTo(expected.getValue());
    }
  }

  @Test
  void theSizeIsAllThatWasEverIngestedAndTheDailySizeThatOfItsTime() {
    JsonNode now = ask(request(metric(SIZE, ""), metric(DAILY, "")));
    double all = sum(now.at("/1/datapoints/0"));
    assertThat(all).isPositive();
    Instant later = Instant.now().plus(Duration.ofDays(1));
    ObjectNode request = request(metric(SIZE, ""), metric(DAILY, ""));
    request.put("start", later.toString()).put("granularity", "day");
    JsonNode answers = ask(request);
    assertThat(sum(answers.at("/0/datapoints/0"))).isEqualTo(all);
    assertThat(answers.at("/1/datapoints/0/dps")).isEmpty();
  }

  @Test
  void theTimeOfAPointIsWhereItsPieceBegins() {
    for (String granularity : new String[] {"minute", "HOUR", "day", "week", "month"}) {
      ObjectNode request = request(metric(BATCHES, ""));
      request.put("granularity", granularity);
      request.put("start", Instant.now().minus(Duration.ofDays(2)).toString());
      request.put("end", Instant.now().plus(Duration.ofDays(2)).toString());
      JsonNode points = ask(request).at("/0/datapoints/0");
      assertThat(sum(points)).as(granularity).isEqualTo(3);
      String time = points.path("dps").fieldNames().next();
      String form =
          switch (granularity) {
            case "minute" -> ".*:00Z";
            case "HOUR" -> ".*:00:00Z";
            case "month" -> ".*-01T00:00:00Z";
            default -> ".*T00:00:00Z";
          };
      assertThat(time).matches(form);
    }
  }

  @Test
  void nobodySeesTheFiguresOfOthers() {
    ObjectNode request = request(metric(RECORDS, filter("dataSetId", true, one.dataSet())));
    JsonNode answer = must(200, service.stranger().post(METRICS, request)).body();
    assertThat(answer.at("/metricResponses/0/datapoints/0/dps")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'metrics':[]}",
        "{'metrics':'all'}",
        "{'metrics':[{'name':'timeseries.nothing'}]}",
        "{'metrics':[{'name':'timeseries.ingestion.dataset.size','aggregator':'p99'}]}",
        "{'metrics':[{'name':'timeseries.ingestion.dataset.size','downsample':'p99'}]}",
        "{'metrics':[{'name':'timeseries.ingestion.dataset.size','filters':[{'name':'colour','value':'x'}]}]}",
        "{'metrics':[{'name':'timeseries.ingestion.dataset.size','filters':[{'name':'dataSetId'}]}]}",
        "{'granularity':'fortnight'}",
        "{'granularity':'minute'}",
        "{'start':'yesterday'}",
        "{'start':'2200-01-01T00:00:00Z'}",
        "{'end':null}"
      })
  void refusesWhatItCannotAnswer(String change) {
    ObjectNode request = request(metric(RECORDS, ""));
    request.setAll(json(change));
    assertThat(must(400, api.post(METRICS, request)).code()).isEqualTo("INSGHT-1000-400");
  }

  @Test
  void refusesMoreMetricsThanItWouldSum() {
    String[] many = new String[21];
    java.util.Arrays.fill(many, metric(RECORDS, ""));
    assertThat(must(400, api.post(METRICS, request(many))).text()).contains("1 to 20");
  }
}
