package io.tributary.model;

import java.util.List;

/** A table that can be asked for, and the data set that it shows. */
public record SqlTable(
    String name, String dataSetId, String dataSetName, List<SqlResult.Column> columns) {}
