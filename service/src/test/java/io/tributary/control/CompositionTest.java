package io.tributary.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.TestClient;
import io.tributary.model.Constraints;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.ResourceType;
import io.tributary.model.TributaryException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** References become one tree of fields, or a refusal that says where. */
final class CompositionTest {
  private final Map<String, JsonNode> known = new HashMap<>();

  private ObjectNode add(String id, String schema) {
    ObjectNode resource = TestClient.json(schema).put("$id", id);
    known.put(id, resource);
    return resource;
  }

  private ObjectNode composed(ObjectNode resource) {
    return new Composition(id -> known.getOrDefault(id, MissingNode.getInstance())).of(resource);
  }

  @Test
  void fieldsOfSeveralPartsUnderTheSameNameAreBroughtTogether() {
    add("a", "{'properties':{'_acme':{'type':'object','properties':{'x':{'type':'string'}}}}}");
    add(
        "b",
        "{'properties':{'_acme':{'type':'object','properties':{'y':{'type':'string'}},'required':['y']}}}");
    ObjectNode both = composed(add("s", "{'allOf':[{'$ref':'a'},{'$ref':'b'}]}"));
    assertThat(both.at("/properties/_acme/properties").fieldNames())
        .toIterable()
        .containsExactly("x", "y");
    assertThat(both.at("/properties/_acme/required/0").asText()).isEqualTo("y");
  }

