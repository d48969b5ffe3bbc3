package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.model.User;
import io.tributary.store.Documents;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People who may sign in, each once in an organisation, with their roles. */
public final class Users {
  /** Whoever may read the home, as a user of its own organisation. */
  public static final String OWNER = "owner@localhost";

  private static final String RESOURCE = "users";

  private final Documents<User> documents;

  public Users(Documents<User> documents) {
    this.documents = documents;
  }

  public Stored<User> create(Caller caller, User wanted) {
    String email = wanted.email() == null ? "" : wanted.email().strip().toLowerCase(Locale.ROOT);
    if (!email.matches("[^\\s@/\\p{Cntrl}]{1,64}@[^\\s@/\\p{Cntrl}]{1,189}")) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID, "The email of a user must be an address: name@host.");
    }
    return documents.insert(
        caller.outsideSandboxes(), Id.of(email), new User(email, wanted.name(), wanted.roles()));
  }

  public Query.Page<Stored<User>> list(Caller caller, Query query) {
    return documents.list(caller.outsideSandboxes(), query);
  }

  public long count(Caller caller, Query query) {
    return documents.count(caller.outsideSandboxes(), query);
  }

  public Stored<User> get(Caller caller, Id<User> id) {
    return Rules.require(documents, caller.outsideSandboxes(), id, RESOURCE);
  }

  /** The user with that address, for signing in. */
  public Optional<User> find(String org, String email) {
    return documents
        .find(Caller.service(org), Id.of(email.strip().toLowerCase(Locale.ROOT)))
        .map(Stored::value);
  }

  public Stored<User> patch(Caller caller, Id<User> id, @Nullable String ifMatch, JsonNode patch) {
    return Rules.patch(
        documents,
        caller.outsideSandboxes(),
        get(caller, id),
        ifMatch,
        patch,
        User.class,
        (before, after) -> {
          Members.refuseToLockOut(caller.user().equals(id.value()), after.roles());
          return new User(before.email(), after.name(), after.roles());
        });
  }

  public void delete(Caller caller, Id<User> id) {
    get(caller, id);
    Members.refuseToLockOut(caller.user().equals(id.value()), List.of());
    documents.delete(caller.outsideSandboxes(), id);
  }
}
