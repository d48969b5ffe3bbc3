package io.tributary.http;

import io.javalin.http.Context;
import io.tributary.control.MappingSets;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.MappingSet;
import io.tributary.model.MappingSet.Rule;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** The rules of a mapping set as a table with a line of headings, for spreadsheets. */
final class MappingSetCsv {
  private static final String TYPE = "text/csv";
  private static final List<String> HEADINGS =
      List.of(
          "sourceType",
          "source",
          "destination",
          "name",
          "description",
          "identity",
          "primaryIdentity",
          "id");

  /** The older dialect's headings. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("sourceattribute", "source", "destinationxdmpath", "destination");

  private MappingSetCsv() {}

  static boolean isSent(Context ctx) {
    String type = ctx.contentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(TYPE);
  }

  static boolean isWanted(Context ctx) {
    String accept = ctx.header("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains(TYPE);
  }

  /** The set that is sent: as JSON, or its rules as a table and what it maps to in the query. */
  static MappingSet set(Context ctx) {
    if (!isSent(ctx)) {
      return Answers.body(ctx, MappingSet.class);
    }
    return new MappingSet(
        Queries.text(ctx, "name"),
        null,
        null,
        Queries.text(ctx, "xdmSchema"),
        null,
        null,
        null,
        null,
        null,
        null,
        rules(ctx.body()));
  }

  static void write(Context ctx, Stored<MappingSet> stored) {
    Id<MappingSet> id = stored.id();
    String file = id + "-" + stored.value().version() + ".csv";
    ctx.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
    ctx.contentType(TYPE + "; charset=utf-8").result(text(stored.value().rules()));
  }

  static String text(List<Rule> rules) {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(HEADINGS.toArray(String[]::new)).get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (Rule rule : rules) {
        printer.printRecord(
            MappingSets.kind(rule),
            rule.from(),
            rule.to(),
            rule.name(),
            rule.description(),
            rule.identity(),
            rule.primaryIdentity(),
            rule.id());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A text cannot be written to", e);
    }
    return text.toString();
  }

  static List<Rule> rules(String sent) {
    String text = sent.startsWith("\uFEFF") ? sent.substring(1) : sent;
    String first = text.lines().findFirst().orElse("");
    // Where the comma divides whole numbers from fractions, spreadsheets write semicolons.
    char delimiter = first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter)
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      List<String> headings = headings(parser.getHeaderNames());
      List<Rule> rules = new ArrayList<>();
      for (CSVRecord line : parser) {
        rules.add(new Line(headings, line, parser.getCurrentLineNumber()).rule());
      }
      return rules;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw invalid("The table cannot be read: " + e.getMessage() + ".");
    }
  }

  private static List<String> headings(List<String> written) {
    List<String> headings = new ArrayList<>();
    for (String heading : written) {
      String small = heading.strip().toLowerCase(Locale.ROOT);
      headings.add(
          HEADINGS.stream()
              .filter(known -> known.toLowerCase(Locale.ROOT).equals(small))
              .findFirst()
              .orElse(OTHER_NAMES.getOrDefault(small, heading)));
    }
    List<String> unknown = headings.stream().filter(name -> !HEADINGS.contains(name)).toList();
    if (!unknown.isEmpty() || !headings.containsAll(List.of("source", "destination"))) {
      throw invalid(
          "The first line of the table must have the headings source and destination, and may have"
              + " others of "
              + String.join(", ", HEADINGS)
              + (unknown.isEmpty() ? "." : "; it has " + String.join(", ", unknown) + "."));
    }
    return headings;
  }

  /** One line, with what its cells are. */
  private record Line(List<String> headings, CSVRecord cells, long number) {
    Rule rule() {
      if (cells.size() != headings.size()) {
        throw invalid(
            "The table has "
                + cells.size()
                + " cells at line "
                + number
                + ", but "
                + headings.size()
                + " headings.");
      }
      return new Rule(
          text("id"),
          null,
          text("name"),
          text("description"),
          text("sourceType"),
          text("source"),
          null,
          text("destination"),
          null,
          flag("identity"),
          flag("primaryIdentity"),
          null,
          null,
          null,
          null,
          null);
    }

    private @Nullable String text(String heading) {
      int index = headings.indexOf(heading);
      return index < 0 || cells.get(index).isEmpty() ? null : cells.get(index);
    }

    private @Nullable Boolean flag(String heading) {
      String text = text(heading);
      if (text == null) {
        return null;
      }
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default ->
            throw invalid(
                "The " + heading + " at line " + number + " is neither true nor false: " + text);
      };
    }
  }

  private static TributaryException invalid(String why) {
    return new TributaryException(ErrorCode.DATA_PREP_INVALID, why);
  }
}
