package io.tributary.source;

import io.tributary.model.Column;
import java.util.List;

/** Which columns of which object are wanted; records carry their values in this order. */
public record Selection(String object, List<Column> columns) {
  public Selection {
    columns = List.copyOf(columns);
  }
}
