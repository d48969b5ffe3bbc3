package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Auth;
import io.tributary.model.Connection;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.util.HashMap;
import java.util.Map;

/** The secrets of a connection: split off before it is stored, put back before it is used. */
final class Credentials {
  private Credentials() {}

  /** The way to sign in that a connection has chosen. */
  static ConnectionSpec.AuthSpec authSpec(ConnectionSpec spec, Auth auth) {
    return spec.authSpec().stream()
        .filter(candidate -> candidate.name().equals(auth.specName()))
        .findFirst()
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.AUTH_SPEC_UNKNOWN,
                    "The auth.specName '"
                        + auth.specName()
                        + "' is not one of "
                        + spec.authSpec().stream().map(ConnectionSpec.AuthSpec::name).toList()
                        + "."));
  }

  /** The secrets by parameter. A mask that came back is none. */
  static Map<String, String> of(ConnectionSpec spec, Connection connection) {
    Map<String, String> values = new HashMap<>();
    Auth auth = connection.auth();
    if (auth != null && auth.params() != null) {
      ConnectionSpec.AuthSpec way = authSpec(spec, auth);
      auth.params()
          .properties()
          .forEach(
              entry -> {
                String value = text(entry.getValue());
                if (way.isSecret(entry.getKey()) && !value.equals(Auth.MASK)) {
                  values.put(entry.getKey(), value);
                }
              });
    }
    return values;
  }

  private static String text(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  /** The connection as it is stored and shown. */
  static Connection masked(ConnectionSpec spec, Connection connection) {
    Auth auth = connection.auth();
    if (auth == null || auth.params() == null) {
      return connection;
    }
    ConnectionSpec.AuthSpec way = authSpec(spec, auth);
    ObjectNode shown = auth.params().deepCopy();
    auth.params().fieldNames().forEachRemaining(name -> mask(shown, way, name));
    return connection.withAuth(new Auth(auth.specName(), shown));
  }

  private static void mask(ObjectNode shown, ConnectionSpec.AuthSpec way, String name) {
    if (way.isSecret(name)) {
      shown.put(name, Auth.MASK);
    }
  }

  /** The connection with its secrets where the masks are. */
  static Connection clear(Connection connection, Map<String, String> values) {
    Auth auth = connection.auth();
    if (auth == null || auth.params() == null) {
      return connection;
    }
    ObjectNode params = auth.params().deepCopy();
    values.forEach(
        (name, value) -> {
          if (params.path(name).asText().equals(Auth.MASK)) {
            params.put(name, value);
          }
        });
    return connection.withAuth(new Auth(auth.specName(), params));
  }
}
