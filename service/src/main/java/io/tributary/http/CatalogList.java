package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A list as the Catalog's clients ask for it: an object keyed by id, filtered by what is shown, and
 * counted off from its start.
 */
final class CatalogList {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final Set<String> CONTROLS =
      Set.of("limit", "start", "orderBy", "property", "properties", "requestedProperties", "tags");

  /** How the store calls what the Catalog shows under another name. */
  private static final Map<String, String> STORED =
      Map.of(
          "created", "createdAt",
          "updated", "updatedAt",
          "createdUser", "createdBy",
          "updatedUser", "updatedBy",
          "createdClient", "createdClient",
          "name", "name",
          "status", "status",
          "id", "id");

  private final List<Filter> filters = new ArrayList<>();
  private final List<Predicate<JsonNode>> conditions = new ArrayList<>();
  private final List<Query.Order> order = new ArrayList<>();
  private final @Nullable Set<String> properties;
  private final int start;
  private final int limit;

  /**
   * @param simple the properties that may be asked for by {@code property=value}
   * @param hidden parameters that ask for what is not shown, each with the store's name and op
   */
  CatalogList(Context ctx, Set<String> simple, Map<String, Filter> hidden) {
    for (String name : ctx.queryParamMap().keySet()) {
      String value = Queries.text(ctx, name);
      if (value == null || CONTROLS.contains(name)) {
        continue;
      }
      Filter filter = hidden.get(name);
      if (filter != null) {
        filters.add(new Filter(filter.path(), filter.op(), List.of(value.split(",", -1))));
      } else if (simple.contains(name)) {
        addSimple(name, value);
      } else {
        throw unknown(name, simple, hidden.keySet());
      }
    }
    ctx.queryParams("property").stream()
        .filter(text -> !text.isBlank())
        .forEach(text -> conditions.add(CatalogCondition.property(text)));
    String tags = Queries.text(ctx, "tags");
    if (tags != null) {
      conditions.add(CatalogCondition.tags(tags));
    }
    addOrder(Queries.text(ctx, "orderBy"));
    this.properties = properties(ctx);
    this.start = number(ctx, "start", 0, 0, 1_000_000);
    this.limit = number(ctx, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
  }

  /** Leaves out what does not satisfy one more condition. */
  void require(Predicate<JsonNode> condition) {
    conditions.add(condition);
  }

  private static TributaryException unknown(String name, Set<String> simple, Set<String> hidden) {
    Set<String> known = new TreeSet<>(CONTROLS);
    known.addAll(simple);
    known.addAll(hidden);
    return invalid("The query parameter '" + name + "' is unknown. Known: " + known + ".");
  }

  /** The database narrows down what it can; what is shown decides. */
  private void addSimple(String name, String value) {
    String stored = STORED.get(name);
    boolean narrows = !value.startsWith("!") && !CatalogCondition.hasWildcard(value);
    if (stored != null && narrows) {
      filters.add(new Filter(stored, Filter.Op.EQ, List.of(value.split(",", -1))));
    }
    conditions.add(CatalogCondition.simple(name, value));
  }

  /** {@code name,desc:created}. */
  private void addOrder(@Nullable String text) {
    if (text == null) {
      return;
    }
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      String direction = colon < 0 ? "asc" : part.substring(0, colon).strip();
      String field = STORED.get(part.substring(colon + 1).strip());
      if (field == null || !direction.matches("asc|desc")) {
        throw invalid(
            "Cannot order by '"
                + part
                + "'. Write asc:field or desc:field with one of "
                + new TreeSet<>(STORED.keySet())
                + ".");
      }
      order.add(new Query.Order(field, direction.equals("desc")));
    }
  }

  static @Nullable Set<String> properties(Context ctx) {
    String text = Queries.text(ctx, "properties");
    String asked = text == null ? Queries.text(ctx, "requestedProperties") : text;
    return asked == null ? null : Set.of(asked.split("\\s*,\\s*", -1));
  }

  static int number(Context ctx, String name, int otherwise, int least, int most) {
    String text = Queries.text(ctx, name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw invalid(
          "The " + name + " '" + text + "' is not a whole number from " + least + " to " + most);
    }
    return Integer.parseInt(text);
  }

  private static TributaryException invalid(String why) {
    return new TributaryException(ErrorCode.CATALOG_INVALID, why);
  }

  /** The part of the list that was asked for. */
  <T> ObjectNode read(
      Function<Query, Query.Page<Stored<T>>> list, Function<Stored<T>, ObjectNode> show) {
    ObjectNode body = Json.object();
    int width = conditions.isEmpty() ? Math.min(start + limit, Query.MAX_LIMIT) : Query.MAX_LIMIT;
    int passed = 0;
    Query query = new Query(filters, List.of(), order, width, null);
    while (query != null) {
      Query.Page<Stored<T>> page = list.apply(query);
      for (Stored<T> stored : page.items()) {
        ObjectNode shown = show.apply(stored);
        if (conditions.stream().allMatch(condition -> condition.test(shown)) && passed++ >= start) {
          body.set(stored.id().value(), projected(shown, properties));
          if (body.size() == limit) {
            return body;
          }
        }
      }
      query = page.next();
    }
    return body;
  }

  static ObjectNode projected(ObjectNode shown, @Nullable Set<String> properties) {
    return properties == null ? shown : shown.retain(properties);
  }
}
