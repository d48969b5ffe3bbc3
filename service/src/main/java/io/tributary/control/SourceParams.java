package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.SourceConnection;
import io.tributary.model.SourceKind;
import io.tributary.model.TributaryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the choice of data at a source must satisfy, by the kind of the source. */
final class SourceParams {
  private final JsonSchemas schemas = new JsonSchemas();

  /** Throws unless it says completely what is to be read. */
  void check(ConnectionSpec spec, SourceConnection source) {
    requireText("name", source.name());
    requireData(spec.kind(), source.data());
    requireObject(spec.kind(), source);
    JsonNode params = source.params() == null ? Json.object() : source.params();
    if (params.hasNonNull("filters")) {
      throw new TributaryException(
          ErrorCode.FILTER_UNSUPPORTED,
          spec.label()
              + " does not filter. Leave out 'params.filters', and filter in the mapping.");
    }
    if (spec.sourceSpec() != null && spec.sourceSpec().path("spec").isObject()) {
      schemas.check(spec.sourceSpec().path("spec"), params, "params");
    }
  }

  /** Throws if an account is named where the source has none. */
  static void refuseAccount(ConnectionSpec spec, SourceConnection source) {
    if (!spec.needsAccount() && source.baseConnectionId() != null) {
      throw new TributaryException(
          ErrorCode.BASE_CONNECTION_NOT_ALLOWED,
          spec.label() + " is read without an account. Leave out 'baseConnectionId'.");
    }
  }

  private static void requireText(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new TributaryException(
          ErrorCode.PARAMETER_MISSING, "The mandatory field '" + field + "' is missing.");
    }
  }

  private static void requireData(SourceKind kind, @Nullable JsonNode data) {
    if (data == null || data.isNull()) {
      if (kind == SourceKind.STREAMING) {
        return;
      }
      throw new TributaryException(
          ErrorCode.PARAMETER_MISSING,
          "The mandatory field 'data' is missing. Send {\"format\":\""
              + kind.formats().get(0)
              + "\"}.");
    }
    String format = data.path("format").asText(kind.formats().get(0));
    if (!kind.formats().contains(format.toLowerCase(Locale.ROOT))) {
      throw new TributaryException(
          ErrorCode.FORMAT_NOT_ALLOWED,
          "The data.format '"
              + format
              + "' is not allowed here. Allowed: "
              + String.join(", ", kind.formats())
              + ".");
    }
    Delimiters.requireOne(data.at("/properties/columnDelimiter").asText(""));
  }

  private static void requireObject(SourceKind kind, SourceConnection source) {
    String object = source.object();
    if (kind == SourceKind.TABULAR && (object == null || object.isBlank())) {
      throw new TributaryException(
          ErrorCode.PARAMETER_MISSING,
          "The mandatory field 'params.tableName' is missing. GET /connections/{id}/explore?objectType=root lists the tables.");
    }
  }
}
