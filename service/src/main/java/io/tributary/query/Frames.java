package io.tributary.query;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.SqlResult;
import io.tributary.model.TableFiles;
import io.tributary.model.TributaryException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What service and worker say to each other: JSON, each after its length. */
final class Frames {
  private static final int LONGEST = 1 << 28;

  private Frames() {}

  /** What the service sends: first a statement, then what it may read and how much it may bring. */
  record Order(
      @Nullable String sql, @Nullable Map<String, TableFiles> tables, int rows, int bytes) {}

  /**
   * What a worker answers: the names in a statement, a result, or why there is none.
   *
   * @param lists whether the statement wants to know which tables there are
   */
  record Reply(
      @Nullable List<Name> names,
      boolean lists,
      @Nullable SqlResult result,
      @Nullable ErrorCode failure,
      @Nullable String message) {
    static final Reply READY = new Reply(List.of(), false, null, null, null);

    static Reply failed(ErrorCode code, String message) {
      return new Reply(null, false, null, code, message);
    }

    /** This, or the failure that it tells of, thrown. */
    Reply orThrow() {
      if (failure != null) {
        throw new TributaryException(failure, String.valueOf(message));
      }
      return this;
    }
  }

  /**
   * A table as a statement names it.
   *
   * @param defined whether the statement itself defines something of that name
   * @param where in words; empty if unknown
   */
  record Name(String name, boolean defined, String where) {}

  static void write(DataOutputStream out, Object value) throws IOException {
    byte[] bytes = Json.mapper().writeValueAsBytes(value);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /** Reads numbers with the very digits that they were written with. */
  static ObjectReader exactly(Class<?> type) {
    return Json.mapper().readerFor(type).without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
  }

  static <T> T read(DataInputStream in, Class<T> type) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("Not a frame: its length would be " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return exactly(type).readValue(bytes);
  }
}
