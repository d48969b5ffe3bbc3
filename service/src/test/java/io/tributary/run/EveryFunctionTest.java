package io.tributary.run;

import static io.tributary.Contacts.HUBSPOT;
import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestService;
import io.tributary.model.Json;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flow whose mapping calls every function of the language, from the portal to the table. Names in
 * braces are HubSpot's properties.
 */
final class EveryFunctionTest {
  private static final String RULES =
      """
      _id <- concat("c-", to_integer(Vid))
      person.name.fullName <- concat("<", trim({salutation}), " ", {firstname}, " ", upper({lastname}), ">")
      person.name.firstName <- concat("[", ltrim({salutation}), "|", rtrim({salutation}), "]")
      person.name.lastName <- concat(ucase(left({lastname}, 3)), lcase(right({lastname}, 3)), lower({firstname}))
      person.name.middleName <- concat(lpad({firstname}, 5, "*"), rpad({firstname}, 5, "-"))
      person.name.suffix <- join("+", split({city}, ";"))
      homeAddress.street1 <- concat(substr({message}, 3, 6), "|", replacestr({message}, "so", "very"), "|", instr({message}, "so", 1, 2))
      homeAddress.street2 <- concat(explode({city}, ";")[1], "|", equals({firstname}, "Ada"), "|", equalsIgnoreCase({firstname}, "ADA"))
      homeAddress.street3 <- concat(extract_regex({email}, "([^@]+)@(.+)")[2], "|", matches_regex({phone}, "[+0-9 ]+"))
      homeAddress.street4 <- concat(left(sha1({twitterhandle}), 8), "|", left(sha256({twitterhandle}), 8), "|", left(sha512({twitterhandle}), 8), "|", left(md5({twitterhandle}), 8), "|", crc32({twitterhandle}))
      homeAddress.label <- concat(get_url_protocol({website}), "|", get_url_host({website}), "|", get_url_port({website}), "|", get_url_path({website}), "|", get_url_path({website}, false))
      homeAddress.region <- concat(get_url_query_str({website}, "append").get("_anchor_"), "|", get_url_query_str({website}, "remove").team)
      homeAddress.postOfficeBox <- concat(get_url_encoded({city}), "|", get_url_decoded(get_url_encoded({city})))
      person.birthDate <- set_date_part("year", 1816, {date_of_birth})
      _repo.createDate <- zone_date_to_utc({closedate})
      _repo.modifyDate <- make_timestamp(date_part("yyyy", {closedate}), date_part("m", {closedate}), 1, 2, 3, 4, 0, "Europe/Berlin")
      homeAddress.city <- concat(format({closedate}, "yyyy/MM"), "|", dformat(1709249400000, "dd MMM"), "|", format(date("10.12.1815", "dd.MM.yyyy"), "yyyy"), "|", format(zone_date_to_zone({closedate}, "Asia/Tokyo"), "yyyy-MM-dd HH:mm"), "|", date_part("hour", make_date_time(2024, 1, 1, 5, 0, 0, 0, "UTC")))
      homeAddress.primary <- size_of(uuid()) == 36 && size_of(guid()) == 36 && !is_empty(now()) && timestamp() > 1600000000000
      homeAddress.state <- concat(str_to_object({state}, "=", ",").get("wing"), "|", get_values({state}, "floor", "=", ","), "|", join(",", get_keys(to_map("k1", 1, "k2", 2))))
      homeAddress.country <- concat(is_empty({twitterhandle}), "|", is_set({firstname}), "|", contains_key("nothing.at.all"))
      homeAddress.postalCode <- concat(arrays_to_objects("sku", split({city}, ";"), "n", [1, 2])[1].sku, "|", arrays_to_object("a", [7])[0].a)
      mailingAddress.street1 <- concat(map_get_values(add_to_map(to_map("a", 1), object_to_map(to_object("b", 2))), "b"), "|", map_has_keys(array_to_map([{"id": "x"}], "id"), "x"))
      mailingAddress.street2 <- nullify()
      mailingAddress.street3 <- array_to_string(",", filterArray(transformArray(flattenArray(join_arrays(add_to_array(["a"], "b"), [["c"]])), x -> x + "!"), x -> x != "b!"))
      mailingAddress.street4 <- concat(first(split({city}, ";")), "|", last(split({city}, ";")), "|", coalesce({mobilephone}, {phone}), "|", size_of(to_array(true, 1, null)))
      organizations <- upsert_array_append(upsert_array_replace(split({city}, ";"), 0))
      mailingAddress.label <- concat(iif({loyalty_points} > 1000, "gold", "iron"), "|", decode({firstname}, "Ada", "A", "other"), "|", min(3, {loyalty_points}), "|", max([1, 2]))
      person.birthYear <- to_integer("1815.9")
      mailingAddress.region <- concat(to_decimal("1.50"), "|", to_float("2.5"), "|", to_bigint("123456789012345678901"))
      mailingAddress.city <- concat(json_to_object({address}).street, "|", json_to_object({address}).tags[1][0])
      mailingAddress.state <- concat(ua_os_name({fax}), "|", ua_os_version({fax}), "|", ua_os_version_major({fax}), "|", ua_os_name_version({fax}), "|", ua_agent_name({fax}), "|", ua_agent_version({fax}), "|", ua_agent_version_major({fax}), "|", ua_device_class({fax}))
      mailingAddress.country <- concat(aa_get_event_id({jobtitle}, "event101"), "|", aa_get_event_value({jobtitle}, "event101"))
      mailingAddress.postalCode <- join("|", flattenArray([aa_get_product_categories({company}), aa_get_product_names({company}), aa_get_product_quantities({company}), aa_get_product_quantity({company}), aa_get_product_prices({company}), aa_get_product_price({company})]))
      mailingAddress.postOfficeBox <- concat(aa_get_product_event_values({company}, "event1")[0], "|", aa_get_product_evars({company}, "eVar1")[0])
      """;

