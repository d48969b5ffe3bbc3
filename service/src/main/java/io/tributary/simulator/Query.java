package io.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A checked search.
 *
 * @param groups alternatives, each of conditions that must all hold; empty for everything
 * @param sort null for ascending ids
 * @param words free text, in any of the searched properties; null if not asked for
 */
record Query(
    List<List<Filter>> groups,
    @Nullable Sort sort,
    @Nullable Tokens words,
    int limit,
    int offset,
    List<String> properties) {
  private static final int REACH = 10_000;

  record Sort(Property property, boolean descending) {}

  static Query parse(JsonNode body, ObjectType type) {
    List<List<Filter>> groups = groups(body, type);
    int limit = number(body, "limit", 10);
    int offset = number(body, "after", 0);
    if (limit > 200 || limit < 0) {
      throw Refusal.invalid(
          "The requested limit " + limit + " exceeds the maximum of 200 for search");
    }
    if (offset < 0 || offset + limit > REACH) {
      throw Refusal.invalid(
          "Paging through more than " + REACH + " results of a search is not possible");
    }
    String words = body.path("query").asText("");
    if (words.length() > 3_000) {
      throw Refusal.invalid("The query is longer than 3000 characters");
    }
    List<String> properties = new ArrayList<>();
    Request.elements(body, "properties").forEach(p -> properties.add(p.asText()));
    return new Query(
        groups,
        sort(body, type),
        words.isBlank() ? null : Tokens.of(words + "*"),
        limit,
        offset,
        properties);
  }

  /**
   * The smallest range of ids outside of which nothing can be found: first and last, both
   * inclusive.
   */
  long[] idRange() {
    if (groups.isEmpty()) {
      return new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
    }
    long[] hull = {Long.MAX_VALUE, Long.MIN_VALUE};
    for (List<Filter> group : groups) {
      long low = Long.MIN_VALUE;
      long high = Long.MAX_VALUE;
      for (Filter filter : group) {
        long[] range = filter.idRange();
        low = Math.max(low, range[0]);
        high = Math.min(high, range[1]);
      }
      hull[0] = Math.min(hull[0], low);
      hull[1] = Math.max(hull[1], high);
    }
    return hull;
  }

  /** Whether the id range alone decides, so that hits are counted without looking at records. */
  boolean onlyIds() {
    return words == null
        && (groups.isEmpty()
            || (groups.size() == 1 && groups.get(0).stream().allMatch(Filter::isIdRange)));
  }

  Predicate<Row> predicate(ObjectType type) {
    Predicate<Row> any = row -> groups.isEmpty();
    for (List<Filter> group : groups) {
      Predicate<Row> all = row -> true;
      for (Filter filter : group) {
        all = all.and(filter.predicate(type));
      }
      any = groups.size() == 1 ? all : any.or(all);
    }
    Tokens tokens = words;
    return tokens == null ? any : any.and(row -> hasWords(row, tokens, type));
  }

  private static boolean hasWords(Row row, Tokens tokens, ObjectType type) {
    for (String name : type.searched()) {
      Property property = type.property(name);
      if (property != null && tokens.in(row.value(property))) {
        return true;
      }
    }
    return false;
  }

  private static List<List<Filter>> groups(JsonNode body, ObjectType type) {
    List<List<Filter>> groups = new ArrayList<>();
    Request.elements(body, "filterGroups").forEach(group -> groups.add(filters(group, type)));
    List<Filter> bare = filters(body, type);
    if (!bare.isEmpty()) {
      groups.add(bare);
    }
    int filters = groups.stream().mapToInt(List::size).sum();
    if (groups.size() > 5) {
      throw Refusal.invalid("A search has at most 5 filterGroups, not " + groups.size());
    }
    if (filters > 25 || groups.stream().anyMatch(g -> g.size() > 10)) {
      throw Refusal.invalid("A search has at most 10 filters in a group and 25 in all");
    }
    return List.copyOf(groups);
  }

  private static List<Filter> filters(JsonNode group, ObjectType type) {
    List<Filter> filters = new ArrayList<>();
    Request.elements(group, "filters").forEach(f -> filters.add(Filter.parse(f, type)));
    return List.copyOf(filters);
  }

  private static @Nullable Sort sort(JsonNode body, ObjectType type) {
    JsonNode sorts = body.path("sorts");
    if (sorts.size() > 1) {
      throw Refusal.invalid("A search has at most 1 sort");
    }
    if (sorts.isEmpty()) {
      return null;
    }
    JsonNode first = sorts.path(0);
    String name = first.isTextual() ? first.asText() : first.path("propertyName").asText();
    Property property = type.property(name);
    if (property == null) {
      throw Refusal.invalid("Property '" + name + "' does not exist on " + type.name());
    }
    return new Sort(property, first.path("direction").asText().equals("DESCENDING"));
  }

  /** HubSpot takes numbers and their text. */
  private static int number(JsonNode body, String member, int otherwise) {
    String text = body.path(member).asText("");
    if (text.isEmpty() || text.equals("null")) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Refusal.invalid(member + " is not a number: " + text);
    }
  }
}
