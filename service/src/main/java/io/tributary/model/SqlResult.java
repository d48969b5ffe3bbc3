package io.tributary.model;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a question brought.
 *
 * @param rows the values of each row, in the order of the columns
 * @param truncated whether there would have been more rows
 * @param milliseconds how long it took
 * @param dataSets where the rows come from
 */
public record SqlResult(
    List<Column> columns,
    @JsonSetter(contentNulls = Nulls.SET) List<List<JsonNode>> rows,
    int rowCount,
    boolean truncated,
    long milliseconds,
    List<Origin> dataSets) {

  /** A column and its type in SQL. */
  public record Column(String name, String type) {}

  /** A data set that was read, and the table by which the question named it. */
  public record Origin(String id, String name, String table) {}

  public SqlResult of(List<Origin> origins) {
    return new SqlResult(columns, rows, rowCount, truncated, milliseconds, List.copyOf(origins));
  }
}
