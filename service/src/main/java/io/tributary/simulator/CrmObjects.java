package io.tributary.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The object API of one object type: list, get, create, update, archive, batch read and search. */
final class CrmObjects {
  private static final int MOST = 100;

  private final Records records;
  private final RecordWriter writer;
  private final AfterEnd afterEnd;
  private final Clock clock;
  private final Supplier<Faults> faults;

  CrmObjects(
      Records records, long portalId, AfterEnd afterEnd, Clock clock, Supplier<Faults> faults) {
    this.records = records;
    this.writer = new RecordWriter(records.type(), portalId);
    this.afterEnd = afterEnd;
    this.clock = clock;
    this.faults = faults;
  }

  /**
   * @param base the simulator's own address, for {@code link}
   */
  Answer list(Request request, String base) {
    int limit = limit(request);
    List<Property> shown = records.type().shown(request.list("properties"));
    boolean archived = request.flag("archived");
    long after = after(request.first("after"));
    Iterator<Row> rows = rowsFrom(after, archived);
    if (!rows.hasNext() && afterEnd == AfterEnd.WRAP) {
      rows = rowsFrom(Long.MIN_VALUE, archived);
    }
    Iterator<Row> page = rows;
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("results");
          long last = 0;
          for (int i = 0; i < limit && page.hasNext(); i++) {
            Row row = page.next();
            writer.write(out, row, shown);
            last = row.id();
          }
          out.writeEndArray();
          if (page.hasNext()) {
            paging(out, Long.toString(last + 1), link(request, base, last + 1));
          }
          out.writeEndObject();
        });
  }

  Answer get(Request request, String id) {
    Row row = "email".equals(request.first("idProperty")) ? records.withEmail(id) : withId(id);
    if (row == null || request.flag("archived") != (row.archivedAt() != null)) {
      throw Refusal.noRecord();
    }
    List<Property> shown = records.type().shown(request.list("properties"));
    return Answer.json(200, out -> writer.write(out, row, shown));
  }

  Answer create(Request request) {
    Map<String, String> values = Values.checked(request.json(), records.type());
    refuseTakenEmail(values, -1);
    Row row = records.create(values);
    return Answer.json(201, out -> writer.writeSet(out, row));
  }

  Answer update(Request request, String id) {
    Row row = live(id);
    Map<String, String> values = Values.checked(request.json(), records.type());
    refuseTakenEmail(values, row.id());
    Row updated = records.update(row, values);
    return Answer.json(200, out -> writer.writeSet(out, updated));
  }

  /** Answers 204 also where there is nothing to archive, as the real API does. */
  Answer archive(String id) {
    Row row = withId(id);
    if (row != null && row.archivedAt() == null) {
      records.archive(row);
    }
    return Answer.empty(204);
  }

  /**
   * @param partialStatus the HTTP status if some ids are missing: 207, or 200 from 2026-09 on
   */
  Answer batchRead(Request request, int partialStatus) {
    JsonNode body = request.json();
    List<String> ids = new ArrayList<>();
    Request.elements(body, "inputs").forEach(input -> ids.add(input.path("id").asText()));
    if (ids.isEmpty() || ids.size() > MOST) {
      throw Refusal.invalid("A batch has 1 to " + MOST + " inputs, not " + ids.size());
    }
    List<String> asked = new ArrayList<>();
    Request.elements(body, "properties").forEach(p -> asked.add(p.asText()));
    List<Row> rows = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    boolean byEmail = body.path("idProperty").asText().equals("email");
    for (String id : new TreeSet<>(ids)) {
      Row row = byEmail ? records.withEmail(id) : withId(id);
      if (row == null || request.flag("archived") != (row.archivedAt() != null)) {
        missing.add(id);
      } else {
        rows.add(row);
      }
    }
    List<Property> shown = records.type().shown(asked);
    return Answer.json(
        missing.isEmpty() ? 200 : partialStatus, out -> writeBatch(out, rows, shown, missing));
  }

  Answer search(Request request) {
    Query query = Query.parse(request.json(), records.type());
    Faults now = faults.get();
    boolean lags = !now.indexDelay().isZero();
    long moment = lags ? clock.instant().minus(now.indexDelay()).toEpochMilli() : Long.MAX_VALUE;
    Search.Found found = new Search(records, query, moment, now.missorted()).run();
    List<Property> shown = records.type().shown(query.properties());
    int next = query.offset() + found.rows().size();
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeNumberField("total", found.total());
          out.writeArrayFieldStart("results");
          for (Row row : found.rows()) {
            writer.write(out, row, shown);
          }
          out.writeEndArray();
          if (next < found.total() && !found.rows().isEmpty()) {
            paging(out, Integer.toString(next), null);
          }
          out.writeEndObject();
        });
  }

  private void writeBatch(
      JsonGenerator out, List<Row> rows, List<Property> shown, List<String> missing)
      throws IOException {
    String now = Instant.ofEpochMilli(clock.millis()).toString();
    out.writeStartObject();
    out.writeStringField("status", "COMPLETE");
    out.writeArrayFieldStart("results");
    for (Row row : rows) {
      writer.write(out, row, shown);
    }
    out.writeEndArray();
    if (!missing.isEmpty()) {
      writeMissing(out, missing);
    }
    out.writeStringField("startedAt", now);
    out.writeStringField("completedAt", now);
    out.writeEndObject();
  }

  private void writeMissing(JsonGenerator out, List<String> ids) throws IOException {
    String kind = records.type().singular().toUpperCase(java.util.Locale.ROOT);
    out.writeNumberField("numErrors", 1);
    out.writeArrayFieldStart("errors");
    out.writeStartObject();
    out.writeStringField("status", "error");
    out.writeStringField("category", "OBJECT_NOT_FOUND");
    out.writeStringField(
        "message",
        "Could not get some "
            + kind
            + " objects, they may be deleted or not exist. Check that ids are valid.");
    out.writeObjectFieldStart("context");
    out.writeArrayFieldStart("ids");
    for (String id : ids) {
      out.writeString(id);
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndArray();
  }

  private static void paging(JsonGenerator out, String after, @Nullable String link)
      throws IOException {
    out.writeObjectFieldStart("paging");
    out.writeObjectFieldStart("next");
    out.writeStringField("after", after);
    if (link != null) {
      out.writeStringField("link", link);
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static String link(Request request, String base, long after) {
    StringBuilder link = new StringBuilder(base).append(request.path()).append('?');
    request
        .query()
        .forEach(
            (name, values) -> {
              if (!name.equals("after")) {
                values.forEach(
                    v -> link.append(encoded(name)).append('=').append(encoded(v)).append('&'));
              }
            });
    return link.append("after=").append(after).toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int limit(Request request) {
    String text = request.first("limit");
    if (text == null || text.isEmpty()) {
      return 10;
    }
    int most = request.list("propertiesWithHistory").isEmpty() ? MOST : 50;
    try {
      int limit = Integer.parseInt(text);
      if (limit < 1 || limit > most) {
        throw Refusal.invalid("The requested limit " + limit + " must lie between 1 and " + most);
      }
      return limit;
    } catch (NumberFormatException e) {
      throw Refusal.invalid("The requested limit is not a number: " + text);
    }
  }

  /** The real API does not check the cursor: what is not a number starts at the beginning. */
  private static long after(@Nullable String text) {
    try {
      return text == null ? Long.MIN_VALUE : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return Long.MIN_VALUE;
    }
  }

  private Iterator<Row> rowsFrom(long id, boolean archived) {
    return archived ? records.archivedFrom(id) : records.liveFrom(id);
  }

  private @Nullable Row withId(String id) {
    try {
      return records.find(Long.parseLong(id));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Row live(String id) {
    Row row = withId(id);
    if (row == null || row.archivedAt() != null) {
      throw Refusal.noRecord();
    }
    return row;
  }

  private void refuseTakenEmail(Map<String, String> values, long own) {
    String email = values.getOrDefault("email", "");
    Row other = email.isEmpty() ? null : records.withEmail(email);
    if (other != null && other.id() != own) {
      throw Refusal.of(409, "Contact already exists. Existing ID: " + other.id(), "CONFLICT");
    }
  }
}
