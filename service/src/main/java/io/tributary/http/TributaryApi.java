package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.ApiClients;
import io.tributary.control.Organisations;
import io.tributary.control.Sessions;
import io.tributary.control.Users;
import io.tributary.model.ApiClient;
import io.tributary.model.Caller;
import io.tributary.model.Fields;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Organisation;
import io.tributary.model.Role;
import io.tributary.model.Stored;
import io.tributary.model.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Our own routes for those who administer: organisations, users, API clients. */
final class TributaryApi {
  private static final String BASE = "/tributary";

  private final Access access;
  private final Lists lists;
  private final Organisations organisations;
  private final Users users;
  private final ApiClients clients;
  private final Sessions sessions;

  TributaryApi(
      Access access,
      Lists lists,
      Organisations organisations,
      Users users,
      ApiClients clients,
      Sessions sessions) {
    this.access = access;
    this.lists = lists;
    this.organisations = organisations;
    this.users = users;
    this.clients = clients;
    this.sessions = sessions;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/roles", this::roles);
    routes.get(BASE + "/organisations", ctx -> whole(ctx, organisations.list(access.caller(ctx))));
    routes.post(BASE + "/organisations", this::createOrganisation);
    routes.get(
        BASE + "/organisations/{id}",
        ctx -> Answers.one(ctx, organisations.get(access.caller(ctx), ctx.pathParam("id"))));
    installUsers(routes);
    installClients(routes);
  }

  private void installUsers(RoutesConfig routes) {
    Lists.Noun<Stored<User>> noun =
        new Lists.Noun<>("users", Fields.of(User.class), users::list, users::count);
    routes.get(BASE + "/users", ctx -> lists.list(ctx, noun));
    routes.post(BASE + "/users", this::createUser);
    routes.get(
        BASE + "/users/{id}", ctx -> Answers.one(ctx, users.get(access.caller(ctx), user(ctx))));
    routes.patch(BASE + "/users/{id}", this::patchUser);
    routes.delete(BASE + "/users/{id}", this::deleteUser);
    routes.post(BASE + "/users/{id}/invite", this::inviteUser);
  }

  private void installClients(RoutesConfig routes) {
    Lists.Noun<Stored<ApiClient>> noun =
        new Lists.Noun<>("apiClients", Fields.of(ApiClient.class), clients::list, clients::count);
    routes.get(BASE + "/apiClients", ctx -> lists.list(ctx, noun));
    routes.post(BASE + "/apiClients", this::createClient);
    routes.get(
        BASE + "/apiClients/{id}",
        ctx -> Answers.one(ctx, clients.get(access.caller(ctx), client(ctx))));
    routes.patch(BASE + "/apiClients/{id}", this::patchClient);
    routes.post(BASE + "/apiClients/{id}/rotate", this::rotateSecret);
    routes.delete(BASE + "/apiClients/{id}", this::deleteClient);
  }

  private static Id<User> user(Context ctx) {
    return Id.of(ctx.pathParam("id").toLowerCase(java.util.Locale.ROOT));
  }

  private static Id<ApiClient> client(Context ctx) {
    return Id.of(ctx.pathParam("id"));
  }

  private void roles(Context ctx) {
    access.caller(ctx);
    List<ObjectNode> roles = new ArrayList<>();
    for (Role role : Role.values()) {
      roles.add(
          Json.object()
              .put("id", Json.tree(role).asText())
              .put("title", role.title())
              .put("description", role.description()));
    }
    whole(ctx, roles);
  }

  /** A list that is always shown whole, in the shape of those that have pages. */
  private static void whole(Context ctx, List<?> items) {
    Answers.write(ctx, Map.of("items", items, "_links", Map.of()));
  }

  private void createOrganisation(Context ctx) {
    Caller caller = access.caller(ctx);
    Organisations.Founded founded =
        organisations.create(caller, Answers.body(ctx, Organisation.class));
    ObjectNode body = Json.mapper().valueToTree(founded.organisation());
    body.set("apiClient", shownOnce(founded.client()));
    ctx.status(201);
    ctx.header("Location", ctx.url() + "/" + founded.organisation().id());
    Answers.write(ctx, body);
  }

  private void createUser(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.created(ctx, users.create(caller, Answers.body(ctx, User.class)));
  }

  private void patchUser(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.changed(ctx, users.patch(caller, user(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }

  private void deleteUser(Context ctx) {
    users.delete(access.caller(ctx), user(ctx));
    ctx.status(204);
  }

  /** The path of a link that signs the user in at a browser, once: to be handed over in person. */
  private void inviteUser(Context ctx) {
    Caller caller = access.caller(ctx);
    ctx.status(201);
    Answers.write(ctx, Map.of("path", sessions.invite(caller, user(ctx).value())));
  }

  private void createClient(Context ctx) {
    Caller caller = access.caller(ctx);
    ApiClients.Issued issued = clients.create(caller, Answers.body(ctx, ApiClient.class));
    Answers.created(ctx, issued.client());
    Answers.write(ctx, shownOnce(issued));
  }

  private void patchClient(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.changed(
        ctx, clients.patch(caller, client(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }

  private void rotateSecret(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, shownOnce(clients.rotate(caller, client(ctx))));
  }

  private void deleteClient(Context ctx) {
    clients.delete(access.caller(ctx), client(ctx));
    ctx.status(204);
  }

  /** The one answer that has a client's secret in it. */
  private static ObjectNode shownOnce(ApiClients.Issued issued) {
    return Json.object()
        .put("id", issued.client().id().value())
        .put("etag", issued.client().etag())
        .put("clientId", issued.client().id().value())
        .put("clientSecret", issued.secret())
        .put("technicalAccount", issued.client().value().technicalAccount());
  }
}
