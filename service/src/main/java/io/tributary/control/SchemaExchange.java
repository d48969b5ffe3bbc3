package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.ResourceType;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resources on their way to another sandbox or organisation: each behind what it refers to, and
 * where the tenant's name stood there is a mark that the next tenant's takes the place of.
 */
final class SchemaExchange {
  static final String TENANT = "<XDM_TENANTID_PLACEHOLDER>";
  private static final String NAMESPACE = "https://ns.adobe.com/";
  private static final int MOST = 500;

  /** What is of the place that a resource comes from; identities, which unions need, stay there. */
  private static final List<String> LOCAL =
      List.of("imsOrg", "refs", "meta:tenantNamespace", "meta:immutableTags", "meta:containerId");

  private static final Set<ResourceType> OWN =
      Set.of(
          ResourceType.CLASS,
          ResourceType.FIELD_GROUP,
          ResourceType.DATA_TYPE,
          ResourceType.SCHEMA);

  private final SchemaLibrary library;
  private final Sandboxes sandboxes;

  SchemaExchange(SchemaLibrary library, Sandboxes sandboxes) {
    this.library = library;
    this.sandboxes = sandboxes;
  }

  /** A resource to be created under an id of its own. */
  record Imported(ResourceType type, String hex, ObjectNode body) {}

  List<ObjectNode> export(Caller caller, String id) {
    Map<String, ObjectNode> found = new LinkedHashMap<>();
    collect(caller, id, found);
    String tenant = sandboxes.tenant(caller.org());
    return found.values().stream().map(one -> (ObjectNode) marked(one, tenant)).toList();
  }

  /** Behind what it refers to; references among an organisation's resources make no circle here. */
  private void collect(Caller caller, String id, Map<String, ObjectNode> found) {
    Stored<ObjectNode> stored = library.own(caller, id).orElse(null);
    if (stored == null || found.containsKey(stored.id().value())) {
      return;
    }
    ObjectNode resource = stored.value().deepCopy();
    found.put(stored.id().value(), resource);
    resource.path("refs").forEach(reference -> collect(caller, reference.asText(), found));
    found.remove(stored.id().value());
    found.put(stored.id().value(), resource.without(LOCAL));
  }

  private static JsonNode marked(JsonNode node, String tenant) {
    if (node instanceof ObjectNode object) {
      ObjectNode marked = Json.object();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String name = member.getKey();
        marked.set(
            name.equals("_" + tenant) ? "_" + TENANT : name, marked(member.getValue(), tenant));
      }
      return marked;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode marked = Json.mapper().createArrayNode();
      array.forEach(element -> marked.add(marked(element, tenant)));
      return marked;
    }
    return node.isTextual() ? TextNode.valueOf(marked(node.asText(), tenant)) : node;
  }

  /** An {@code $id}, a {@code meta:altId}, a local reference, or a text that is none of these. */
  private static String marked(String text, String tenant) {
    if (text.startsWith(NAMESPACE + tenant + "/")) {
      return NAMESPACE + TENANT + text.substring(NAMESPACE.length() + tenant.length());
    }
    if (text.startsWith("_" + tenant + ".")) {
      return "_" + TENANT + text.substring(tenant.length() + 1);
    }
    return text.startsWith("#/")
        ? text.replaceAll("/_" + Pattern.quote(tenant) + "(?=/|$)", "/_" + TENANT)
        : text;
  }

  /** What is to be created, in the order in which it was sent. */
  List<Imported> read(Caller caller, JsonNode exported) {
    if (!exported.isArray() || exported.isEmpty() || exported.size() > MOST) {
      throw refused("send the array that GET /rpc/export/{id} answers, of 1 to " + MOST);
    }
    String tenant = sandboxes.tenant(caller.org());
    List<Imported> read = new ArrayList<>();
    for (JsonNode each : Json.read(Json.write(exported).replace(TENANT, tenant), JsonNode.class)) {
      Imported one = read(each, tenant);
      library
          .own(caller, one.hex())
          .ifPresent(
              there -> {
                throw refused("an object " + OwnResource.called(there) + " already exists");
              });
      read.add(one);
    }
    return read;
  }

  private static Imported read(JsonNode resource, String tenant) {
    String id = resource.path("$id").asText();
    Matcher form =
        Pattern.compile(Pattern.quote(NAMESPACE + tenant) + "/([a-z]+)/([0-9a-f]{16,64})")
            .matcher(id);
    ResourceType type =
        form.matches() ? ResourceType.of(form.group(1)).filter(OWN::contains).orElse(null) : null;
    if (type == null || !(resource instanceof ObjectNode body)) {
      throw refused(
          "the $id '" + id + "' is not that of a schema, class, field group or data type of yours");
    }
    return new Imported(type, form.group(2), body);
  }

  static TributaryException refused(String why) {
    return new TributaryException(
        ErrorCode.XDM_IMPORT,
        "Failed to import resources: " + why.replaceAll("\\.$", "") + ". Nothing was imported.");
  }
}
