package io.tributary.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.util.Locale;
import java.util.Set;

/** JSON Patch with the contract's dialect: add, replace and remove in any case, all or nothing. */
final class Patch {
  private static final Set<String> SUPPORTED = Set.of("add", "replace", "remove");

  private Patch() {}

  static <T> T apply(T value, JsonNode patch, Class<T> type) {
    if (!patch.isArray() || patch.isEmpty()) {
      throw new TributaryException(
          ErrorCode.BODY_EMPTY,
          "The body must be a non-empty array of patch operations: [{\"op\",\"path\",\"value\"}].");
    }
    ArrayNode operations = Json.mapper().createArrayNode();
    patch.forEach(operation -> operations.add(normal(operation)));
    try {
      JsonNode changed = JsonPatch.apply(operations, Json.tree(value));
      return Json.mapper().treeToValue(changed, type);
    } catch (JsonPatchApplicationException | JsonProcessingException e) {
      throw new TributaryException(
          ErrorCode.PATCH_INVALID,
          "The patch cannot be applied: " + firstLine(e) + " Nothing was changed.",
          e);
    }
  }

  private static JsonNode normal(JsonNode operation) {
    String op = operation.path("op").asText().toLowerCase(Locale.ROOT);
    if (!SUPPORTED.contains(op)) {
      throw new TributaryException(
          ErrorCode.PATCH_OP_UNSUPPORTED,
          "The patch operation '"
              + operation.path("op").asText()
              + "' is not supported. Use add, replace or remove.");
    }
    if (!operation.path("path").asText().startsWith("/")) {
      throw new TributaryException(
          ErrorCode.PATCH_INVALID,
          "A patch operation needs a path that begins with '/': " + operation);
    }
    ObjectNode copy = operation.deepCopy();
    copy.put("op", op);
    return copy;
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
