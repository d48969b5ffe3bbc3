package io.tributary.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON Patch with the contract's dialect: operations in any case, all or nothing. The Flow Service
 * knows add, replace and remove, the schema registry all of the standard's.
 */
final class Patch {
  private static final String UNCHANGED = " Nothing was changed.";
  private static final Set<String> SUPPORTED = Set.of("add", "replace", "remove");
  private static final Set<String> WITH_VALUE = Set.of("add", "replace", "test");
  private static final Set<String> AT_WHAT_IS_THERE = Set.of("replace", "remove", "test");

  static final Set<String> STANDARD = Set.of("add", "replace", "remove", "move", "copy", "test");

  /** What the service notes by itself. */
  private static final Set<String> OWN =
      Set.of(
          "id",
          "etag",
          "version",
          "createdAt",
          "updatedAt",
          "createdBy",
          "updatedBy",
          "createdClient",
          "updatedClient",
          "sandboxId",
          "sandboxName",
          "imsOrgId",
          "providerRefId",
          "inheritedAttributes",
          "lastOperation",
          "lastRunDetails",
          "runs");

  private Patch() {}

  static <T extends Record> T apply(T value, JsonNode patch, Class<T> type) {
    requireOperations(patch);
    for (JsonNode operation : patch) {
      requireField(normal(operation, SUPPORTED).path("path").asText(), type);
    }
    return apply(value, patch, type, SUPPORTED);
  }

  static <T> T apply(T value, JsonNode patch, Class<T> type, Set<String> operations) {
    requireOperations(patch);
    JsonNode changed = Json.tree(value);
    for (JsonNode operation : patch) {
      changed = apply(changed, normal(operation, operations));
    }
    try {
      return Json.mapper().treeToValue(changed, type);
    } catch (JsonProcessingException e) {
      // Jackson's own words repeat the value, which may be a secret.
      String field = Json.field(e);
      throw invalid(
          "the field '" + field + "' would have a value of the wrong type." + UNCHANGED, e);
    }
  }

  private static void requireOperations(JsonNode patch) {
    if (!patch.isArray() || patch.isEmpty()) {
      throw new TributaryException(
          ErrorCode.BODY_EMPTY,
          "The body must be a non-empty array of patch operations: [{\"op\",\"path\",\"value\"}].");
    }
  }

  private static JsonNode apply(JsonNode document, JsonNode operation) {
    String path = operation.path("path").asText();
    boolean exists = !document.at(path).isMissingNode();
    if (AT_WHAT_IS_THERE.contains(operation.path("op").asText()) && !exists) {
      throw invalid("there is nothing at " + path + "." + UNCHANGED, null);
    }
    try {
      return JsonPatch.apply(Json.mapper().createArrayNode().add(operation), document);
    } catch (JsonPatchApplicationException | IllegalArgumentException e) {
      throw invalid("it does not fit the resource at " + path + "." + UNCHANGED, e);
    }
  }

  private static TributaryException invalid(String why, @Nullable Exception cause) {
    return new TributaryException(
        ErrorCode.PATCH_INVALID, "The patch cannot be applied: " + why, cause);
  }

  private static JsonNode normal(JsonNode operation, Set<String> operations) {
    String op = field(operation, "op").asText().toLowerCase(Locale.ROOT);
    if (!operations.contains(op)) {
      throw new TributaryException(
          ErrorCode.PATCH_OP_UNSUPPORTED,
          "The patch operation '"
              + operation.path("op").asText()
              + "' is not supported. Use one of "
              + operations.stream().sorted().toList()
              + ".");
    }
    requirePointer(field(operation, "path").asText());
    if (WITH_VALUE.contains(op)) {
      field(operation, "value");
    }
    ObjectNode copy = operation.deepCopy();
    copy.put("op", op);
    return copy;
  }

  private static JsonNode field(JsonNode operation, String name) {
    if (!operation.has(name)) {
      throw invalid("an operation has no '" + name + "'." + UNCHANGED, null);
    }
    return operation.path(name);
  }

  private static void requirePointer(String path) {
    if (!path.startsWith("/") || path.matches("(?s).*~(?![01]).*")) {
      throw badPath(
          "The patch path '" + path + "' is not one: it begins with '/' and names a field.");
    }
  }

  /** The first step must be a field of the resource, and one that is not the service's own. */
  private static void requireField(String path, Class<?> type) {
    String field = path.replaceFirst("^/", "").replaceFirst("(?s)/.*", "");
    if (field.equals("state")) {
      throw new TributaryException(
          ErrorCode.STATE_NOT_CHANGEABLE,
          "The state is not changed by a patch. Use POST …/action?op=." + UNCHANGED);
    }
    if (OWN.contains(field)) {
      throw badPath(
          "The field '" + field + "' is the service's own and cannot be patched." + UNCHANGED);
    }
    boolean known =
        List.of(type.getRecordComponents()).stream().anyMatch(part -> part.getName().equals(field));
    if (!known) {
      throw badPath(
          "The patch path '"
              + path
              + "' leads nowhere: a "
              + type.getSimpleName()
              + " has no field '"
              + field
              + "'."
              + UNCHANGED);
    }
  }

  private static TributaryException badPath(String text) {
    return new TributaryException(ErrorCode.PATCH_PATH_INVALID, text);
  }
}
