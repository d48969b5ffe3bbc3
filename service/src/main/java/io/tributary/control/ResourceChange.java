package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.ResourceType;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A change of one resource, and what it does to the schemas that are made of it. */
final class ResourceChange {
  private static final int SHOWN = 5;

  private final SchemaLibrary library;
  private final ResourceUse use;
  private final Caller caller;
  private final Stored<ObjectNode> before;
  private final ObjectNode after;
  private final Function<String, JsonNode> known;

  ResourceChange(
      SchemaLibrary library,
      ResourceUse use,
      Caller caller,
      Stored<ObjectNode> before,
      ObjectNode after) {
    this.library = library;
    this.use = use;
    this.caller = caller;
    this.before = before;
    this.after = after;
    this.known = library.lookup(caller);
  }

  /**
   * The other schemas whose rows change with it.
   *
   * @throws TributaryException if one of them could not be composed any more, or a data set or a
   *     descriptor rests on what would be gone
   */
  List<Stored<ObjectNode>> reach() {
    List<Stored<ObjectNode>> reached = new ArrayList<>();
    if (StandardResources.isA(ResourceType.SCHEMA, after)) {
      requireKept(before, composed(before.value(), known), composed(after, this::changed));
    } else {
      composed(after, this::changed);
      for (Stored<ObjectNode> schema : use.schemas(caller, id(after))) {
        ObjectNode then = composed(schema.value(), known);
        ObjectNode now = composed(schema.value(), this::changed);
        if (!then.equals(now)) {
          requireKept(schema, then, now);
          reached.add(schema);
        }
      }
    }
    return reached;
  }

  private static ObjectNode composed(JsonNode resource, Function<String, JsonNode> lookup) {
    return new Composition(lookup).of(resource);
  }

  private JsonNode changed(String reference) {
    return SchemaLibrary.names(before).contains(reference) ? after : known.apply(reference);
  }

  private static String id(JsonNode resource) {
    return resource.path("$id").asText();
  }

  private void requireKept(Stored<ObjectNode> schema, ObjectNode then, ObjectNode now) {
    Field fields = library.fields(caller, id(schema.value()), now);
    requireDescribed(schema, fields);
    List<Stored<DataSet>> dataSets = use.dataSets(caller, schema);
    if (dataSets.isEmpty()) {
      return;
    }
    List<String> breaks =
        SchemaEvolution.breaks(library.fields(caller, id(schema.value()), then), fields);
    if (!breaks.isEmpty()) {
      throw new TributaryException(
          ErrorCode.XDM_BREAKING,
          "The change would break the schema "
              + OwnResource.called(schema)
              + ", whose rows the data set "
              + dataSets.get(0).id()
              + " holds: "
              + String.join(" ", breaks.subList(0, Math.min(SHOWN, breaks.size())))
              + " Only add what is optional, or allow more; for anything else make another schema.",
          Map.of("schema", id(schema.value()), "dataSet", dataSets.get(0).id().value()),
          null);
    }
  }

  private void requireDescribed(Stored<ObjectNode> schema, Field fields) {
    for (Stored<ObjectNode> descriptor : library.descriptors(caller, id(schema.value()))) {
      for (String path : DescriptorRules.paths(descriptor.value().path("xdm:sourceProperty"))) {
        if (DescriptorRules.find(fields, path) == null) {
          throw new TributaryException(
              ErrorCode.XDM_IN_USE,
              "The field "
                  + path
                  + " of the schema "
                  + id(schema.value())
                  + " would be gone, but the descriptor "
                  + descriptor.id()
                  + " is about it. Delete the descriptor first.",
              Map.of("descriptor", descriptor.id().value()),
              null);
        }
      }
    }
  }
}
