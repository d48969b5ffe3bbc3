package io.tributary.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.tributary.model.Connection;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.DataSet;
import io.tributary.model.Flow;
import io.tributary.model.FlowRun;
import io.tributary.model.FlowSpec;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import io.tributary.model.RunLog;
import io.tributary.model.Sandbox;
import io.tributary.model.SourceConnection;
import io.tributary.model.TargetConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of what travels over the wire, made from the records that travel. */
final class NounSchemas {
  /** What every stored thing has besides its own fields. */
  private static final List<String> STORED =
      List.of(
          "id",
          "etag",
          "createdBy",
          "updatedBy",
          "createdClient",
          "updatedClient",
          "sandboxId",
          "sandboxName",
          "imsOrgId");

  private static final List<Class<?>> LISTED =
      List.of(
          Connection.class,
          SourceConnection.class,
          TargetConnection.class,
          Flow.class,
          FlowRun.class);

  private static final List<Class<?>> OTHERS =
      List.of(ConnectionSpec.class, FlowSpec.class, DataSet.class, MappingSet.class, Sandbox.class);

  private NounSchemas() {}

  static ObjectNode schemas() {
    SchemaGenerator generator = generator();
    JsonNode shapes = shapes();
    ObjectNode schemas = Json.object();
    schemas.set("Stored", stored());
    for (Class<?> noun : LISTED) {
      String name = noun.getSimpleName();
      schemas.set(name, shaped(of(generator, noun), shapes.path(name)));
      ArrayNode parts = schemas.putObject("Stored" + name).putArray("allOf");
      parts.addObject().put("$ref", reference("Stored"));
      parts.addObject().put("$ref", reference(name));
      list(schemas, name, "Stored" + name);
    }
    for (Class<?> noun : OTHERS) {
      String name = noun.getSimpleName();
      schemas.set(name, shaped(of(generator, noun), shapes.path(name)));
      list(schemas, name, name);
    }
    schemas.set("RunLog", of(generator, RunLog.class));
    shapes.path("").properties().forEach(shape -> schemas.set(shape.getKey(), shape.getValue()));
    schemas.set("Reference", object("id", "etag"));
    ObjectNode problem = object("type", "title", "errorMessage", "errorDetails");
    ((ObjectNode) problem.path("properties")).putObject("status").put("type", "integer");
    ((ObjectNode) problem.path("properties")).putObject("report").put("type", "object");
    schemas.set("Problem", problem);
    return schemas;
  }

  /** What stands in fields that the records keep as trees, by noun and path. */
  private static JsonNode shapes() {
    try (InputStream stream = NounSchemas.class.getResourceAsStream("shapes.json")) {
      return Json.mapper().readTree(Objects.requireNonNull(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode shaped(ObjectNode schema, JsonNode shapes) {
    shapes
        .properties()
        .forEach(
            shape -> {
              JsonPointer place = JsonPointer.compile("/properties/" + shape.getKey());
              ObjectNode holder = (ObjectNode) schema.requiredAt(place.head());
              holder.set(place.last().getMatchingProperty(), shape.getValue());
            });
    return schema;
  }

  private static ObjectNode of(SchemaGenerator generator, Class<?> noun) {
    ObjectNode schema = generator.generateSchema(noun);
    schema.remove("$schema");
    return schema;
  }

  private static void list(ObjectNode schemas, String noun, String item) {
    ObjectNode list = schemas.putObject(noun + "List").put("type", "object");
    list.putArray("required").add("items");
    ObjectNode properties = list.putObject("properties");
    properties
        .putObject("items")
        .put("type", "array")
        .putObject("items")
        .put("$ref", reference(item));
    properties
        .putObject("_links")
        .put("type", "object")
        .putObject("properties")
        .putObject("next")
        .put("type", "object")
        .put("description", "Where to go on; not there on the last page.")
        .putObject("properties")
        .putObject("href")
        .put("type", "string");
  }

  private static ObjectNode stored() {
    ObjectNode schema = object(STORED.toArray(String[]::new));
    ObjectNode properties = (ObjectNode) schema.path("properties");
    properties.putObject("createdAt").put("type", "integer").put("description", "Epoch ms.");
    properties.putObject("updatedAt").put("type", "integer").put("description", "Epoch ms.");
    schema.put("description", "What is kept; all of it, unless a list was asked for some fields.");
    ArrayNode required = schema.putArray("required");
    List.of("id", "etag", "createdAt", "updatedAt", "createdBy", "updatedBy")
        .forEach(required::add);
    return schema;
  }

  private static ObjectNode object(String... texts) {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String text : texts) {
      properties.putObject(text).put("type", "string");
    }
    return schema;
  }

  private static String reference(String noun) {
    return "#/components/schemas/" + noun;
  }

  private static SchemaGenerator generator() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.INLINE_ALL_SCHEMAS)
            .without(Option.NONPUBLIC_STATIC_FIELDS, Option.PUBLIC_STATIC_FIELDS);
    config.forFields().withRequiredCheck(NounSchemas::isAlwaysThere);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> {
              if (JsonNode.class.isAssignableFrom(type.getErasedType())) {
                return new CustomDefinition(tree(type.getErasedType()));
              }
              return Id.class.equals(type.getErasedType())
                  ? new CustomDefinition(Json.object().put("type", "string"))
                  : null;
            });
    return new SchemaGenerator(config.build());
  }

  /** A component that is never null; specifications fill in what their senders left out. */
  private static boolean isAlwaysThere(FieldScope field) {
    Field component = field.getRawMember();
    boolean isFilledIn =
        List.of(ConnectionSpec.class, FlowSpec.class).contains(component.getDeclaringClass());
    return !isFilledIn && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static ObjectNode tree(Class<?> type) {
    if (ArrayNode.class.equals(type)) {
      return Json.object().put("type", "array");
    }
    return ObjectNode.class.equals(type)
        ? Json.object().put("type", "object").put("additionalProperties", true)
        : Json.object();
  }
}
