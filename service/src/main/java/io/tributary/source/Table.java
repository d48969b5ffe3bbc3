package io.tributary.source;

import io.tributary.model.Column;
import java.util.List;

/**
 * What a source object looks like.
 *
 * @param primaryKey the column that identifies a record; empty if none does
 * @param cursorColumn the column that moves when a record changes; empty if none does
 */
public record Table(String name, List<Column> columns, String primaryKey, String cursorColumn) {
  public Table {
    columns = List.copyOf(columns);
  }
}
