package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.Constraints.Identity;
import io.tributary.model.Field;
import io.tributary.model.Id;
import io.tributary.model.Query;
import io.tributary.model.ResourceType;
import io.tributary.model.Stored;
import io.tributary.store.Documents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All that a caller's schemas can be made of: the standard resources and the organisation's own.
 */
final class SchemaLibrary {
  private final Documents<ObjectNode> documents;
  private final Documents<ObjectNode> descriptors;
  private final Lock turn = new ReentrantLock();

  SchemaLibrary(Documents<ObjectNode> documents, Documents<ObjectNode> descriptors) {
    this.documents = documents;
    this.descriptors = descriptors;
  }

  /** Changes of the library happen one at a time: each may rest on what another changes. */
  <T> T alone(Supplier<T> change) {
    turn.lock();
    try {
      return change.get();
    } finally {
      turn.unlock();
    }
  }

  /** The resource that a reference names, wherever it is; missing if there is none. */
  JsonNode find(Caller caller, String id) {
    JsonNode standard = StandardResources.get(id);
    return standard.isMissingNode()
        ? own(caller, id).<JsonNode>map(Stored::value).orElseGet(MissingNode::getInstance)
        : standard;
  }

  /**
   * The organisation's resource with that {@code $id}, {@code meta:altId} or hexadecimal end of
   * either.
   */
  Optional<Stored<ObjectNode>> own(Caller caller, String id) {
    String hex = id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('.')) + 1);
    return documents.find(caller, Id.of(hex)).filter(found -> names(found).contains(id));
  }

  /** All that the organisation's resource may be called. */
  static List<String> names(Stored<ObjectNode> resource) {
    return List.of(
        resource.value().path("$id").asText(),
        resource.value().path("meta:altId").asText(),
        resource.id().value());
  }

  /** All of the organisation's resources. */
  List<Stored<ObjectNode>> all(Caller caller) {
    return all(documents, caller, Query.all().most());
  }

  List<Stored<ObjectNode>> all(Caller caller, ResourceType type) {
    return all(documents, caller, Query.where("meta:resourceType", type.word()));
  }

  List<Stored<ObjectNode>> descriptors(Caller caller) {
    return all(descriptors, caller, Query.all().most());
  }

  /** The descriptors of one schema. */
  List<Stored<ObjectNode>> descriptors(Caller caller, String schema) {
    return all(descriptors, caller, Query.where("xdm:sourceSchema", schema));
  }

  private static <T> List<Stored<T>> all(Documents<T> documents, Caller caller, Query query) {
    List<Stored<T>> all = new ArrayList<>();
    for (Query next = query; next != null; ) {
      Query.Page<Stored<T>> page = documents.list(caller, next);
      all.addAll(page.items());
      next = page.next();
    }
    return all;
  }

  /** {@link #find}, asking only once for each reference. */
  Function<String, JsonNode> lookup(Caller caller) {
    Map<String, JsonNode> known = new HashMap<>();
    return reference -> known.computeIfAbsent(reference, id -> find(caller, id));
  }

  /** The resource with all references resolved. */
  ObjectNode composed(Caller caller, JsonNode resource) {
    return new Composition(lookup(caller)).of(resource);
  }

  /** The same, with what else there is to say of the resource. */
  ObjectNode full(Caller caller, ObjectNode resource) {
    ObjectNode full = resource.deepCopy();
    full.remove(List.of("definitions", "allOf", "properties", "required", "items"));
    composed(caller, resource)
        .properties()
        .forEach(member -> full.putIfAbsent(member.getKey(), member.getValue()));
    return full;
  }

  /** The fields that rows of a composed schema have, with what identifies them. */
  Field fields(Caller caller, String schema, JsonNode composed) {
    Map<String, Identity> identities = new HashMap<>();
    Map<String, List<String>> labels = new HashMap<>();
    for (Stored<ObjectNode> stored : descriptors(caller, schema)) {
      ObjectNode descriptor = stored.value();
      String type = descriptor.path("@type").asText();
      if (type.equals(DescriptorRules.IDENTITY)) {
        Identity identity =
            new Identity(
                descriptor.path("xdm:namespace").asText(),
                descriptor.path("xdm:isPrimary").asBoolean());
        identities.put(DescriptorRules.path(descriptor.path("xdm:sourceProperty")), identity);
      } else if (type.equals(DescriptorRules.LABEL)) {
        List<String> said =
            descriptor.path("xdm:labels").valueStream().map(JsonNode::asText).toList();
        for (String path : DescriptorRules.paths(descriptor.path("xdm:sourceProperty"))) {
          String plain = path.replaceAll("/(\\*|items)(?=/|$)", "");
          labels.merge(
              plain, said, (a, b) -> Stream.concat(a.stream(), b.stream()).distinct().toList());
        }
      }
    }
    return new SchemaFields(identities, labels).of(composed);
  }
}
