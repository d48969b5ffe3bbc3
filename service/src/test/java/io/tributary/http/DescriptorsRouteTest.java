package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.RegistryClient.title;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.RegistryClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptors say what fields mean, of fields that there are. */
final class DescriptorsRouteTest {
  private static final String PERSONAL =
      "https://ns.adobe.com/xdm/context/profile-personal-details";

  @TempDir static Path home;
  private static TestService service;
  private static RegistryClient registry;
  private static String shared;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 1);
    registry = new RegistryClient(service.client());
    shared =
        registry.schema(
            PERSONAL,
            registry.fieldGroup(
                "'size':{'type':'integer'},'tags':{'type':'array','items':{'type':'string'}},'other':{'type':'string'}"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String identity(String schema, String path, boolean primary) {
    return """
        {'@type':'xdm:descriptorIdentity','xdm:sourceSchema':'%s','xdm:sourceVersion':1,'xdm:sourceProperty':'%s',
         'xdm:namespace':'Email','xdm:property':'xdm:code','xdm:isPrimary':%s}
        """
        .formatted(schema, path, primary);
  }

  @Test
  void livesFromItsCreationToItsDeletion() {
    String schema = registry.schema(PERSONAL);
    Answer created =
        must(201, registry.post("descriptors", identity(schema, "/personalEmail/address", true)));
    String id = created.at("/@id");
    assertThat(created.at("/xdm:sourceSchema")).isEqualTo(schema);
    assertThat(created.at("/meta:containerId")).isEqualTo("tenant");
    Answer read =
        must(200, service.client().get("/data/foundation/schemaregistry/tenant/descriptors/" + id));
    assertThat(read.body()).isEqualTo(created.body());
    must(200, registry.get("/tenant/descriptors", id, "xdm"));
    assertThat(registry.get("/tenant/descriptors", id, "xed;version=1").code())
        .isEqualTo("XDM-1009-400");

    Answer changed =
        must(200, registry.put("descriptors", id, identity(schema, "/mobilePhone/number", false)));
    assertThat(changed.at("/@id")).isEqualTo(id);
    assertThat(changed.at("/xdm:sourceProperty")).isEqualTo("/mobilePhone/number");
    must(204, registry.delete("descriptors", id));
    assertThat(registry.get("/tenant/descriptors", id, "xdm").code()).isEqualTo("XDM-1014-404");
    assertThat(registry.delete("descriptors", id).code()).isEqualTo("XDM-1014-404");
  }

  @Test
  void listsGroupThemByTypeOrPageThem() {
    String schema = registry.schema(PERSONAL);
    String one =
        must(201, registry.post("descriptors", identity(schema, "/personalEmail/address", false)))
            .at("/@id");
    String two =
        must(
                201,
                registry.post(
                    "descriptors",
                    "{'@type':'xdm:alternateDisplayInfo','xdm:sourceSchema':'%s','xdm:sourceProperty':'/personalEmail','xdm:title':{'en_us':'Mail'}}"
                        .formatted(schema)))
            .at("/@id");
    String mine = "?property=xdm:sourceSchema==" + io.tributary.TestClient.encoded(schema);
    JsonNode ids = must(200, registry.list("/tenant/descriptors" + mine, "xdm-id")).body();
    assertThat(ids.at("/xdm:descriptorIdentity/0").asText()).isEqualTo(one);
    assertThat(ids.at("/xdm:alternateDisplayInfo/0").asText()).isEqualTo(two);
    assertThat(
            registry.list("/tenant/descriptors" + mine, "xdm-link").at("/xdm:descriptorIdentity/0"))
        .isEqualTo("/tenant/descriptors/" + one);
    assertThat(
            registry.list("/tenant/descriptors" + mine, "xdm").at("/xdm:descriptorIdentity/0/@id"))
        .isEqualTo(one);
    Answer paged =
        must(
            200,
            registry.list("/tenant/descriptors" + mine + "&orderby=@type&limit=1", "xdm-v2-id"));
    assertThat(paged.at("/results/0")).isEqualTo(two);
    assertThat(paged.at("/_page/next")).isEqualTo("xdm:alternateDisplayInfo");
    Answer rest =
        registry.list(
            "/tenant/descriptors" + mine + "&orderby=@type&limit=1&start=xdm:alternateDisplayInfo",
            "xdm-v2");
    assertThat(rest.at("/results/0/@id")).isEqualTo(one);
    assertThat(registry.list("/tenant/descriptors", "xed").code()).isEqualTo("XDM-1008-400");
    assertThat(must(200, registry.list("/global/descriptors", "xdm")).body()).isEmpty();
    assertThat(new RegistryClient(service.stranger()).list("/tenant/descriptors", "xdm").body())
        .isEmpty();
    JsonNode full = registry.get("/tenant/schemas", schema, "xed-full-desc;version=1").body();
    assertThat(full.path("meta:descriptors")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'@type':'xdm:odd' | is no type of descriptor",
        "'@type':'xdm:descriptorIdentity' | needs xdm:namespace",
        "'@type':'xdm:descriptorIdentity','xdm:namespace':'Email','xdm:property':'x' | xdm:property must be",
        "'@type':'xdm:descriptorIdentity','xdm:namespace':'Email','xdm:property':'xdm:code','xdm:isPrimary':'yes' | must be true or false",
        "'@type':'xdm:descriptorIdentity','xdm:namespace':'Email','xdm:property':'xdm:code','xdm:sourceVersion':2 | only major version",
        "'@type':'xdm:descriptorIdentity','xdm:namespace':'Email','xdm:property':'xdm:code','xdm:sourceProperty':'/personalEmail' | is a OBJECT",
        "'@type':'xdm:descriptorIdentity','xdm:namespace':'Email','xdm:property':'xdm:code','xdm:sourceProperty':'/_acme/size' | is a INTEGER",
        "'@type':'xdm:descriptorIdentity','xdm:namespace':'Email','xdm:property':'xdm:code','xdm:sourceProperty':'/_acme/tags/*' | inside an array",
        "'@type':'xdm:alternateDisplayInfo' | gives no xdm:title",
        "'@type':'xdm:alternateDisplayInfo','xdm:title':'x','xdm:sourceProperty':'/personalEmail/nothing' | is no field of the schema",
        "'@type':'xdm:alternateDisplayInfo','xdm:title':'x','xdm:sourceProperty':'personalEmail' | is no field of the schema",
        "'@type':'xdm:alternateDisplayInfo','xdm:title':'x','xdm:sourceProperty':[] | has no xdm:sourceProperty",
        "'@type':'xdm:alternateDisplayInfo','xdm:title':'x','xdm:sourceSchema':'https://ns.adobe.com/acme/schemas/0' | is not known",
        "'@type':'xdm:descriptorOneToOne' | needs xdm:destinationSchema",
        "'@type':'xdm:descriptorOneToOne','xdm:destinationSchema':'nothing' | is not known",
        "'@type':'xdm:descriptorLabel','xdm:labels':[] | must be a list of labels",
        "'@type':'xdm:descriptorReferenceIdentity' | needs xdm:identityNamespace",
      })
  void whatSaysTooLittleOrOfNothingIsRefused(String members, String told) {
    String body =
        "{'xdm:sourceSchema':'%s','xdm:sourceProperty':'/personalEmail/address',%s}"
            .formatted(shared, members);
    Answer answer = registry.post("descriptors", body);
    assertThat(answer.code()).isEqualTo("XDM-1910-400");
    assertThat(answer.at("/detail")).contains(told);
  }

  @Test
  void aSchemaHasOnePrimaryIdentity() {
    String schema = registry.schema(PERSONAL);
    String first =
        must(201, registry.post("descriptors", identity(schema, "/personalEmail/address", true)))
            .at("/@id");
    Answer second = registry.post("descriptors", identity(schema, "/mobilePhone/number", true));
    assertThat(second.at("/detail")).contains("has a primary identity already", first);
    must(200, registry.put("descriptors", first, identity(schema, "/mobilePhone/number", true)));
  }

  @Test
  void aRelationshipKeepsItsDestination() {
    String source = registry.schema(registry.fieldGroup("'account':{'type':'string'}"));
    String destination = registry.schema(PERSONAL);
    String id =
        must(
                201,
                registry.post(
                    "descriptors",
                    """
        {'@type':'xdm:descriptorRelationship','xdm:sourceSchema':'%s','xdm:sourceVersion':1,'xdm:sourceProperty':'/_acme/account',
         'xdm:destinationSchema':'%s','xdm:destinationVersion':1,'xdm:destinationProperty':'/personalEmail/address',
         'xdm:cardinality':'M:1'}
        """
                        .formatted(source, destination)))
            .at("/@id");
    assertThat(registry.delete("schemas", destination).at("/detail")).contains(id);
    must(204, registry.delete("schemas", source));
    assertThat(registry.get("/tenant/descriptors", id, "xdm").status())
        .as("goes with its schema")
        .isEqualTo(404);
    must(204, registry.delete("schemas", destination));
  }

  @Test
  void aFieldThatADescriptorIsAboutStays() {
    String group = registry.fieldGroup("'mail':{'type':'string'},'other':{'type':'string'}");
    String schema = registry.schema(group);
    must(201, registry.post("descriptors", identity(schema, "/_acme/mail", false)));
    Answer refused =
        registry.patch(
            "fieldgroups",
            group,
            "[{'op':'remove','path':'/definitions/custom/properties/_acme/properties/mail'}]");
    assertThat(refused.code()).isEqualTo("XDM-1908-400");
    must(
        200,
        registry.patch(
            "fieldgroups",
            group,
            "[{'op':'remove','path':'/definitions/custom/properties/_acme/properties/other'}]"));
  }

  @Test
  void publishedNamesOfFieldsAreUnderstood() {
    String schema =
        registry.create(
            "schemas",
            "{'title':'%s','type':'object','allOf':[{'$ref':'https://ns.adobe.com/xdm/context/experienceevent'}]}"
                .formatted(title("Events")));
    must(
        201,
        registry.post(
            "descriptors",
            "{'@type':'xdm:alternateDisplayInfo','xdm:sourceSchema':'%s','xdm:sourceProperty':'/xdm:eventType','xdm:title':{'en_us':'Event'}}"
                .formatted(schema)));
  }
}
