package io.tributary.run;

import io.tributary.source.Split;
import java.util.List;

/** Where the splits of a run are executed. */
public interface Engine {
  /** Reads one split to its end. */
  interface SplitTask {
    void execute(Split split);
  }

  /** Returns when all splits are done; throws the first failure, after the others have stopped. */
  void execute(List<Split> splits, SplitTask task);
}
