package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Checks parameters against the JSON Schemas that specifications carry. */
final class JsonSchemas {
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

  private static Set<String> names(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }
}
