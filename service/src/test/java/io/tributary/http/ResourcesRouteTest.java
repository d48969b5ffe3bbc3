package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.RegistryClient.fieldGroupBody;
import static io.tributary.RegistryClient.schemaBody;
import static io.tributary.RegistryClient.title;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.RegistryClient;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An organisation's own classes, field groups, data types and schemas. */
final class ResourcesRouteTest {
  private static final String TEXT = "'text':{'type':'string'}";

  @TempDir static Path home;
  private static TestService service;
  private static RegistryClient registry;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 1);
    registry = new RegistryClient(service.client());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String body(String path, String title, String more) {
    return switch (path) {
      case "classes" ->
          "{'title':'%s','type':'object','description':'%s','allOf':[{'$ref':'https://ns.adobe.com/xdm/data/record'}]}"
              .formatted(title, more);
      case "datatypes" ->
          "{'title':'%s','type':'object','description':'%s','properties':{'year':{'type':'integer','title':'Year'}}}"
              .formatted(title, more);
      case "schemas" -> schemaBody(title).replace("of the test", more);
      default -> fieldGroupBody(title, TEXT).replace("of the test", more);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "classes,classes,1010",
    "fieldgroups,mixins,1011",
    "mixins,mixins,1011",
    "datatypes,datatypes,1013",
    "schemas,schemas,1012"
  })
  void livesFromItsCreationToItsDeletion(String path, String word, String number) {
    String title = title("Life");
    Answer created = must(201, registry.post(path, body(path, title, "first")));
    String id = created.at("/$id");
    assertThat(id).matches("https://ns.adobe.com/acme/" + word + "/[0-9a-f]{32}");
    assertThat(created.at("/meta:altId"))
        .isEqualTo("_acme." + word + "." + id.substring(id.lastIndexOf('/') + 1));
    assertThat(created.at("/meta:resourceType")).isEqualTo(word);
    assertThat(created.at("/version")).isEqualTo("1.0");
    assertThat(created.at("/meta:containerId")).isEqualTo("tenant");
    assertThat(created.at("/meta:registryMetadata/eTag")).isNotEmpty();

    assertThat(must(200, registry.get(path, id)).at("/description")).isEqualTo("first");
    String altId = created.at("/meta:altId");
    assertThat(must(200, registry.get(path, altId)).body()).isEqualTo(created.body());
    assertThat(
            registry
                .list("/tenant/" + path + "?property=title==" + TestClient.encoded(title), "xed-id")
                .body()
                .path("results"))
        .hasSize(1);

    Answer replaced = must(200, registry.put(path, id, body(path, title, "second")));
    assertThat(replaced.at("/version")).isEqualTo("1.1");
    assertThat(replaced.at("/$id")).isEqualTo(id);
    Answer patched =
        must(
            200,
            registry.patch(path, id, "[{'op':'replace','path':'/description','value':'third'}]"));
    assertThat(patched.at("/version")).isEqualTo("1.2");
    assertThat(must(200, registry.get(path, id)).at("/description")).isEqualTo("third");
    assertThat(registry.get("/tenant/" + path, id, "xed;version=1.2").status()).isEqualTo(200);
    assertThat(registry.get("/tenant/" + path, id, "xed;version=1.1").code())
        .isEqualTo("XDM-1901-406");

    assertThat(must(204, registry.delete(path, id)).text()).isEmpty();
    assertThat(registry.get(path, id).code()).isEqualTo("XDM-" + number + "-404");
    assertThat(registry.delete(path, id).code()).isEqualTo("XDM-" + number + "-404");
  }

  @Test
  void anotherOrganisationOrSandboxKnowsNothingOfIt() {
    String id = registry.fieldGroup(TEXT);
    RegistryClient stranger = new RegistryClient(service.stranger());
    assertThat(stranger.get("fieldgroups", id).status()).isEqualTo(404);
    assertThat(stranger.delete("fieldgroups", id).status()).isEqualTo(404);
    assertThat(stranger.post("schemas", schemaBody(title("Theft"), id)).code())
        .isEqualTo("XDM-1906-400");
    assertThat(must(200, stranger.list("/tenant/fieldgroups", "xed")).body().path("results"))
        .isEmpty();
  }

  @Test
  void sendingTheSameAgainChangesNothing() {
    String title = title("Same");
    String id = registry.create("fieldgroups", fieldGroupBody(title, TEXT));
    assertThat(
            must(200, registry.put("fieldgroups", id, fieldGroupBody(title, TEXT))).at("/version"))
        .isEqualTo("1.0");
  }

  @Test
  void whoHasSeenAnOldVersionIsToldSoIfHeAsks() {
    String id = registry.fieldGroup(TEXT);
    String etag = registry.get("fieldgroups", id).at("/meta:registryMetadata/eTag");
    String change = "[{\"op\":\"replace\",\"path\":\"/description\",\"value\":\"%s\"}]";
    must(
        200,
        registry.send("PATCH", "fieldgroups", id, change.formatted("a"), Map.of("If-Match", etag)));
    Answer late =
        registry.send("PATCH", "fieldgroups", id, change.formatted("b"), Map.of("If-Match", etag));
    assertThat(late.code()).isEqualTo("XDM-1902-412");
    assertThat(registry.get("fieldgroups", id).at("/description")).isEqualTo("a");
  }

  @Test
  void titlesAreUniqueAcrossAllKinds() {
    String title = title("Only");
    String id = registry.create("datatypes", body("datatypes", title, ""));
    Answer second = registry.post("schemas", schemaBody(title));
    assertThat(second.code()).isEqualTo("XDM-1521-400");
    assertThat(second.at("/detail")).contains(id);
  }

  @Test
  void aFieldGroupAndADataTypeAreFieldsOfTheSchemasMadeOfThem() {
    String type =
        registry.create("datatypes", body("datatypes", title("Construction"), "of a house"));
    String group =
        registry.fieldGroup(
            "'built':{'$ref':'%s','title':'Built'},'rooms':{'type':'array','items':{'type':'string'}}"
                .formatted(type));
    String schema = registry.schema(group);
    JsonNode full = must(200, registry.get("/tenant/schemas", schema, "xed-full;version=1")).body();
    JsonNode own = full.at("/properties/_acme/properties");
    assertThat(own.at("/built/properties/year/type").asText()).isEqualTo("integer");
    assertThat(own.at("/built/title").asText()).isEqualTo("Built");
    assertThat(own.at("/rooms/items/type").asText()).isEqualTo("string");
    assertThat(full.at("/properties").has("personID")).isTrue();
    assertThat(full.has("allOf")).isFalse();
    JsonNode bare = registry.get("/tenant/schemas", schema, "xed-full-notext;version=1").body();
    assertThat(bare.findValues("title")).isEmpty();
    JsonNode composed = registry.get("schemas", schema).body();
    assertThat(composed.at("/allOf/1/$ref").asText()).isEqualTo(group);
    assertThat(composed.at("/meta:extends").toString())
        .contains(group, "https://ns.adobe.com/xdm/data/record");
    assertThat(composed.path("meta:class").asText()).isEqualTo(RegistryClient.PROFILE);
  }

  @Test
  void aFieldNamedTitleSurvivesTheFormWithoutTitles() {
    String group =
        registry.fieldGroup(
            "'title':{'type':'string','title':'Title'},'description':{'type':'string'}");
    JsonNode bare = registry.get("/tenant/fieldgroups", group, "xed-full-notext;version=1").body();
    assertThat(bare.at("/properties/_acme/properties").fieldNames())
        .toIterable()
        .containsExactly("title", "description");
    assertThat(bare.at("/properties/_acme/properties/title").has("title")).isFalse();
  }

  @Test
  void aDataTypeThatRefersToItselfEnds() {
    String type = registry.create("datatypes", body("datatypes", title("Tree"), ""));
    must(
        200,
        registry.patch(
            "datatypes",
            type,
            "[{'op':'add','path':'/properties/child','value':{'$ref':'%s'}}]".formatted(type)));
    String schema = registry.schema(registry.fieldGroup("'tree':{'$ref':'%s'}".formatted(type)));
    JsonNode tree =
        registry
            .get("/tenant/schemas", schema, "xed-full;version=1")
            .body()
            .at("/properties/_acme/properties/tree/properties");
    assertThat(tree.fieldNames()).toIterable().containsExactly("year");
    assertThat(registry.delete("datatypes", type).code()).isEqualTo("XDM-1908-400");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fieldgroups | 'a':{'type':'strin'} | XDM-1905-400 | /a/type is 'strin'",
        "fieldgroups | 'a':{'title':'x'} | XDM-1905-400 | /a has no type",
        "fieldgroups | 'a b':{'type':'string'} | XDM-1905-400 | /a b has a name that is not allowed",
        "fieldgroups | '_a':{'type':'string'} | XDM-1905-400 | /_a has a name that is not allowed",
        "fieldgroups | 'a':{'type':'array'} | XDM-1905-400 | /a is an array without items",
        "fieldgroups | 'a':{'type':'string','pattern':'(?=x)'} | XDM-1905-400 | /a/pattern is no regular",
        "fieldgroups | 'a':{'type':'string','enum':[]} | XDM-1905-400 | /a/enum has the wrong form",
        "fieldgroups | 'a':{'type':'integer','minimum':2,'maximum':1} | XDM-1905-400 | /a allows nothing",
        "fieldgroups | 'a':{'type':'number','minimum':1e999999999} | XDM-1905-400 | /a/minimum",
        "fieldgroups | 'a':{'type':'string','minLength':-1} | XDM-1905-400 | /a/minLength",
        "fieldgroups | 'a':{'type':'string','meta:enum':['x']} | XDM-1905-400 | /a/meta:enum",
        "fieldgroups | 'a':{'$ref':'https://ns.adobe.com/acme/datatypes/0'} | XDM-1906-400 | /a/$ref refers to",
        "fieldgroups | 'a':{'$ref':'#/definitions/none'} | XDM-1906-400 | which is not known",
        "fieldgroups | 'a':{'type':'object','properties':{'b':3}} | XDM-1905-400 | /a/properties/b",
      })
  void aBadFieldIsRefusedWithItsPlace(String path, String fields, String code, String told) {
    Answer answer = registry.post(path, fieldGroupBody(title("Bad"), fields));
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/detail")).contains(told);
    if (told.startsWith("/a")) {
      assertThat(answer.at("/report/path"))
          .startsWith("/definitions/custom/properties/_acme/properties/");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schemas | {'title':'','allOf':[]} | XDM-1905-400 | /title must be",
        "schemas | {'title':'%s'} | XDM-1906-400 | /allOf is empty",
        "schemas | {'title':'%s','type':'array','allOf':[]} | XDM-1905-400 | /type must be object",
        "schemas | {'title':'%s','allOf':[{'$ref':'https://ns.adobe.com/xdm/nothing'}]} | XDM-1906-400 | /allOf/0/$ref refers to https://ns.adobe.com/xdm/nothing",
        "schemas | {'title':'%s','allOf':[{'$ref':'_xdm.context.profile-person-details'}]} | XDM-1906-400 | names no class",
        "schemas | {'title':'%s','allOf':[{'$ref':'_xdm.context.profile'},{'$ref':'_xdm.context.account'}]} | XDM-1906-400 | /allOf/1/$ref is a second class",
        "schemas | {'title':'%s','allOf':[{'$ref':'_xdm.context.profile'},{'$ref':'_xdm.common.address'}]} | XDM-1906-400 | /allOf/1/$ref is one of the datatypes",
        "schemas | {'title':'%s','allOf':[{'$ref':'_xdm.context.profile'}],'properties':{'loose':{'type':'string'}}} | XDM-1021-400 | /properties/loose",
        "classes | {'title':'%s','allOf':[]} | XDM-1906-400 | names no behavior",
        "fieldgroups | {'title':'%s'} | XDM-1905-400 | /meta:intendedToExtend",
        "fieldgroups | {'title':'%s','meta:intendedToExtend':['_xdm.common.address']} | XDM-1906-400 | which is no class",
        "fieldgroups | {'title':'%s','meta:intendedToExtend':[],'definitions':{'x':{'properties':{'loose':{'type':'string'}}}},'allOf':[{'$ref':'#/definitions/x'}]} | XDM-1021-400 | /definitions/x/properties/loose",
      })
  void aBadCompositionIsRefusedWithItsPlace(String path, String body, String code, String told) {
    Answer answer = registry.post(path, body.replace("%s", title("Bad")));
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.at("/detail")).contains(told);
  }

  @Test
  void aStandardObjectCanBeExtendedUnderTheOwnName() {
    String group =
        registry.create(
            "fieldgroups",
            """
            {'title':'%s','type':'object','meta:intendedToExtend':['%s'],
             'definitions':{'x':{'properties':{'person':{'type':'object','properties':
               {'_acme':{'type':'object','properties':{'shoeSize':{'type':'integer'}}}}}}}},
             'allOf':[{'$ref':'#/definitions/x'}]}
            """
                .formatted(title("Shoes"), RegistryClient.PROFILE));
    String schema =
        registry.schema("https://ns.adobe.com/xdm/context/profile-person-details", group);
    JsonNode person =
        registry
            .get("/tenant/schemas", schema, "xed-full;version=1")
            .body()
            .at("/properties/person/properties");
    assertThat(person.has("birthDate")).isTrue();
    assertThat(person.at("/_acme/properties/shoeSize/meta:xdmType").asText()).isEqualTo("int");
  }

  @Test
  void twoFieldGroupsThatContradictEachOtherMakeNoSchema() {
    String one = registry.fieldGroup("'size':{'type':'string'}");
    String other = registry.fieldGroup("'size':{'type':'integer'}");
    Answer answer = registry.post("schemas", schemaBody(title("Contradiction"), one, other));
    assertThat(answer.code()).isEqualTo("XDM-1413-400");
    assertThat(answer.at("/detail")).contains("/_acme/size");
  }

  @Test
  void aPatchAddsAFieldGroupAndMakesANewVersion() {
    String schema = registry.schema();
    String group = registry.fieldGroup(TEXT);
    Answer patched =
        must(
            200,
            registry.patch(
                "schemas",
                schema,
                "[{'op':'add','path':'/allOf/-','value':{'$ref':'%s'}}]".formatted(group)));
    assertThat(patched.at("/version")).isEqualTo("1.1");
    assertThat(patched.at("/allOf/1/meta:xdmType")).isEqualTo("object");
    assertThat(patched.body().path("refs").toString()).contains(group);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | XDM-1904-400",
        "[{'op':'remove','path':'/nothing'}] | XDM-1904-400",
        "[{'op':'odd','path':'/title'}] | XDM-1904-400",
        "[{'op':'test','path':'/title','value':'other'}] | XDM-1904-400",
        "[{'op':'remove','path':'/title'}] | XDM-1905-400",
        "[{'op':'add','path':'/allOf/-','value':{'$ref':'nothing'}}] | XDM-1906-400",
      })
  void aPatchThatDoesNotFitChangesNothing(String operations, String code) {
    String schema = registry.schema();
    assertThat(registry.patch("schemas", schema, operations).code()).isEqualTo(code);
    assertThat(registry.get("schemas", schema).at("/version")).isEqualTo("1.0");
  }

  @Test
  void whatTheRegistryAloneSetsCannotBeChanged() {
    String schema = registry.schema();
    Answer patched =
        must(
            200,
            registry.patch(
                "schemas",
                schema,
                "[{'op':'replace','path':'/imsOrg','value':'other'},{'op':'replace','path':'/version','value':'7.0'},{'op':'add','path':'/description','value':'new'}]"));
    assertThat(patched.at("/version")).isEqualTo("1.1");
    assertThat(patched.at("/imsOrg"))
        .isEqualTo(registry.get("schemas", schema).at("/imsOrg"))
        .doesNotContain("other");
  }

  @Test
  void whatIsUsedIsNotDeleted() {
    String type = registry.create("datatypes", body("datatypes", title("Used"), ""));
    String group = registry.fieldGroup("'a':{'$ref':'%s'}".formatted(type));
    String schema = registry.schema(group);
    String dataSet = registry.dataSet(schema);
    for (String[] used :
        new String[][] {
          {"datatypes", type, group}, {"fieldgroups", group, schema}, {"schemas", schema, dataSet}
        }) {
      Answer refused = registry.delete(used[0], used[1]);
      assertThat(refused.code()).isEqualTo("XDM-1908-400");
      assertThat(refused.at("/detail")).contains(used[2]);
    }
    must(200, service.client().delete("/data/foundation/catalog/dataSets/" + dataSet));
    must(204, registry.delete("schemas", schema));
    must(204, registry.delete("fieldgroups", group));
    must(204, registry.delete("datatypes", type));
  }

  @Test
  void whatIsUsedByItsOtherNameIsNotDeletedEither() {
    String own =
        registry.create("classes", body("classes", title("Named"), "is known by two names"));
    String altId = registry.get("classes", own).at("/meta:altId");
    String group =
        registry.create(
            "fieldgroups",
            fieldGroupBody(title("For it"), TEXT).replace(RegistryClient.PROFILE, altId));
    assertThat(registry.get("fieldgroups", group).at("/meta:intendedToExtend/0")).isEqualTo(own);
    assertThat(registry.delete("classes", own).at("/detail")).contains(group);
    String groupAltId = registry.get("fieldgroups", group).at("/meta:altId");
    String schema = registry.schema(groupAltId);
    assertThat(registry.get("schemas", schema).body().path("refs").toString()).contains(group);
    assertThat(registry.delete("fieldgroups", group).code()).isEqualTo("XDM-1908-400");
  }

  @Test
  void aBreakingChangeOfASchemaInUseIsRefusedThroughWhateverItReachesIt() {
    String type = registry.create("datatypes", body("datatypes", title("Broken"), ""));
    String group = registry.fieldGroup("'a':{'$ref':'%s'},'b':{'type':'string'}".formatted(type));
    String schema = registry.schema(group);
    String remove = "[{'op':'remove','path':'/definitions/custom/properties/_acme/properties/b'}]";
    String dataSet = registry.dataSet(schema);
    Answer field = registry.patch("fieldgroups", group, remove);
    assertThat(field.code()).isEqualTo("XDM-1909-400");
    assertThat(field.at("/detail")).contains("/_acme/b would be gone", schema, dataSet);
    Answer inside =
        registry.patch(
            "datatypes",
            type,
            "[{'op':'replace','path':'/properties/year/type','value':'string'}]");
    assertThat(inside.at("/detail")).contains("/_acme/a/year was INTEGER and would be STRING");
    Answer part = registry.patch("schemas", schema, "[{'op':'remove','path':'/allOf/1'}]");
    assertThat(part.at("/detail")).contains("/_acme would be gone");
    assertThat(registry.get("schemas", schema).at("/version")).isEqualTo("1.0");

    must(
        200,
        registry.patch(
            "datatypes",
            type,
            "[{'op':'add','path':'/properties/month','value':{'type':'integer'}}]"));
    assertThat(registry.get("schemas", schema).at("/version")).isEqualTo("1.1");
    must(200, service.client().delete("/data/foundation/catalog/dataSets/" + dataSet));
    must(200, registry.patch("fieldgroups", group, remove));
    assertThat(registry.get("schemas", schema).at("/version")).isEqualTo("1.2");
  }

  @Test
  void aSchemaMadeOfAnOwnClassHasItsFields() {
    String own =
        registry.create(
            "classes",
            """
            {'title':'%s','type':'object','allOf':[{'$ref':'https://ns.adobe.com/xdm/data/record'},
             {'$ref':'#/definitions/x'}],'definitions':{'x':{'properties':{'_acme':{'type':'object',
             'properties':{'price':{'type':'number','minimum':0}}}}}}}
            """
                .formatted(title("House")));
    String schema =
        registry.create(
            "schemas",
            "{'title':'%s','type':'object','allOf':[{'$ref':'%s'}]}"
                .formatted(title("Houses"), own));
    JsonNode full = registry.get("/tenant/schemas", schema, "xed-full;version=1").body();
    assertThat(full.path("meta:class").asText()).isEqualTo(own);
    assertThat(full.at("/properties/_acme/properties/price/minimum").asInt()).isZero();
    assertThat(full.at("/properties").has("_id")).isTrue();
  }

  @Test
  void whatIsTooLargeIsRefused() {
    StringBuilder fields = new StringBuilder(TEXT);
    for (int i = 0; i < 6000; i++) {
      fields.append(",'f").append(i).append("':{'type':'string'}");
    }
    assertThat(
            registry.post("fieldgroups", fieldGroupBody(title("Wide"), fields.toString())).code())
        .isEqualTo("XDM-1907-400");
    String deep = "'a':{'type':'object','properties':{".repeat(45) + TEXT + "}}".repeat(45);
    assertThat(registry.post("fieldgroups", fieldGroupBody(title("Deep"), deep)).code())
        .isEqualTo("XDM-1907-400");
  }

  @Test
  void unionsBringTheTaggedSchemasOfAClassTogether() {
    String one = registry.fieldGroup("'one':{'type':'string'}");
    String other = registry.fieldGroup("'other':{'type':'string'}");
    String map = "https://ns.adobe.com/xdm/context/identitymap";
    String tag = "[{'op':'add','path':'/meta:immutableTags','value':['union']}]";
    String first = registry.schema(one, map);
    String second = registry.schema(other, map);
    assertThat(registry.patch("schemas", registry.schema(one), tag).code())
        .isEqualTo("XDM-1528-400");
    must(200, registry.patch("schemas", first, tag));
    must(200, registry.patch("schemas", second, tag));
    String union = RegistryClient.PROFILE + "__union";
    assertThat(must(200, registry.list("/tenant/unions", "xed-id")).at("/results/0/$id"))
        .isEqualTo(union);
    for (String path : new String[] {"unions", "schemas"}) {
      JsonNode full =
          must(200, registry.get("/tenant/" + path, union, "xed-full;version=1")).body();
      assertThat(full.at("/properties/_acme/properties").fieldNames())
          .toIterable()
          .contains("one", "other");
    }
    assertThat(
            registry
                .list("/tenant/schemas?property=meta:immutableTags==union", "xed-id")
                .body()
                .path("results"))
        .hasSize(2);
    String conflict = registry.fieldGroup("'one':{'type':'integer'}");
    assertThat(registry.patch("schemas", registry.schema(conflict, map), tag).code())
        .isEqualTo("XDM-1413-400");
    assertThat(
            registry
                .patch("schemas", first, "[{'op':'remove','path':'/meta:immutableTags'}]")
                .code())
        .isEqualTo("XDM-1909-400");
  }

  @Test
  void statisticsCountWhatTheTenantHas() {
    String id = registry.schema();
    Answer stats = must(200, service.client().get("/data/foundation/schemaregistry/stats"));
    assertThat(stats.at("/tenantId")).isEqualTo("acme");
    int schemas = registry.list("/tenant/schemas", "xed-id").body().path("results").size();
    assertThat(stats.body().at("/counts/schemas").asInt()).isEqualTo(schemas);
    assertThat(stats.body().path("recentlyCreatedResources").toString()).contains(id);
    assertThat(stats.body().path("classUsage").toString()).contains(RegistryClient.PROFILE, id);
  }
}
