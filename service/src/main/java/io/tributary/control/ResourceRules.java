package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.ResourceType;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a resource of an organisation may be made of; refusals name the place by JSON pointer. */
final class ResourceRules {
  static final int MOST_CHARACTERS = 256 << 10;
  private static final int LONGEST_TITLE = 256;

  /** Members in which a {@code $ref} is a value, not a reference. */
  private static final Set<String> VALUES =
      Set.of("enum", "const", "default", "examples", "meta:enum");

  private final ResourceType type;
  private final String namespace;
  private final Function<String, JsonNode> lookup;

  /**
   * @param tenant the word that names the organisation's own part of the registry
   * @param lookup the resource with an {@code $id}; missing if unknown
   */
  ResourceRules(ResourceType type, String tenant, Function<String, JsonNode> lookup) {
    this.type = type;
    this.namespace = "_" + tenant;
    this.lookup = lookup;
  }

  /** A reference and where it stands. */
  record Reference(String pointer, String target) {
    /** The resource that it names; empty for the one that it stands in. */
    String resource() {
      int hash = target.indexOf('#');
      return hash < 0 ? target : target.substring(0, hash);
    }

    String fragment() {
      int hash = target.indexOf('#');
      return hash < 0 ? "" : target.substring(hash + 1);
    }
  }

  void check(JsonNode body) {
    if (!body.isObject()) {
      throw FieldRules.invalid("", "is not a JSON object");
    }
    if (Json.write(body).length() > MOST_CHARACTERS) {
      throw new TributaryException(
          ErrorCode.XDM_TOO_LARGE,
          "The resource has more than "
              + MOST_CHARACTERS
              + " characters. Move parts of it into field groups and data types.");
    }
    head(body);
    new FieldRules(namespace).check(body, "");
    references(body).forEach(reference -> requireKnown(reference, body));
    switch (type) {
      case SCHEMA -> schema(body);
      case CLASS -> requireSome(body, "behavior", Set.of("behaviors", "classes"));
      case FIELD_GROUP -> intendedToExtend(body.path("meta:intendedToExtend"));
      default -> {}
    }
    if (type != ResourceType.DATA_TYPE) {
      requireNamespace(body, body, "", new HashSet<>());
    }
  }

  private void head(JsonNode body) {
    JsonNode title = body.path("title");
    if (!title.isTextual() || title.asText().isBlank() || title.asText().length() > LONGEST_TITLE) {
      throw FieldRules.invalid("/title", "must be a text of 1 to " + LONGEST_TITLE + " characters");
    }
    if (body.has("description") && !body.path("description").isTextual()) {
      throw FieldRules.invalid("/description", "must be a text");
    }
    String kind = body.path("type").asText("object");
    if (!kind.equals("object") && !(type == ResourceType.DATA_TYPE && kind.equals("array"))) {
      throw FieldRules.invalid("/type", "must be object, not " + kind);
    }
  }

  /** All references within a piece of schema. */
  static List<Reference> references(JsonNode schema) {
    List<Reference> references = new ArrayList<>();
    collect(schema, "", references);
    return references;
  }

  private static void collect(JsonNode node, String pointer, List<Reference> references) {
    if (node.path("$ref").isTextual()) {
      references.add(new Reference(pointer + "/$ref", node.path("$ref").asText()));
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!VALUES.contains(member.getKey())) {
        collect(member.getValue(), pointer + "/" + member.getKey(), references);
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), pointer + "/" + i, references);
    }
  }

  private void requireKnown(Reference reference, JsonNode body) {
    JsonNode resource = reference.resource().isEmpty() ? body : lookup.apply(reference.resource());
    if (Composition.at(resource, reference.fragment()).isMissingNode()) {
      throw reference(
          reference.pointer(),
          "refers to "
              + reference.target()
              + ", which is not known here. GET /global/… and /tenant/… list what is");
    }
  }

  private void schema(JsonNode body) {
    if (body.path("allOf").isEmpty()) {
      throw reference(
          "/allOf",
          "is empty: list a class and the field groups that extend it, each as {\"$ref\":…}");
    }
    requireSome(body, "class", Set.of("classes"));
    int classes = 0;
    for (int i = 0; i < body.path("allOf").size(); i++) {
      JsonNode part = lookup.apply(body.at("/allOf/" + i + "/$ref").asText());
      String kind = part.path("meta:resourceType").asText("mixins");
      classes += kind.equals("classes") ? 1 : 0;
      if (classes > 1 || !(kind.equals("classes") || kind.equals("mixins"))) {
        throw reference(
            "/allOf/" + i + "/$ref",
            classes > 1
                ? "is a second class; a schema has one"
                : "is one of the " + kind + "; a schema is made of one class and of field groups");
      }
    }
  }

  private void requireSome(JsonNode body, String what, Set<String> kinds) {
    for (JsonNode part : body.path("allOf")) {
      JsonNode resource = lookup.apply(part.path("$ref").asText());
      if (kinds.contains(resource.path("meta:resourceType").asText())) {
        return;
      }
    }
    throw reference("/allOf", "names no " + what + ": none of its references is one");
  }

  private void intendedToExtend(JsonNode classes) {
    if (!classes.isArray()) {
      throw FieldRules.invalid(
          "/meta:intendedToExtend", "must list the $id of the classes that the field group is for");
    }
    for (int i = 0; i < classes.size(); i++) {
      String kind = lookup.apply(classes.get(i).asText()).path("meta:resourceType").asText();
      if (!kind.equals("classes") && !kind.equals("behaviors")) {
        throw reference(
            "/meta:intendedToExtend/" + i, "is " + classes.get(i).asText() + ", which is no class");
      }
    }
  }

  /** Fields of an organisation lie under its own name, at the top or inside a standard object. */
  private void requireNamespace(
      JsonNode schema, JsonNode body, String pointer, Set<String> followed) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String place = pointer + "/properties/" + property.getKey();
      JsonNode child = property.getValue();
      if (property.getKey().equals(namespace)) {
        continue;
      }
      if (child.path("properties").isEmpty()) {
        throw new TributaryException(
            ErrorCode.XDM_NAMESPACE,
            "A custom field is defined under an invalid namespace: "
                + place
                + ". All custom fields must be defined under a top-level field named "
                + namespace
                + ".",
            Map.of("path", place),
            null);
      }
      requireNamespace(child, body, place, followed);
    }
    int part = 0;
    for (JsonNode each : schema.path("allOf")) {
      String target = each.path("$ref").asText();
      if (target.startsWith("#") && followed.add(target)) {
        String fragment = target.substring(1);
        requireNamespace(Composition.at(body, fragment), body, fragment, followed);
      }
      requireNamespace(each, body, pointer + "/allOf/" + part++, followed);
    }
  }

  private static TributaryException reference(String pointer, String fact) {
    return new TributaryException(
        ErrorCode.XDM_REFERENCE, pointer + " " + fact + ".", Map.of("path", pointer), null);
  }
}
