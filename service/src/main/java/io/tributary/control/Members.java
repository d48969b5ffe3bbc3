package io.tributary.control;

import io.tributary.model.ApiClient;
import io.tributary.model.ErrorCode;
import io.tributary.model.Role;
import io.tributary.model.TributaryException;
import io.tributary.model.User;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who still belongs to an organisation, and with which roles. It is looked up for every call, so
 * that a removal or another role counts at once.
 */
public final class Members {
  private final ApiClients clients;
  private final Users users;

  public Members(ApiClients clients, Users users) {
    this.clients = clients;
    this.users = users;
  }

  /** The roles of whoever a token speaks for; refused like a bad token if nobody is left there. */
  public List<Role> roles(Tokens.Bearer bearer) {
    Optional<ApiClient> client =
        clients
            .find(bearer.org(), bearer.client())
            .filter(found -> found.technicalAccount().equals(bearer.user()));
    if (client.isPresent()) {
      return client
          .filter(found -> found.secretVersion() == bearer.secretVersion())
          .map(ApiClient::roles)
          .orElseThrow(Tokens::refused);
    }
    return users.find(bearer.org(), bearer.user()).map(User::roles).orElseThrow(Tokens::refused);
  }

  /** Refuses who lacks the role. */
  public static void require(List<Role> roles, Role needed) {
    if (roles.stream().anyMatch(role -> role.covers(needed))) {
      return;
    }
    ErrorCode code =
        roles.isEmpty()
            ? ErrorCode.ROLE_MISSING
            : needed == Role.ADMINISTRATOR
                ? ErrorCode.ADMINISTRATOR_NEEDED
                : ErrorCode.MANAGE_NEEDED;
    throw new TributaryException(
        code,
        "This call needs the role '"
            + needed.title()
            + "', which you do not have. Ask an administrator of your organisation for it.");
  }

  /** Whoever administers an organisation cannot stop doing so alone: one always remains. */
  static void refuseToLockOut(boolean self, List<Role> rolesAfter) {
    if (self && !rolesAfter.contains(Role.ADMINISTRATOR)) {
      throw new TributaryException(
          ErrorCode.OWN_ACCESS,
          "You cannot take your own administration away. Let another administrator do it.");
    }
  }

  static String named(@Nullable String name, String noun) {
    if (name == null || name.isBlank() || name.length() > 255) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "The name of an " + noun + " must have 1 to 255 characters.");
    }
    return name.strip();
  }
}
