package io.tributary.source;

import io.tributary.model.Connection;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.Window;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of system that records come from. Connections are given with their credentials in the
 * clear. Implementations are safe for use by several threads, and every failure is a {@code
 * TributaryException} that says what to do.
 */
public interface Source {
  ConnectionSpec spec();

  /** Returns if the account lets us in; throws, saying why not and what to do, if it does not. */
  void check(Connection connection);

  /** What lies under a path; null is the root. */
  List<Item> explore(Connection connection, @Nullable String path);

  Table describe(Connection connection, String object);

  /** The first records of an object, as cheaply as the source allows. */
  List<SourceRecord> sample(Connection connection, Selection selection, int limit);

  /**
   * How long after a change the source may still hide it; that much of the past is read again, and
   * told apart.
   */
  Duration settling();

  /** Cuts a window of an object into parts that may be read in any order. */
  List<Split> plan(Connection connection, Selection selection, Window window);

  /** Reads a split from its beginning, or from behind a position that an earlier page gave. */
  Pages read(Connection connection, Selection selection, Split split, @Nullable String position);
}
