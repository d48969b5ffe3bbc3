package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Query;
import io.tributary.model.ResourceType;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry's resources: behaviours, classes, field groups, data types and schemas.
 * Standard ones are read only; an organisation's own change one at a time, because each may rest on
 * any other.
 */
public final class Resources {
  static final int MOST = 2_000;
  private static final int SHOWN = 5;

  private final Database database;
  private final Documents<ObjectNode> documents;
  private final Documents<ObjectNode> descriptors;
  private final Sandboxes sandboxes;
  private final SchemaLibrary library;
  private final ResourceUse use;
  private final Unions unions;
  private final Descriptors own;

  public Resources(
      Database database,
      Documents<ObjectNode> documents,
      Documents<ObjectNode> descriptors,
      Documents<DataSet> dataSets,
      Sandboxes sandboxes) {
    this.database = database;
    this.documents = documents;
    this.descriptors = descriptors;
    this.sandboxes = sandboxes;
    this.library = new SchemaLibrary(documents, descriptors);
    this.use = new ResourceUse(library, dataSets);
    this.unions = new Unions(library, sandboxes);
    this.own = new Descriptors(descriptors, library, sandboxes);
  }

  SchemaLibrary library() {
    return library;
  }

  /** The descriptors on these resources. */
  public Descriptors descriptors() {
    return own;
  }

  /** Standard resources, with names as rows have them. */
  public List<ObjectNode> listStandard(ResourceType type) {
    return StandardResources.list(type);
  }

  public ObjectNode getStandard(ResourceType type, String id) {
    JsonNode found = StandardResources.get(id);
    if (!StandardResources.isA(type, found)) {
      throw notFound(type, id);
    }
    return found.deepCopy();
  }

  /** The same resource as the published XDM writes it, where it is a standard one. */
  public ObjectNode published(ObjectNode resource) {
    return StandardResources.published(resource);
  }

  public List<ObjectNode> list(Caller caller, ResourceType type) {
    return type == ResourceType.UNION
        ? unions.list(caller)
        : library.all(caller, type).stream().map(OwnResource::shown).toList();
  }

  /**
   * The resource by its {@code $id}, its {@code meta:altId} or the hexadecimal end of either. What
   * an organisation's resources are made of is read in the same container: standard ones, too.
   */
  public ObjectNode get(Caller caller, ResourceType type, String id) {
    boolean union = type == ResourceType.UNION || type == ResourceType.SCHEMA;
    if (union && Unions.isOne(id)) {
      return unions.find(caller, id).orElseThrow(() -> notFound(type, id));
    }
    return StandardResources.isA(type, StandardResources.get(id))
        ? getStandard(type, id)
        : OwnResource.shown(require(caller, type, id));
  }

  private Stored<ObjectNode> require(Caller caller, ResourceType type, String id) {
    return library
        .own(caller, id)
        .filter(found -> StandardResources.isA(type, found.value()))
        .orElseThrow(() -> notFound(type, id));
  }

  static TributaryException notFound(ResourceType type, String id) {
    return new TributaryException(
        type.notFound(),
        "The requested resource "
            + id
            + " is not found among the "
            + type.path()
            + ". List them, and check the container, the organisation and the sandbox.",
        Map.of("id", id),
        null);
  }

  /**
   * The resource with all its references resolved, in {@code properties} and {@code required}.
   *
   * @param published whether fields have the names of published XDM, or those of rows
   */
  public ObjectNode full(Caller caller, ObjectNode resource, boolean published) {
    ObjectNode full = library.full(caller, resource);
    return published ? PublishedNames.of(full) : full;
  }

  public ObjectNode create(Caller caller, ResourceType type, JsonNode body) {
    String hex = UUID.randomUUID().toString().replace("-", "");
    return library.alone(() -> inserted(caller, type, body, hex));
  }

  /** Creates several under ids that are given: all of them, or none. */
  List<ObjectNode> createAll(Caller caller, List<SchemaExchange.Imported> wanted) {
    Function<SchemaExchange.Imported, ObjectNode> create =
        one -> inserted(caller, one.type(), one.body(), one.hex());
    return library.alone(() -> database.atomically(() -> wanted.stream().map(create).toList()));
  }

  private ObjectNode inserted(Caller caller, ResourceType type, JsonNode body, String hex) {
    if (documents.count(caller, Query.all()) >= MOST) {
      throw new TributaryException(
          ErrorCode.XDM_TOO_LARGE,
          "The sandbox has " + MOST + " resources, which is the most. Delete what is unused.");
    }
    ObjectNode resource = accepted(caller, type, body, hex, "1.0");
    new Composition(library.lookup(caller)).of(resource);
    unions.requireFit(caller, resource);
    return OwnResource.shown(documents.insert(caller, Id.of(hex), resource));
  }

