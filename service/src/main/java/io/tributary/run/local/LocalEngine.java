package io.tributary.run.local;

import io.tributary.run.Engine;
import io.tributary.source.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Executes splits on threads of this process: a run of a hundred records costs milliseconds. */
public final class LocalEngine implements Engine {
  private final int threads;

  public LocalEngine(int threads) {
    this.threads = threads;
  }

  @Override
  public void execute(List<Split> splits, SplitTask task) {
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(1, Math.min(threads, splits.size())));
    try {
      ExecutorCompletionService<Void> done = new ExecutorCompletionService<>(pool);
      List<Future<Void>> running = new ArrayList<>();
      for (Split split : splits) {
        running.add(
            done.submit(
                () -> {
                  task.execute(split);
                  return null;
                }));
      }
      for (int i = 0; i < running.size(); i++) {
        done.take().get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted", e);
    } finally {
      stop(pool);
    }
  }

  /** No split may still write when the run is ended. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
