package io.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Nearest;
import io.tributary.model.TributaryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parts of a statement. What is not known to be harmless is refused: kinds of nodes, functions,
 * and tables of which the engine itself would have to say what they are.
 */
final class Tree {
  private static final Set<String> FUNCTIONS = functions();
  private static final Set<String> TABLE_FUNCTIONS =
      Set.of("unnest", "range", "generate_series", "json_each", "json_tree");
  private static final Set<String> QUERIES =
      Set.of(
          "SELECT_NODE",
          "SET_OPERATION_NODE",
          "RECURSIVE_CTE_NODE",
          "CTE_NODE",
          "EMPTY",
          "JOIN",
          "SUBQUERY",
          "PIVOT",
          "EXPRESSION_LIST",
          "TABLE_FUNCTION",
          "BASE_TABLE",
          "SHOW_REF");
  private static final Set<String> EXPRESSIONS =
      Set.of(
          "BETWEEN",
          "CASE",
          "CAST",
          "COLLATE",
          "COLUMN_REF",
          "COMPARISON",
          "CONJUNCTION",
          "CONSTANT",
          "FUNCTION",
          "LAMBDA",
          "LAMBDA_REF",
          "OPERATOR",
          "POSITIONAL_REFERENCE",
          "STAR",
          "SUBQUERY",
          "WINDOW",
          "TYPE");
  private static final Set<String> SCHEMAS = Set.of("", "main");
  private static final Pattern GIVEN = Pattern.compile("[\\p{L}\\p{N}_ -]+");

  /** How the engine's own lists are called. */
  static final Pattern RESERVED =
      Pattern.compile("(duckdb|pg|pragma|sqlite)_.*", Pattern.CASE_INSENSITIVE);

  private final String sql;
  private final Map<String, Frames.Name> names = new LinkedHashMap<>();
  private final Set<String> defined = new HashSet<>();
  private boolean lists;

  Tree(String sql) {
    this.sql = sql;
  }

  /** The functions of the pinned version that compute something from their arguments. */
  static Set<String> functions() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Tree.class.getResourceAsStream("functions.txt")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("# "))
          .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean lists() {
    return lists;
  }

  /** The tables named, those that the statement defines itself among them. */
  List<Frames.Name> names() {
    return names.values().stream()
        .map(
            name ->
                new Frames.Name(name.name(), defined.contains(folded(name.name())), name.where()))
        .toList();
  }

  void walk(JsonNode root) {
    Deque<JsonNode> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      if (node.isObject()) {
        judge(node);
      }
      node.forEach(open::push);
    }
  }

  private void judge(JsonNode node) {
    node.path("cte_map").path("map").forEach(cte -> define(cte.path("key").asText()));
    String type = node.path("type").asText();
    if (node.has("class")) {
      judgeExpression(node, node.path("class").asText());
    } else if (node.has("sample")) {
      judgeSource(node, type);
    } else if (type.endsWith("_NODE") && !QUERIES.contains(type)) {
      throw refused(node, "It cannot be told what a " + type + " does");
    }
  }

  /**
   * A name holds only within a part of the statement. Elsewhere it would mean what the engine knows
   * by it: a list of its own, or a file.
   */
  private void define(String name) {
    if (!GIVEN.matcher(name).matches() || RESERVED.matcher(name).matches()) {
      throw Statement.refused("The name '" + name + "' cannot be given to a part of it");
    }
    defined.add(folded(name));
  }

  private void judgeExpression(JsonNode node, String kind) {
    if (kind.equals("PARAMETER")) {
      throw refused(node, "It has a parameter. Write the value in its place");
    }
    if (!EXPRESSIONS.contains(kind)) {
      throw refused(node, "It cannot be told what a " + kind + " does");
    }
    String function = node.path("function_name").asText();
    boolean ours =
        SCHEMAS.contains(node.path("schema").asText()) && node.path("catalog").asText().isEmpty();
    if (!function.isEmpty() && !(ours && isAllowed(function))) {
      throw refused(
          node,
          "The function " + function + " is unknown here or not allowed",
          Nearest.hint(function, FUNCTIONS));
    }
  }

  /** Those that make tables have been looked at where they stand for one. */
  private static boolean isAllowed(String function) {
    return FUNCTIONS.contains(folded(function)) || TABLE_FUNCTIONS.contains(folded(function));
  }

  private void judgeSource(JsonNode node, String type) {
    switch (type) {
      case "BASE_TABLE" -> name(node);
      case "TABLE_FUNCTION" -> {
        String function = node.path("function").path("function_name").asText();
        if (!TABLE_FUNCTIONS.contains(folded(function))) {
          throw refused(
              node,
              "The function " + function + " is unknown here, or not allowed to make a table",
              "");
        }
      }
      case "SHOW_REF" -> show(node);
      default -> {
        if (!QUERIES.contains(type)) {
          throw refused(node, "It cannot be told what a " + type + " does");
        }
      }
    }
  }

  private void name(JsonNode node) {
    String name = node.path("table_name").asText();
    if (!SCHEMAS.contains(folded(node.path("schema_name").asText()))
        || !node.path("catalog_name").asText().isEmpty()
        || !node.path("at_clause").isNull()) {
      throw refused(
          node,
          "Tables have a name and nothing before or after it. GET /tributary/query/tables lists"
              + " them, with their columns");
    }
    String where = Place.of(sql, node.path("query_location").asText());
    names.putIfAbsent(folded(name), new Frames.Name(name, false, where));
  }

  private void show(JsonNode node) {
    boolean tables = node.path("table_name").asText().equals("\"tables\"");
    if ((node.path("query").isNull() && !tables) || !node.path("schema_name").asText().isEmpty()) {
      throw refused(
          node, "Of what there is to show, SHOW TABLES, DESCRIBE and SUMMARIZE are answered");
    }
    lists = lists || tables;
  }

  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private TributaryException refused(JsonNode node, String why) {
    return refused(node, why, "");
  }

  private TributaryException refused(JsonNode node, String why, String hint) {
    return Statement.refused(why + Place.of(sql, node.path("query_location").asText()), hint);
  }
}