  @Test
  void twoTypesForOnePathAreRefusedWithThePath() {
    add("a", "{'properties':{'_acme':{'type':'object','properties':{'x':{'type':'string'}}}}}");
    add("b", "{'properties':{'_acme':{'type':'object','properties':{'x':{'type':'integer'}}}}}");
    ObjectNode schema = add("s", "{'allOf':[{'$ref':'a'},{'$ref':'b'}]}");
    assertThatThrownBy(() -> composed(schema))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.XDM_MERGE))
        .hasMessageContaining("/_acme/x is defined as string and as integer");
  }

  @Test
  void whatAFieldSaysItselfStandsAboveWhatItsDataTypeSays() {
    add("type", "{'title':'Type','type':'object','properties':{'x':{'type':'string'}}}");
    ObjectNode schema = add("s", "{'properties':{'a':{'$ref':'type','title':'Field'}}}");
    assertThat(composed(schema).at("/properties/a/title").asText()).isEqualTo("Field");
    assertThat(composed(schema).at("/properties/a").has("$id")).isFalse();
  }

  @Test
  void circlesEnd() {
    add("a", "{'type':'object','properties':{'b':{'$ref':'b'},'n':{'type':'string'}}}");
    add(
        "b",
        "{'type':'object','properties':{'a':{'type':'array','items':{'$ref':'a'}},'m':{'type':'string'}}}");
    ObjectNode schema = add("s", "{'allOf':[{'$ref':'a'}]}");
    assertThat(composed(schema).at("/properties/b/properties").fieldNames())
        .toIterable()
        .containsExactly("m");
    ObjectNode own =
        add(
            "o",
            "{'allOf':[{'$ref':'#/definitions/x'}],'definitions':{'x':{'allOf':[{'$ref':'#/definitions/x'}],'properties':{'n':{'type':'string'}}}}}");
    assertThat(composed(own).path("properties").fieldNames()).toIterable().containsExactly("n");
  }

  @Test
  void growthWithoutEndIsRefused() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      fields.append(i == 0 ? "" : ",").append("'f").append(i).append("':{'$ref':'%s'}");
    }
    for (int level = 0; level < 5; level++) {
      String inner = "t" + (level + 1);
      add("t" + level, ("{'type':'object','properties':{" + fields + "}}").replace("%s", inner));
    }
    add("t5", "{'type':'object','properties':{'x':{'type':'string'}}}");
    ObjectNode schema = add("s", "{'allOf':[{'$ref':'t0'}]}");
    assertThatThrownBy(() -> composed(schema))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.XDM_TOO_LARGE))
        .hasMessageContaining("larger than " + Composition.MOST_FIELDS);
  }

  @Test
  void repetitionWithoutEndIsRefused() {
    StringBuilder parts = new StringBuilder("'x30':{'type':'object'}");
    for (int i = 0; i < 30; i++) {
      String next = "{'$ref':'#/definitions/x" + (i + 1) + "'}";
      parts.append(",'x").append(i).append("':{'allOf':[").append(next).append(",").append(next);
      parts.append("]}");
    }
    ObjectNode schema =
        add("s", "{'allOf':[{'$ref':'#/definitions/x0'}],'definitions':{" + parts + "}}");
    assertThatThrownBy(() -> composed(schema)).hasMessageContaining("is made of more than");
  }

  @Test
  void everyStandardFieldGroupGoesWithTheClassesItIsMeantFor() {
    for (ObjectNode group : StandardResources.list(ResourceType.FIELD_GROUP)) {
      for (JsonNode id : group.path("meta:intendedToExtend")) {
        ObjectNode schema =
            TestClient.json(
                "{'allOf':[{'$ref':'%s'},{'$ref':'%s'}]}"
                    .formatted(id.asText(), group.path("$id").asText()));
        Field fields = new SchemaFields().of(new Composition(StandardResources::get).of(schema));
        assertThat(fields.fields()).as(group.path("$id").asText()).isNotEmpty();
      }
    }
  }

  @Test
  void standardFieldsAreNamedAsRowsNameThem() {
    Field profile =
        new SchemaFields()
            .of(
                new Composition(StandardResources::get)
                    .of((ObjectNode) StandardResources.get("_xdm.context.profile")));
    assertThat(DescriptorRules.find(profile, "/_repo/createDate")).isNotNull();
    assertThat(DescriptorRules.find(profile, "/_id")).isNotNull();
    Field ids =
        new SchemaFields()
            .of(
                new Composition(StandardResources::get)
                    .of((ObjectNode) StandardResources.get("_xdm.context.enduserids")));
    assertThat(DescriptorRules.find(ids, "/_experience/mcid/id")).isNotNull();
  }

  @Test
  void theFormOfStandardTextIsShownButNotDemanded() {
    JsonNode phone = StandardResources.get("https://ns.adobe.com/xdm/context/phonenumber");
    ObjectNode composed = new Composition(StandardResources::get).of(phone);
    assertThat(composed.at("/properties/countryCode/maxLength").asInt()).isEqualTo(3);
    assertThat(constraints(composed, "countryCode")).isEqualTo(Constraints.NONE);
    ObjectNode own =
        composed(
            add(
                "own",
                """
                {'properties':{'a':{'type':'string','pattern':'x','maxLength':3},
                 'b':{'type':'string','enum':['x'],'meta:enum':{'x':'X','y':'Y'}},
                 'c':{'type':'string','meta:enum':{'x':'X'}}}}
                """));
    assertThat(constraints(own, "a").pattern()).isEqualTo("x");
    assertThat(constraints(own, "a").maxLength()).isEqualTo(3);
    assertThat(constraints(own, "b").allowed()).containsExactly("x");
    assertThat(constraints(own, "c")).as("suggestions only").isEqualTo(Constraints.NONE);
  }

  @Test
  void whatStandardFieldsAllowIsDemanded() {
    JsonNode person = StandardResources.get("https://ns.adobe.com/xdm/context/person");
    ObjectNode composed = new Composition(StandardResources::get).of(person);
    assertThat(constraints(composed, "gender").allowed()).contains("female", "male");
    assertThat(constraints(composed, "birthYear").maximum())
        .isEqualTo(new Constraints.Limit(new BigDecimal("32767"), false));
  }

  private static Constraints constraints(ObjectNode composed, String name) {
    Field field = new SchemaFields().of(composed).field(name);
    return Objects.requireNonNull(field).constraints();
  }
}