  private ObjectNode accepted(
      Caller caller, ResourceType type, JsonNode body, String hex, String version) {
    Function<String, JsonNode> lookup = library.lookup(caller);
    new ResourceRules(type, sandboxes.tenant(caller.org()), lookup).check(body);
    requireOwnTitle(caller, hex, body.path("title").asText());
    return new OwnResource(caller, sandboxes, type, lookup).of(body, hex, version);
  }

  /** Titles are how people tell resources apart, of whatever type. */
  private void requireOwnTitle(Caller caller, String hex, String title) {
    for (Stored<ObjectNode> other : documents.list(caller, Query.where("title", title)).items()) {
      if (!other.id().value().equals(hex)) {
        throw new TributaryException(
            ErrorCode.XDM_TITLE_TAKEN,
            "Object titles must be unique. An object "
                + other.value().path("$id").asText()
                + " already exists with the same title.",
            Map.of("id", other.value().path("$id").asText()),
            null);
      }
    }
  }

  /** Puts the body in the place of what was there. */
  public ObjectNode replace(
      Caller caller, ResourceType type, String id, @Nullable String ifMatch, JsonNode body) {
    return library.alone(() -> change(caller, type, require(caller, type, id), ifMatch, body));
  }

  public ObjectNode patch(
      Caller caller, ResourceType type, String id, @Nullable String ifMatch, JsonNode patch) {
    return library.alone(
        () -> {
          Stored<ObjectNode> stored = require(caller, type, id);
          return change(caller, type, stored, ifMatch, patched(stored.value(), patch));
        });
  }

  private static ObjectNode patched(ObjectNode value, JsonNode patch) {
    try {
      return Patch.apply(value, patch, ObjectNode.class, Patch.STANDARD);
    } catch (TributaryException e) {
      throw new TributaryException(ErrorCode.XDM_PATCH, e.text(), e);
    }
  }

  private ObjectNode change(
      Caller caller,
      ResourceType type,
      Stored<ObjectNode> before,
      @Nullable String ifMatch,
      JsonNode body) {
    requireVersion(ifMatch, before);
    String hex = before.id().value();
    ObjectNode after = accepted(caller, type, body, hex, OwnResource.next(before.value()));
    if (OwnResource.isSame(before.value(), after)) {
      return OwnResource.shown(before);
    }
    Unions.requireStays(before.value(), after);
    List<Stored<ObjectNode>> reached =
        new ResourceChange(library, use, caller, before, after).reach();
    unions.requireFit(caller, after);
    return database.atomically(
        () -> {
          reached.forEach(schema -> bump(caller, schema));
          return documents
              .update(caller, before, after)
              .map(OwnResource::shown)
              .orElseThrow(() -> stale(before));
        });
  }

  /** A schema that changes because a part of it does has a new version, too. */
  private void bump(Caller caller, Stored<ObjectNode> schema) {
    documents.amend(
        caller, schema.id(), value -> value.deepCopy().put("version", OwnResource.next(value)));
  }

  private static void requireVersion(@Nullable String ifMatch, Stored<?> stored) {
    String wanted = ifMatch == null ? "*" : ifMatch.strip().replaceAll("^W/|[\"-]", "");
    if (!wanted.equals("*") && !wanted.equals(stored.etag().replaceAll("[\"-]", ""))) {
      throw stale(stored);
    }
  }

  static TributaryException stale(Stored<?> stored) {
    return new TributaryException(
        ErrorCode.XDM_STALE,
        "The resource "
            + stored.id()
            + " has changed meanwhile. Read it again and repeat the change.");
  }

  public void delete(Caller caller, ResourceType type, String id) {
    library.alone(
        () -> {
          Stored<ObjectNode> stored = require(caller, type, id);
          String resource = stored.value().path("$id").asText();
          requireUnused(caller, resource, stored);
          return database.atomically(
              () -> {
                library
                    .descriptors(caller, resource)
                    .forEach(descriptor -> descriptors.delete(caller, descriptor.id()));
                return documents.delete(caller, stored.id());
              });
        });
  }

  private void requireUnused(Caller caller, String resource, Stored<ObjectNode> stored) {
    requireNone(resource, "resources", use.direct(caller, resource).stream(), OwnResource::called);
    requireNone(
        resource, "data sets", use.dataSets(caller, stored).stream(), found -> found.id().value());
    requireNone(
        resource,
        "relationships",
        use.relationships(caller, resource).stream(),
        found -> found.id().value());
  }

  private static <T> void requireNone(
      String resource, String what, Stream<T> users, Function<T, String> name) {
    List<String> names = users.map(name).toList();
    if (!names.isEmpty()) {
      String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
      throw new TributaryException(
          ErrorCode.XDM_IN_USE,
          "The resource "
              + resource
              + " is used by the "
              + what
              + " "
              + shown
              + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "")
              + ". Delete those first.");
    }
  }
}
