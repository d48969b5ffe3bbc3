package io.tributary.control;

import io.tributary.model.ErrorCode;
import io.tributary.model.Role;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What roles mean in the words of the published Access Control: permissions, each of which allows
 * some actions on some types of resources. Only what exists here is named.
 */
public final class AccessPolicies {
  private static final String PERMISSIONS = "/permissions/";
  private static final String RESOURCE_TYPES = "/resource-types/";
  private static final int MOST = 500;

  private static final List<String> READ = List.of("read");
  private static final List<String> ALL = List.of("read", "write", "delete");

  private static final List<String> SOURCES =
      List.of("connection", "enterprise-source", "marketo-source", "streaming-source");
  private static final List<String> SCHEMAS =
      List.of(
          "classes",
          "data-types",
          "identity-descriptor",
          "mixins",
          "relationship-descriptor",
          "schemas");
  private static final List<String> DATA_SETS = List.of("connection", "datasets");

  private static final List<Permission> TABLE =
      List.of(
          new Permission("manage-datasets", Role.MANAGE, ALL, DATA_SETS),
          new Permission("manage-dule-labels", Role.MANAGE, ALL, List.of("dule-label")),
          new Permission("manage-sandboxes", Role.ADMINISTRATOR, ALL, List.of("sandboxes")),
          new Permission("manage-schemas", Role.MANAGE, ALL, SCHEMAS),
          new Permission("manage-sources", Role.MANAGE, ALL, SOURCES),
          new Permission("reset-sandboxes", Role.ADMINISTRATOR, ALL, List.of("sandboxes")),
          new Permission("view-datasets", Role.VIEW, READ, List.of("datasets", "dataset-preview")),
          new Permission("view-dule-labels", Role.VIEW, READ, List.of("dule-label")),
          new Permission("view-monitoring-dashboard", Role.VIEW, READ, List.of("monitoring")),
          new Permission("view-sandboxes", Role.VIEW, READ, List.of("sandboxes")),
          new Permission("view-schemas", Role.VIEW, READ, SCHEMAS),
          new Permission("view-sources", Role.VIEW, READ, SOURCES));

  private AccessPolicies() {}

  private record Permission(
      String name, Role needed, List<String> actions, List<String> resourceTypes) {
    boolean isActive(List<Role> roles) {
      return roles.stream().anyMatch(role -> role.covers(needed));
    }
  }

  /** By permission, the actions on each type of resource that it allows. */
  public static Map<String, Map<String, List<String>>> permissions() {
    Map<String, Map<String, List<String>>> all = new TreeMap<>();
    for (Permission permission : TABLE) {
      Map<String, List<String>> allowed = new TreeMap<>();
      permission.resourceTypes().forEach(type -> allowed.put(type, permission.actions()));
      all.put(permission.name(), allowed);
    }
    return all;
  }

  /** By type of resource, the actions that there are. */
  public static Map<String, List<String>> resourceTypes() {
    Map<String, List<String>> all = new TreeMap<>();
    for (Permission permission : TABLE) {
      permission.resourceTypes().forEach(type -> all.put(type, actions(TABLE.stream(), type)));
    }
    return all;
  }

  /**
   * What somebody with these roles may do, of what is asked: {@code /permissions/…} with {@code *},
   * {@code /resource-types/…} with the actions; what they may not is left out, as is what is not
   * known here.
   */
  public static Map<String, List<String>> effective(List<Role> roles, List<String> asked) {
    if (asked.isEmpty() || asked.size() > MOST) {
      throw invalid();
    }
    Map<String, List<String>> effective = new TreeMap<>();
    for (String name : new TreeSet<>(asked)) {
      String path = name.startsWith("/") ? name : "/" + name;
      List<String> allowed = allowed(roles, path);
      if (!allowed.isEmpty()) {
        effective.put(path, allowed);
      }
    }
    return effective;
  }

  private static List<String> allowed(List<Role> roles, String path) {
    Stream<Permission> active = TABLE.stream().filter(permission -> permission.isActive(roles));
    if (path.startsWith(RESOURCE_TYPES)) {
      String type = path.substring(RESOURCE_TYPES.length());
      return actions(active, type.equals("schema") ? "schemas" : type); // As the guide asks.
    }
    if (path.startsWith(PERMISSIONS)) {
      String wanted = path.substring(PERMISSIONS.length());
      return active.anyMatch(one -> one.name().equals(wanted)) ? List.of("*") : List.of();
    }
    throw invalid();
  }

  private static List<String> actions(Stream<Permission> permissions, String type) {
    List<String> actions = new ArrayList<>(ALL);
    actions.retainAll(
        permissions
            .filter(permission -> permission.resourceTypes().contains(type))
            .flatMap(permission -> permission.actions().stream())
            .toList());
    return actions;
  }

  private static TributaryException invalid() {
    return new TributaryException(
        ErrorCode.POLICIES_INVALID,
        "Send an array of 1 to "
            + MOST
            + " names such as \"/permissions/manage-datasets\" or \"/resource-types/schemas\"."
            + " GET /data/foundation/access-control/acl/reference lists them.");
  }
}
