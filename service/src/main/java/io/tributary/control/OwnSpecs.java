package io.tributary.control;

import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The specifications of one noun that organisations have made themselves. They belong to no
 * sandbox.
 */
final class OwnSpecs<T> {
  private final Documents<T> documents;
  private final BiFunction<Stored<T>, T, T> shown;

  /**
   * @param shown puts the id and the version that the store gave into the value
   */
  OwnSpecs(Documents<T> documents, BiFunction<Stored<T>, T, T> shown) {
    this.documents = documents;
    this.shown = shown;
  }

  List<T> all(Caller caller) {
    List<T> all = new ArrayList<>();
    Query next = Query.all();
    while (next != null) {
      Query.Page<Stored<T>> page = documents.list(caller.outsideSandboxes(), next);
      page.items().forEach(stored -> all.add(shown(stored)));
      next = page.next();
    }
    return all;
  }

  Optional<T> find(Caller caller, String id) {
    return documents.find(caller.outsideSandboxes(), Id.of(id)).map(this::shown);
  }

  T insert(Caller caller, String id, T value) {
    return shown(documents.insert(caller.outsideSandboxes(), Id.of(id), value));
  }

  /**
   * Stores another value under an id that there is.
   *
   * @param ifMatch the version that is to be replaced; null for whichever there is
   */
  T replace(Caller caller, String id, @Nullable String ifMatch, T value, String resource) {
    Caller everywhere = caller.outsideSandboxes();
    Stored<T> stored = Rules.require(documents, everywhere, Id.of(id), resource);
    if (ifMatch != null) {
      Rules.requireVersion(ifMatch, stored);
    }
    return shown(
        documents.update(everywhere, stored, value).orElseThrow(() -> Rules.overtaken(stored)));
  }

  private T shown(Stored<T> stored) {
    return shown.apply(stored, stored.value());
  }

  /** Throws if a specification lacks what each must have. */
  static void requireNamed(String name, String providerId) {
    requireText("name", name);
    requireText("providerId", providerId);
  }

  private static void requireText(String field, String text) {
    if (text.isBlank()) {
      throw new TributaryException(
          ErrorCode.PARAMETER_MISSING,
          "The mandatory field '"
              + field
              + "' is missing. A specification has a name and a provider.");
    }
    if (text.length() > 255) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "The field '" + field + "' has " + text.length() + " characters; 255 are allowed.");
    }
  }

  static TributaryException builtIn(String resource, String id, String advice) {
    return new TributaryException(
        ErrorCode.SPEC_BUILT_IN,
        "The "
            + resource
            + " resource "
            + id
            + " comes with the program and cannot be changed. "
            + advice);
  }
}
