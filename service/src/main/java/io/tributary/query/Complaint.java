package io.tributary.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the engine says when it cannot answer, in words for who asked: no file is named in them. */
final class Complaint {
  private static final Pattern ADVICE =
      Pattern.compile(
          "(?s)\\s*(Possible solutions|This can happen when|Use \"SET|LINE \\d+:|Did you mean \"pg_).*");

  private Complaint() {}

  static TributaryException of(SQLException failure, String sql, Collection<String> files) {
    JsonNode said = said(String.valueOf(failure.getMessage()));
    String text =
        without(files, ADVICE.matcher(said.path("exception_message").asText()).replaceFirst(""));
    String where = Place.of(sql, said.path("position").asText());
    String sentence = text.strip().replaceAll("\\s*\\n\\s*", " ").replaceAll("\\.$", "");
    return switch (said.path("exception_type").asText()) {
      case "Out of Memory" -> overMemory();
      case "IO", "HTTP" ->
          new TributaryException(
              ErrorCode.QUERY_TABLE_CHANGED,
              "A table changed while it was read. Send the query again.");
      case "INTERNAL", "FATAL" ->
          new TributaryException(
              ErrorCode.QUERY_FAILED, "The engine failed on the query: " + sentence + ".");
      default ->
          new TributaryException(
              ErrorCode.QUERY_INVALID, "The query cannot be run: " + sentence + where + ".");
    };
  }

  static TributaryException overMemory() {
    return new TributaryException(
        ErrorCode.QUERY_OVER_MEMORY,
        "The query needs more memory than one may have. Ask for fewer rows or columns, or group by"
            + " less.");
  }

  /** The engine's JSON, which the driver may put behind words of its own. */
  private static JsonNode said(String message) {
    int start = message.indexOf("{\"exception_type\"");
    if (start >= 0) {
      try {
        return Json.mapper().readTree(message.substring(start));
      } catch (JsonProcessingException e) {
        // Then all of it is words.
      }
    }
    return Json.object().put("exception_message", message);
  }

  /** The text with no trace of where files lie. */
  static String without(Collection<String> files, String text) {
    String clean = text;
    for (String folder : folders(files)) {
      clean = clean.replaceAll("\"?" + Pattern.quote(folder) + "[^\\s\"',;)]*\"?", "a file");
    }
    return clean;
  }

  private static Collection<String> folders(Collection<String> files) {
    TreeSet<String> folders = new TreeSet<>();
    for (String file : files) {
      folders.add(file.substring(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
    }
    folders.remove("");
    return folders;
  }
}
