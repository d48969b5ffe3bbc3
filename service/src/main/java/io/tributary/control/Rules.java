package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.State;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
    List<String> versions = List.of(ifMatch.split(",", -1)).stream().map(Rules::bare).toList();
    if (!versions.contains("*") && !versions.contains(bare(stored.etag()))) {
      throw stale(ifMatch, stored);
    }
  }

  /** The same where a version need not be given. */
  static void requireVersionIfGiven(@Nullable String ifMatch, Stored<?> stored) {
    if (ifMatch != null && !ifMatch.isBlank()) {
      requireVersion(ifMatch, stored);
    }
  }

  /** Refuses a change of what is still being worked on. */
  static <T> void requireChangeable(Stored<T> stored, Function<T, @Nullable String> state) {
    requireSettled(stored, state, ErrorCode.UPDATE_IN_STATE);
  }

  /** Refuses to delete what is still being worked on. */
  static <T> void requireDeletable(Stored<T> stored, Function<T, @Nullable String> state) {
    requireSettled(stored, state, ErrorCode.DELETE_IN_STATE);
  }

  private static <T> void requireSettled(
      Stored<T> stored, Function<T, @Nullable String> stateOf, ErrorCode code) {
    String state = stateOf.apply(stored.value());
    if (state != null && !State.SETTLED.contains(state)) {
      throw new TributaryException(
          state.equals(State.INITIALIZING) ? ErrorCode.STILL_INITIALIZING : code,
          "The resource "
              + stored.id()
              + " is in the state '"
              + state
              + "': something is still being done with it. Try again when it is "
              + new TreeSet<>(State.SETTLED)
              + ".");
    }
  }

  /** Refuses a state in the body of a create that is none; one that is, is not what decides. */
  static void requireStateOfBody(@Nullable String state) {
    if (state != null && !State.SETTLED.contains(state.toLowerCase(Locale.ROOT))) {
      throw new TributaryException(
          ErrorCode.STATE_VALUE,
          "The state '"
              + state
              + "' is not allowed. Leave it out; ?mode=draft creates a draft, anything else is enabled.");
    }
  }

  /** Refuses a draft where the specification does not say that it supports them. */
  static void requireDraftMode(@Nullable JsonNode attributes, String spec) {
    if (attributes == null || !attributes.path("isDraftModeSupported").asBoolean()) {
      throw new TributaryException(
          ErrorCode.MODE_NOT_ALLOWED,
          "The specification '"
              + spec
              + "' does not support drafts. Create it without mode=draft.");
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

  /** The same for who came at the same moment as another. */
  static TributaryException overtaken(Stored<?> seen) {
    return new TributaryException(
        ErrorCode.VERSION_STALE,
        "The version "
            + seen.etag()
            + " is not the current one any more: somebody else was quicker. Read it again and repeat the change.");
  }

  private static String bare(String etag) {
    String text = etag.strip();
    text = text.startsWith("W/") ? text.substring(2) : text;
    return text.replace("\\", "").replace("\"", "").strip();
  }

  /**
   * Applies a JSON Patch and stores the result, if nobody was quicker.
   *
   * @param accept is given the value before and after, checks the new one and returns what is to be
   *     stored
   */
  static <T extends Record> Stored<T> patch(
      Documents<T> documents,
      Caller caller,
      Stored<T> stored,
      @Nullable String ifMatch,
      JsonNode patch,
      Class<T> type,
      Function<T, @Nullable String> state,
      BinaryOperator<T> accept) {
    requireVersion(ifMatch, stored);
    requireChangeable(stored, state);
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

  /** The same of what has no states. */
  static <T extends Record> Stored<T> patch(
      Documents<T> documents,
      Caller caller,
      Stored<T> stored,
      @Nullable String ifMatch,
      JsonNode patch,
      Class<T> type,
      BinaryOperator<T> accept) {
    return patch(documents, caller, stored, ifMatch, patch, type, value -> null, accept);
  }

  /**
   * Publishes a draft.
   *
   * @param accept checks it in full and returns what is to be stored
   */
  static <T> Stored<T> publish(
      Documents<T> documents,
      Caller caller,
      Stored<T> stored,
      Action action,
      @Nullable String ifMatch,
      Function<T, @Nullable String> state,
      UnaryOperator<T> accept) {
    requireVersionIfGiven(ifMatch, stored);
    action.requireState(state.apply(stored.value()), State.DRAFT);
    return documents
        .update(caller, stored, accept.apply(stored.value()))
        .orElseThrow(() -> overtaken(stored));
  }

  /** The document again, if only the service itself has noted something in it meanwhile. */
  static <T> Stored<T> amended(Documents<T> documents, Caller caller, Stored<T> seen) {
    return documents
        .find(caller, seen.id())
        .filter(found -> found.etag().equals(seen.etag()))
        .orElseThrow(() -> overtaken(seen));
  }

  /** A reference to a specification with the version that is meant when none is given. */
  static JsonNode spec(String id) {
    return Json.object().put("id", id).put("version", "1.0");
  }
}