  private static final Map<String, String> ADA =
      Map.ofEntries(
          Map.entry("firstname", "Ada"),
          Map.entry("lastname", "Lovelace"),
          Map.entry("salutation", "  Ms.  "),
          Map.entry("email", "Ada@Example.org"),
          Map.entry("phone", "+44 20 7946"),
          Map.entry("website", "https://user.example.org:8443/people/ada?team=math&lang=en#top"),
          Map.entry(
              "fax",
              "Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46"
                  + " (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3"),
          Map.entry("address", "{\"street\":\"Main St 1\",\"tags\":[\"x\",[\"y\",\"z\"]]}"),
          Map.entry("city", "Leipzig;Dresden"),
          Map.entry("state", "floor=3, wing=B"),
          Map.entry("company", "Books;Notes;2;3.50;event1=5:77;eVar1=blue,Tools;Engine;1;9.99"),
          Map.entry("jobtitle", "event101=5:123456,scOpen"),
          Map.entry("message", "so it was a so so day"),
          Map.entry("twitterhandle", "my text"),
          Map.entry("date_of_birth", "1815-12-10"),
          Map.entry("closedate", "2024-02-29T23:30:00Z"),
          Map.entry("loyalty_points", "1234"));

  private static final String ROW_OF_ADA =
      """
      person.name.fullName = <Ms. Ada LOVELACE>
      person.name.firstName = [Ms.  |  Ms.]
      person.name.lastName = LOVaceada
      person.name.middleName = **AdaAda--
      person.name.suffix = Leipzig+Dresden
      homeAddress.street1 = it was|very it was a very very day|15
      homeAddress.street2 = Dresden|true|true
      homeAddress.street3 = Example.org|true
      homeAddress.street4 = c3599c11|7330d2b3|a3d7e45a|d3b96ce8|8df92e80
      homeAddress.label = https|user.example.org|8443|/people/ada|ada
      homeAddress.region = top|math
      homeAddress.postOfficeBox = Leipzig%3BDresden|Leipzig;Dresden
      person.birthDate = 1816-12-10
      _repo.createDate = 2024-02-29T23:30:00Z
      _repo.modifyDate = 2024-02-01T01:03:04Z
      homeAddress.city = 2024/02|29 Feb|1815|2024-03-01 08:30|5
      homeAddress.primary = true
      homeAddress.state = B|3|k1,k2
      homeAddress.country = false|true|false
      homeAddress.postalCode = Dresden|7
      mailingAddress.street1 = 2|true
      mailingAddress.street3 = a!,c!
      mailingAddress.street4 = Leipzig|Dresden|+44 20 7946|2
      organizations[0] = Leipzig
      organizations[1] = Dresden
      mailingAddress.label = gold|A|3|2
      person.birthYear = 1815
      mailingAddress.region = 1.5|2.5|123456789012345678901
      mailingAddress.city = Main St 1|y
      mailingAddress.state = iOS|5.1.1|iOS 5|iOS 5.1.1|Safari|5.1|Safari 5|Phone
      mailingAddress.country = 123456|5
      mailingAddress.postalCode = Books|Tools|Notes|Engine|2|1|2|1|3.50|9.99|3.50|9.99
      mailingAddress.postOfficeBox = 5|blue
      """;

  private static final String ROW_OF_BOB =
      """
      person.name.fullName = < Bob >
      person.name.firstName = [|]
      person.name.lastName = bob
      person.name.middleName = **BobBob--
      homeAddress.street1 = ||
      homeAddress.street2 = |false|false
      homeAddress.street3 = |
      homeAddress.street4 = ||||
      homeAddress.label = ||||
      homeAddress.region = |
      homeAddress.postOfficeBox = |
      homeAddress.city = |29 Feb|1815||5
      homeAddress.primary = true
      homeAddress.state = ||k1,k2
      homeAddress.country = true|true|false
      homeAddress.postalCode = |7
      mailingAddress.street1 = 2|true
      mailingAddress.street3 = a!,c!
      mailingAddress.street4 = |||2
      mailingAddress.label = iron|other|3|2
      person.birthYear = 1815
      mailingAddress.region = 1.5|2.5|123456789012345678901
      mailingAddress.city = |
      mailingAddress.state = |||||||
      mailingAddress.country = |
      mailingAddress.postalCode = |||||
      mailingAddress.postOfficeBox = |
      """;

