package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.AccessPolicies;
import io.tributary.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Access Control's routes: what there is to be allowed, and what the caller is. */
final class AccessControlApi {
  private static final String BASE = "/data/foundation/access-control/acl";

  private final Access access;

  AccessControlApi(Access access) {
    this.access = access;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/reference", this::reference);
    routes.post(BASE + "/effective-policies", this::effective);
  }

  private void reference(Context ctx) {
    access.caller(ctx);
    Answers.write(
        ctx,
        Map.of(
            "permissions",
            AccessPolicies.permissions(),
            "resource-types",
            AccessPolicies.resourceTypes()));
  }

  private void effective(Context ctx) {
    List<Role> roles = access.roles(ctx);
    JsonNode body = Answers.body(ctx);
    List<String> asked = new ArrayList<>();
    if (body.isArray()) {
      body.forEach(name -> asked.add(name.asText()));
    }
    Answers.write(ctx, Map.of("policies", AccessPolicies.effective(roles, asked)));
  }
}
