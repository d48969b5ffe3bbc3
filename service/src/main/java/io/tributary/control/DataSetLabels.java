package io.tributary.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Labels;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Labels of data sets: what may be said, and of which fields. */
public final class DataSetLabels {
  private static final int MOST = 1000;
  private static final Pattern LABEL = Pattern.compile("[\\w.:/-]{1,100}");
  private static final Labels NONE = new Labels(List.of(), List.of());

  private final DataSets dataSets;
  private final Schemas schemas;

  public DataSetLabels(DataSets dataSets, Schemas schemas) {
    this.dataSets = dataSets;
    this.schemas = schemas;
  }

  /** The data set with its labels. */
  public Stored<Labels> get(Caller caller, Id<DataSet> id) {
    return of(dataSets.get(caller, id));
  }

  /** The labels of its fields, by its schema and by itself; empty if the schema is gone. */
  public ArrayNode ofFields(Caller caller, DataSet dataSet) {
    try {
      Field schema = schemas.fields(caller, String.valueOf(dataSet.schemaId()));
      Field own = LabelledFields.of(schema, dataSet.labels());
      return LabelledFields.shown(own);
    } catch (TributaryException e) {
      if (e.code() == ErrorCode.SCHEMA_NOT_FOUND) {
        return Json.mapper().createArrayNode();
      }
      throw e;
    }
  }

  /**
   * Sets all labels anew.
   *
   * @param ifMatch the version that the change was made from; null for whichever there is
   */
  public Stored<Labels> replace(
      Caller caller, Id<DataSet> id, @Nullable String ifMatch, Labels labels) {
    return of(
        dataSets.change(
            caller, id, ifMatch, dataSet -> dataSet.withLabels(checked(caller, dataSet, labels))));
  }

  public Stored<Labels> delete(Caller caller, Id<DataSet> id, @Nullable String ifMatch) {
    return of(dataSets.change(caller, id, ifMatch, dataSet -> dataSet.withLabels(null)));
  }

  private static Stored<Labels> of(Stored<DataSet> stored) {
    Labels labels = stored.value().labels();
    return stored.with(labels == null ? NONE : labels);
  }

  private Labels checked(Caller caller, DataSet dataSet, Labels labels) {
    String schema = String.valueOf(dataSet.schemaId());
    List<Labels.OfField> ofFields = labels.optionalLabels();
    requireLabels(labels.labels());
    if (ofFields.size() > MOST) {
      throw invalid("There are labels for more than " + MOST + " fields.");
    }
    Field fields = schemas.fields(caller, schema);
    for (Labels.OfField of : ofFields) {
      requireLabels(of.labels());
      Labels.Option option = of.option();
      if (option == null || !schema.equals(option.id())) {
        throw invalid("An option does not name the data set's schema " + schema + " as its id.");
      }
      requireField(fields, String.valueOf(option.schemaPath()));
    }
    return labels;
  }

  private static void requireLabels(@Nullable List<String> labels) {
    List<String> given = labels == null ? List.of() : labels;
    if (given.size() > MOST) {
      throw invalid("There are more than " + MOST + " labels at one place.");
    }
    for (String label : given) {
      if (!LABEL.matcher(label).matches()) {
        throw invalid("'" + label + "' is no label: up to 100 letters, digits and . : / - _");
      }
    }
  }

  /** A path goes through {@code properties} of objects and {@code items} of lists. */
  private static void requireField(Field root, String path) {
    Deque<String> steps = new ArrayDeque<>(List.of(path.replaceFirst("^/", "").split("/", -1)));
    Field at = root;
    while (!steps.isEmpty() && at != null) {
      String step = steps.removeFirst();
      at =
          switch (step) {
            case "properties" -> steps.isEmpty() ? null : at.field(unescaped(steps.removeFirst()));
            case "items" -> at.kind() == Field.Kind.ARRAY ? at.fields().get(0) : null;
            default -> null;
          };
    }
    if (at == null) {
      throw invalid(
          "The schema has no field at '" + path + "'. Write /properties/person/properties/name.");
    }
  }

  private static String unescaped(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  private static TributaryException invalid(String why) {
    return new TributaryException(ErrorCode.CATALOG_INVALID, why);
  }
}