  @TempDir Path home;

  @Test
  void aMappingThatCallsEveryFunctionLandsExactlyTheExpectedRows() {
    try (TestService service = TestService.start(home, 0)) {
      Contacts contacts = Contacts.create(service);
      TestClient api = contacts.api();
      callsEveryFunction(api);
      long ada = service.simulator().create("contacts", ADA);
      long bob = service.simulator().create("contacts", Map.of("firstname", "Bob"));
      String schema = schema(api);
      String flow = flow(contacts, schema, dataSet(api, schema));
      JsonNode run = contacts.ended(flow, 0);
      assertThat(run.at("/metrics/statusSummary/errors")).isEmpty();
      assertThat(run.at("/metrics/statusSummary/status").asText()).isEqualTo("success");

      List<Map<String, Object>> rows = service.table("every_function").rows(10);
      assertThat(rows).hasSize(2);
      for (Map<String, Object> row : rows) {
        Map<String, String> landed = new TreeMap<>();
        flatten("", Json.tree(row), landed);
        String id = String.valueOf(landed.remove("_id"));
        assertThat(id).isIn("c-" + ada, "c-" + bob);
        assertThat(landed).isEqualTo(expected(id.equals("c-" + ada) ? ROW_OF_ADA : ROW_OF_BOB));
      }
    }
  }

  private static void callsEveryFunction(TestClient api) {
    Set<String> called = new HashSet<>();
    Matcher call = Pattern.compile("(\\w+)\\(").matcher(RULES);
    while (call.find()) {
      called.add(call.group(1));
    }
    JsonNode listed =
        must(200, api.get("/data/foundation/conversion/languages/el/functions")).body();
    assertThat(listed).hasSizeGreaterThan(100);
    assertThat(listed).allMatch(function -> called.contains(function.path("function").asText()));
  }

  private static Map<String, String> expected(String row) {
    Map<String, String> values = new TreeMap<>();
    row.lines().forEach(line -> values.put(line.split(" = ", 2)[0], line.split(" = ", 2)[1]));
    return values;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + i + "]", node.get(i), into);
      }
    } else if (!node.isNull()) {
      into.put(path, node.asText());
    }
  }

  private static String schema(TestClient api) {
    ObjectNode schema = json("{'type':'object','title':'Every function','allOf':[]}");
    for (String part :
        List.of(
            "profile",
            "profile-person-details",
            "profile-personal-details",
            "profile-work-details")) {
      schema.withArray("allOf").addObject().put("$ref", "https://ns.adobe.com/xdm/context/" + part);
    }
    return must(201, api.post("/data/foundation/schemaregistry/tenant/schemas", schema)).at("/$id");
  }

  private static String dataSet(TestClient api, String schema) {
    ObjectNode body =
        json(
            "{'name':'Every function','schemaRef':{'id':'%s','contentType':'application/vnd.adobe.xed-full+json;version=1'}}"
                .formatted(schema));
    return must(201, api.post("/data/foundation/catalog/dataSets", body))
        .at("/0")
        .replace("@/dataSets/", "");
  }

  private static String column(String property) {
    StringBuilder name = new StringBuilder("Properties");
    for (String word : property.split("_", -1)) {
      name.append('_').append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name + "_Value";
  }

  private static String flow(Contacts contacts, String schema, String dataSet) {
    ObjectNode set = Json.object().put("xdmSchema", schema);
    ArrayNode rules = set.putArray("mappings");
    Pattern property = Pattern.compile("\\{(\\w+)}");
    RULES
        .lines()
        .map(line -> line.split(" <- ", 2))
        .forEach(
            rule ->
                rules
                    .addObject()
                    .put("sourceType", "EXPRESSION")
                    .put("destination", rule[0])
                    .put(
                        "source",
                        property.matcher(rule[1]).replaceAll(found -> column(found.group(1)))));
    TestClient api = contacts.api();
    String mapping = must(200, api.post("/data/foundation/conversion/mappingSets", set)).id();
    ObjectNode source =
        json(
            """
            {'name':'All columns','baseConnectionId':'%s','data':{'format':'tabular'},'params':{'tableName':'Hubspot.Contacts'},
             'connectionSpec':{'id':'%s','version':'1.0'}}
            """
                .formatted(contacts.connection(), HUBSPOT));
    ObjectNode target =
        json(
            """
            {'name':'Every function','params':{'dataSetId':'%s'},
             'data':{'schema':{'id':'%s','version':'application/vnd.adobe.xed-full+json;version=1'}},
             'connectionSpec':{'id':'%s','version':'1.0'}}
            """
                .formatted(dataSet, schema, Contacts.LAKE));
    String sourceId = must(201, api.post(FLOW + "/sourceConnections", source)).id();
    String targetId = must(201, api.post(FLOW + "/targetConnections", target)).id();
    Contacts every =
        new Contacts(api, contacts.connection(), schema, dataSet, mapping, sourceId, targetId);
    return every.flow();
  }
}
