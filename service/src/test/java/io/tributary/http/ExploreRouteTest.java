package io.tributary.http;

import static io.tributary.Contacts.account;
import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static io.tributary.http.SpecsRouteTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.TestClient;
import io.tributary.TestService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking into an account, and choosing from what was seen, over HTTP. */
final class ExploreRouteTest {
  private static final String TABLE = "?objectType=table&object=Hubspot.Contacts";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;
  private static String connection;
  private static String explore;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 3);
    api = service.client();
    connection =
        must(201, api.post(FLOW + "/connections", account(service.simulator().credentials()))).id();
    explore = FLOW + "/connections/" + connection + "/explore";
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String base64(String text) {
    return encoded(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%25%25", "abc", "bm9wZQ%3D%3D", "W10%3D", "bnVsbA%3D%3D", "e30e"})
  void refusesWhatIsNotBase64OfAnObject(String value) {
    for (String name : new String[] {"filters", "sourceParams", "SourceParams"}) {
      refused(api.get(explore + TABLE + "&" + name + "=" + value), 400, "FLOW-1389-400");
    }
  }

  @Test
  void takesBothAlphabetsOfBase64() {
    String params = base64("{\"a\":\"???>>>ÿÿÿ\"}");
    assertThat(params).contains("%2B").contains("%2F");
    must(200, api.get(explore + TABLE + "&sourceParams=" + params));
    String safe = params.replace("%2B", "-").replace("%2F", "_");
    must(200, api.get(explore + TABLE + "&sourceParams=" + safe));
    must(200, api.get(explore + TABLE + "&sourceParams=" + params.replace("%2B", "+")));
    must(200, api.get(explore + TABLE + "&sourceParams=" + encoded(params)));
  }
}
