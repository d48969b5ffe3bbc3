package io.tributary.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement that only reads. The engine's own parser takes it apart, so nobody else has to
 * understand its grammar; what its tree may consist of is a list of what is allowed.
 *
 * @param sql what is to be run
 * @param explains whether the plan is wanted, not the rows
 * @param lists whether the tables' names are wanted
 * @param names the tables that it names
 */
record Statement(String sql, boolean explains, boolean lists, List<Frames.Name> names) {
  private static final Pattern EXPLAIN =
      Pattern.compile(
          "\\A((?:\\s|--[^\\n]*(?:\\n|\\z)|/\\*(?s:.*?)\\*/)*)(explain)\\b(\\s+analyze\\b)?",
          Pattern.CASE_INSENSITIVE);

  /** Trees of expressions are deep; they are walked without recursion. */
  private static final ObjectMapper TREES =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(20_000)
                      .maxStringLength(64 << 20)
                      .build())
              .build());

  /** Takes a statement apart, or says why it is not run. */
  static Statement read(Connection engine, String text) throws SQLException {
    if (text.length() > Limits.STATEMENT) {
      throw refused(
          "It has " + text.length() + " characters; the most are " + Limits.STATEMENT, "");
    }
    Matcher explain = EXPLAIN.matcher(text);
    boolean explains = explain.find();
    if (explains && explain.group(3) != null) {
      throw refused("EXPLAIN ANALYZE is not answered. EXPLAIN shows the plan");
    }
    // Blanks in the word's place keep every position right.
    String sql = explains ? explain.group(1) + " ".repeat(7) + text.substring(explain.end()) : text;
    Tree tree = new Tree(sql);
    tree.walk(parse(engine, sql));
    return new Statement(sql, explains, tree.lists(), tree.names());
  }

  private static JsonNode parse(Connection engine, String sql) throws SQLException {
    JsonNode tree = tree(engine, sql);
    if (tree.path("error").asBoolean()) {
      throw tree.path("error_type").asText().equals("not implemented")
          ? refused(
              "Only one that reads is run: SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW"
                  + " TABLES, or EXPLAIN before one of them")
          : new TributaryException(
              ErrorCode.QUERY_INVALID,
              "The query cannot be read: "
                  + tree.path("error_message").asText()
                  + Place.of(sql, tree.path("position").asText())
                  + ".");
    }
    JsonNode statements = tree.path("statements");
    if (statements.size() != 1) {
      throw statements.isEmpty()
          ? new TributaryException(ErrorCode.QUERY_INVALID, "The query is empty. Send a SELECT.")
          : refused("It is " + statements.size() + " statements. Send one at a time");
    }
    return statements.get(0);
  }

  private static JsonNode tree(Connection engine, String sql) throws SQLException {
    try (PreparedStatement ask =
        engine.prepareStatement("select json_serialize_sql(cast(? as varchar))::varchar")) {
      ask.setString(1, sql);
      try (ResultSet answer = ask.executeQuery()) {
        answer.next();
        return TREES.readTree(answer.getString(1));
      }
    } catch (JsonProcessingException e) {
      throw refused("Its expressions are nested too deeply");
    }
  }

  static TributaryException refused(String why) {
    return refused(why, "");
  }

  static TributaryException refused(String why, String hint) {
    return new TributaryException(
        ErrorCode.QUERY_REFUSED, "The query is not run. " + why + "." + hint);
  }
}
