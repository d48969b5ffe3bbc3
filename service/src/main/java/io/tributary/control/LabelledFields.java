package io.tributary.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of fields: those that a schema gives, and those that a data set adds. */
final class LabelledFields {
  private LabelledFields() {}

  /**
   * The fields of a data set with its labels besides those of its schema; what is said of the whole
   * data set is said of the row.
   */
  static Field of(Field schema, @Nullable Labels labels) {
    if (labels == null) {
      return schema;
    }
    Field labelled = schema.labelled(labels.labels());
    for (Labels.OfField of : labels.optionalLabels()) {
      Labels.Option option = of.option();
      if (option != null && option.schemaPath() != null && of.labels() != null) {
        List<String> steps = List.of(option.schemaPath().replaceFirst("^/", "").split("/", -1));
        labelled = labelled(labelled, steps, of.labels());
      }
    }
    return labelled;
  }

  /** Steps are {@code properties} with a name, or {@code items}. */
  private static Field labelled(Field field, List<String> steps, List<String> labels) {
    if (steps.isEmpty()) {
      return field.labelled(labels);
    }
    boolean element = steps.get(0).equals("items");
    if (!element && steps.size() < 2) {
      return field;
    }
    String name = element ? "" : steps.get(1).replace("~1", "/").replace("~0", "~");
    List<String> rest = steps.subList(element ? 1 : 2, steps.size());
    return field.with(
        field.fields().stream()
            .map(in -> element || in.name().equals(name) ? labelled(in, rest, labels) : in)
            .toList());
  }

  /** Each labelled field: {@code {"field":"person.name","labels":["core/C12"]}}. */
  static ArrayNode shown(Field row) {
    ArrayNode shown = Json.mapper().createArrayNode();
    row.fields().forEach(field -> show(field, field.name(), shown));
    return shown;
  }

  private static void show(Field field, String path, ArrayNode into) {
    if (!field.labels().isEmpty()) {
      ArrayNode labels = into.addObject().put("field", path).putArray("labels");
      field.labels().forEach(labels::add);
    }
    for (Field in : field.fields()) {
      String step =
          switch (field.kind()) {
            case ARRAY -> "[*]";
            case MAP -> ".*";
            default -> "." + in.name();
          };
      show(in, path + step, into);
    }
  }
}
