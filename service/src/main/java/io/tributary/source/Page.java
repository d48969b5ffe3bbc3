package io.tributary.source;

import java.util.List;

/**
 * Some records of a split and the position that follows them.
 *
 * @param position where to go on after these records; the source's own text
 * @param bytes what was received for it
 */
public record Page(List<SourceRecord> records, String position, long bytes) {
  public Page {
    records = List.copyOf(records);
  }
}
