package io.tributary.control;

import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.DataSet;
import io.tributary.model.Field;
import io.tributary.model.Id;
import io.tributary.model.Job;
import io.tributary.model.MappingSet;
import io.tributary.model.SourceConnection;
import io.tributary.model.TargetConnection;
import io.tributary.model.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one run needs, as plain data.
 *
 * @param run the run's id
 * @param connection the account, with its credentials in the clear
 * @param origin what identifies the records' origin: account and object
 * @param object the table that is read
 * @param columns its columns that the rules may read
 * @param window the span of change to read
 * @param plan the splits as they were cut when the run began, as JSON; null if that is still to be
 *     done
 * @param threshold share of rejected records, in percent, up to which the run succeeds
 */
public record RunTask(
    Job job,
    Caller caller,
    String run,
    Connection connection,
    String origin,
    String object,
    List<Column> columns,
    MappingSet mappingSet,
    Field fields,
    Id<DataSet> dataSet,
    Id<SourceConnection> source,
    Id<TargetConnection> target,
    Id<Batch> batch,
    Window window,
    @Nullable String plan,
    double threshold) {}
