package io.tributary.model;

import java.util.List;

/**
 * A record that did not land: why, and what it was.
 *
 * @param record the columns that were read, as a JSON object
 */
public record Rejection(String recordId, List<RecordError> errors, String record) {}
