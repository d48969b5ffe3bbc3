package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** What holds for every stored noun of the Flow Service: lookup, optimistic locking, patching. */
final class Rules {
  private Rules() {}

  /** The document with that id, or the contract's 404. */
  static <T> Stored<T> require(Documents<T> documents, Caller caller, Id<T> id, String resource) {
    return documents.find(caller, id).orElseThrow(() -> notFound(resource, id.value()));
  }

  static TributaryException notFound(String resource, String id) {
    return new TributaryException(
        ErrorCode.RESOURCE_NOT_FOUND,
        "The requested "
            + resource
            + " resource "
            + id
            + " is not found. Check the id, the organisation and the sandbox.",
        Map.of("id", id, "type", resource),
        null);
  }

  /** Compares the caller's version with the stored one, both without quotes; {@code *} is any. */
  static void requireVersion(@Nullable String ifMatch, Stored<?> stored) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new TributaryException(
          ErrorCode.IF_MATCH_MISSING,
          "The If-Match header is missing. Send the etag of the last answer; it is "
              + stored.etag()
              + " now.");
    }
    if (!ifMatch.strip().equals("*") && !bare(ifMatch).equals(bare(stored.etag()))) {
      throw stale(ifMatch, stored);
    }
  }

  static TributaryException stale(String ifMatch, Stored<?> stored) {
    return new TributaryException(
        ErrorCode.VERSION_STALE,
        "The version in If-Match "
            + ifMatch
            + " is not the current one "
            + stored.etag()
            + ". Somebody changed the resource; read it again and repeat the change.");
  }

  private static String bare(String etag) {
    String text = etag.strip();
    text = text.startsWith("W/") ? text.substring(2) : text;
    return text.replace("\"", "");
  }

  /**
   * Applies a JSON Patch and stores the result, if nobody was quicker.
   *
   * @param accept is given the value before and after, checks the new one and returns what is to be
   *     stored
   */
  static <T> Stored<T> patch(
      Documents<T> documents,
      Caller caller,
      Stored<T> stored,
      @Nullable String ifMatch,
      JsonNode patch,
      Class<T> type,
      BinaryOperator<T> accept) {
    requireVersion(ifMatch, stored);
    Stored<T> current = stored;
    while (true) {
      T changed = accept.apply(current.value(), Patch.apply(current.value(), patch, type));
      Optional<Stored<T>> result = documents.update(caller, current, changed);
      if (result.isPresent()) {
        return result.get();
      }
      current = amended(documents, caller, current);
    }
  }

  /** The document again, if only the service itself has noted something in it meanwhile. */
  static <T> Stored<T> amended(Documents<T> documents, Caller caller, Stored<T> seen) {
    return documents
        .find(caller, seen.id())
        .filter(found -> found.etag().equals(seen.etag()))
        .orElseThrow(() -> stale(seen.etag(), seen));
  }

  /** A reference to a specification with the version that is meant when none is given. */
  static JsonNode spec(String id) {
    return Json.object().put("id", id).put("version", "1.0");
  }
}
