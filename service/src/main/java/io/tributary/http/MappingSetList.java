package io.tributary.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list of mapping sets as Data Prep's clients ask for it: by the number of a page, from 0. */
final class MappingSetList {
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;
  private static final int LAST_PAGE = 100_000;
  private static final Set<String> KNOWN =
      Set.of("limit", "start", "name", "orderBy", "expandSchema");

  /** How the store calls what one may sort by. */
  private static final Map<String, String> ORDERS =
      Map.of("createdDate", "createdAt", "updatedDate", "updatedAt", "lastUpdateDate", "updatedAt");

  private final int start;
  private final int limit;
  private final Query query;
  private final String others;

  MappingSetList(Context ctx) {
    for (String name : ctx.queryParamMap().keySet()) {
      if (!KNOWN.contains(name)) {
        throw invalid(
            "The query parameter '" + name + "' is unknown. Known: " + new TreeSet<>(KNOWN) + ".");
      }
    }
    start = number(ctx, "start", 0, 0, LAST_PAGE);
    limit = number(ctx, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    String name = Queries.text(ctx, "name");
    List<Filter> filters =
        name == null ? List.of() : List.of(new Filter("name", Filter.Op.EQ, List.of(name)));
    query = new Query(filters, List.of(), List.of(order(ctx)), limit, null);
    StringBuilder same = new StringBuilder();
    for (String parameter : List.of("name", "orderBy", "expandSchema")) {
      String value = Queries.text(ctx, parameter);
      if (value != null) {
        same.append('&').append(parameter).append('=').append(encoded(value));
      }
    }
    others = same.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** {@code +createdDate} and the like; a raw plus arrives as a space. The newest come first. */
  private static Query.Order order(Context ctx) {
    String text = Queries.text(ctx, "orderBy");
    if (text == null) {
      return new Query.Order("updatedAt", true);
    }
    boolean signed = text.startsWith("+") || text.startsWith("-");
    String field = ORDERS.get(signed ? text.substring(1) : text);
    if (field == null) {
      throw invalid(
          "Cannot order by '"
              + text
              + "'. Write +createdDate, -createdDate, +updatedDate or"
              + " -updatedDate.");
    }
    return new Query.Order(field, text.startsWith("-"));
  }

  private static int number(Context ctx, String name, int otherwise, int least, int most) {
    String text = Queries.text(ctx, name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,6}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw invalid(
          "The "
              + name
              + " '"
              + text
              + "' is not a whole number from "
              + least
              + " to "
              + most
              + ".");
    }
    return Integer.parseInt(text);
  }

  private static TributaryException invalid(String why) {
    return new TributaryException(ErrorCode.DATA_PREP_INVALID, why);
  }

  /** The page that was asked for, with a link to the next where there is one. */
  ObjectNode read(
      Function<Query, Query.Page<Stored<MappingSet>>> list,
      Function<Stored<MappingSet>, ObjectNode> show) {
    Query.@Nullable Page<Stored<MappingSet>> page = list.apply(query);
    for (int passed = 0; passed < start && page != null; passed++) {
      page = page.next() == null ? null : list.apply(page.next());
    }
    ObjectNode body = Json.object();
    ArrayNode data = body.putArray("data");
    ObjectNode links = Json.object();
    if (page != null) {
      page.items().forEach(stored -> data.add(show.apply(stored)));
      if (page.next() != null) {
        String next = "/mappingSets?limit=" + limit + "&start=" + (start + 1) + others;
        links.putObject("next").put("href", next).put("templated", false);
      }
    }
    body.putObject("_page").put("count", data.size()).put("limit", limit);
    body.set("_links", links);
    return body;
  }
}
