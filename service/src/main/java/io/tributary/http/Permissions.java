package io.tributary.http;

import io.javalin.http.HandlerType;
import io.tributary.model.Role;
import java.util.Set;
import java.util.regex.Pattern;

/** Which role a route needs. What is not listed here and is not a GET counts as a change. */
final class Permissions {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** Who may do what, and what was done. */
  private static final Pattern ADMINISTRATION =
      Pattern.compile("/tributary/(organisations|users|apiClients|audit)(/.*)?");

  /** What all sandboxes of an organisation have in common. */
  private static final Pattern SHARED =
      Pattern.compile(
          "/data/foundation/(sandbox-management|flowservice/(connectionSpecs|flowSpecs))(/.*)?");

  /** A POST that only asks: its question is too long for a query string. */
  private static final Pattern QUESTION =
      Pattern.compile(".*/(search|metrics|preview|suggestions|validate|effective-policies|query)");

  private Permissions() {}

  /**
   * @param route as it is registered, with its parameters' names and not with what a caller put
   *     there
   */
  static Role needed(HandlerType method, String route) {
    boolean asks = method.name().equals("POST") && QUESTION.matcher(route).matches();
    boolean reads = asks || READING.contains(method.name());
    boolean rebuilds = !reads && SHARED.matcher(route).matches();
    if (rebuilds || ADMINISTRATION.matcher(route).matches()) {
      return Role.ADMINISTRATOR;
    }
    return reads ? Role.VIEW : Role.MANAGE;
  }
}
