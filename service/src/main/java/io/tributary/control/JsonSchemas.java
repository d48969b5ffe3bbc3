package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Checks parameters against the JSON Schemas that specifications carry. */
final class JsonSchemas {
  private static final SchemaLocation DRAFT_7 =
      SchemaLocation.of("http://json-schema.org/draft-07/schema#");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
  private final ConcurrentMap<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  /**
   * Throws with the contract's code for a missing or an unsuitable parameter; never repeats a
   * value.
   */
  void check(JsonNode schema, JsonNode parameters, String where) {
    Schema compiledSchema = compiled.computeIfAbsent(schema, registry::getSchema);
    List<Error> errors = compiledSchema.validate(parameters);
    for (Error error : errors) {
      boolean missing = error.getKeyword().equals("required");
      String name =
          missing
              ? String.valueOf(error.getProperty())
              : error.getInstanceLocation().toString().replaceAll("^/", "");
      throw new TributaryException(
          missing ? ErrorCode.PARAMETER_MISSING : ErrorCode.PARAMETER_INVALID,
          missing
              ? "The mandatory field '"
                  + name
                  + "' is missing in "
                  + where
                  + ". The specification requires "
                  + names(schema)
                  + "."
              : "The value of '"
                  + name
                  + "' in "
                  + where
                  + " is not valid: it must satisfy '"
                  + error.getKeyword()
                  + "' of the specification.");
    }
  }

  /** Throws unless it is a schema by draft-07, whole in itself: no references to elsewhere. */
  void requireSchema(@Nullable JsonNode schema, String where) {
    if (schema == null || !schema.isObject()) {
      throw new TributaryException(
          ErrorCode.PARAMETER_MISSING,
          "The mandatory field 'spec' is missing in " + where + ". It is a JSON Schema, draft-07.");
    }
    for (JsonNode reference : schema.findValues("$ref")) {
      if (!reference.asText().startsWith("#")) {
        throw new TributaryException(
            ErrorCode.PARAMETER_INVALID,
            "The schema in " + where + " refers to elsewhere. References begin with '#'.");
      }
    }
    List<Error> errors = registry.getSchema(DRAFT_7).validate(schema);
    if (!errors.isEmpty()) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "The value of '"
              + errors.get(0).getInstanceLocation()
              + "' in the schema of "
              + where
              + " is not what draft-07 of JSON Schema allows.");
    }
  }

  private static Set<String> names(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }
}
