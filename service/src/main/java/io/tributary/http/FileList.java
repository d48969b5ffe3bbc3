package io.tributary.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.function.Function;

/** A list as Data Access answers it: {@code data}, with {@code start} and {@code limit}. */
final class FileList {
  private static final int MAX_LIMIT = 100;

  private final ObjectNode body = Json.object();
  private final ArrayNode data = body.putArray("data");

  private FileList() {}

  static <T> void write(Context ctx, List<T> all, Function<T, ObjectNode> show) {
    int start = Math.min(number(ctx, "start", 0, 0, 1_000_000), all.size());
    int limit = number(ctx, "limit", MAX_LIMIT, 1, MAX_LIMIT);
    int end = Math.min(start + limit, all.size());
    FileList list = new FileList();
    all.subList(start, end).forEach(item -> list.data.add(show.apply(item)));
    list.body.putObject("_page").put("limit", limit).put("count", end - start);
    ObjectNode links = list.body.putObject("_links");
    if (end < all.size()) {
      String path = Queries.text(ctx, "path");
      links
          .putObject("next")
          .put(
              "href",
              ctx.path()
                  + "?start="
                  + end
                  + "&limit="
                  + limit
                  + (path == null ? "" : "&path=" + path));
    }
    Answers.write(ctx, list.body);
  }

  static int number(Context ctx, String name, int otherwise, int least, int most) {
    String text = Queries.text(ctx, name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw new TributaryException(
          ErrorCode.DATA_ACCESS_INVALID,
          "The " + name + " '" + text + "' is not a whole number from " + least + " to " + most);
    }
    return Integer.parseInt(text);
  }

  /** An entry with the address under which it is found. */
  static ObjectNode linked(ObjectNode entry, String href) {
    entry.putObject("_links").putObject("self").put("href", href);
    return entry;
  }
}
