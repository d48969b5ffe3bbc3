package io.tributary.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Changes of a database that takes one writer at a time and goes to the disk with each commit: one
 * thread makes them in the order in which they come, and what came while it was at the disk is
 * committed together. Each change happens whole or not at all, whatever becomes of the others, and
 * is acknowledged only when it is on the disk. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {
  private static final int MOST = 64;

  /**
   * Rows lie scattered, by random ids: 16 MB of pages at hand, and 32 MB of changes before they go
   * from the log to their places, where each page is then written once for many of them.
   */
  private static final List<String> CACHED =
      List.of("pragma cache_size = -16384", "pragma wal_autocheckpoint = 8000");

  private final Jdbi jdbi;
  private final BlockingQueue<Change<?>> waiting = new LinkedBlockingQueue<>();
  private final Thread writer = new Thread(this::serve, "database-writer");
  private volatile boolean closed;

  GroupCommit(Jdbi jdbi) {
    this.jdbi = jdbi;
    writer.setDaemon(true);
    writer.start();
  }

  /** Makes a change and waits until it is kept; a change within a change is a part of it. */
  <R> R change(Function<Handle, R> work) {
    if (Thread.currentThread() == writer) {
      return jdbi.withHandle(work::apply);
    }
    Change<R> change = new Change<>(work);
    waiting.add(change);
    if (closed) {
      refuseWaiting();
    }
    return change.await();
  }

  private void serve() {
    try {
      while (!closed) {
        serve(next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closed = true;
    refuseWaiting();
  }

  /** The thread keeps its connection: it never waits for one that a reader holds. */
  private void serve(List<Change<?>> first) throws InterruptedException {
    try {
      jdbi.useHandle(
          handle -> {
            CACHED.forEach(handle::execute);
            commit(handle, first);
            while (!closed) {
              commit(handle, next());
            }
          });
    } catch (RuntimeException e) {
      // There is no connection to be had now.
      first.forEach(change -> change.fail(e));
    }
  }

  private List<Change<?>> next() throws InterruptedException {
    List<Change<?>> group = new ArrayList<>();
    group.add(waiting.take());
    waiting.drainTo(group, MOST - 1);
    return group;
  }

  private static void commit(Handle handle, List<Change<?>> group) {
    try {
      handle.useTransaction(
          transaction -> group.forEach(change -> change.make(transaction, group.size() > 1)));
      group.forEach(Change::acknowledge);
    } catch (Throwable e) {
      group.forEach(change -> change.fail(e));
    }
  }

  private void refuseWaiting() {
    IllegalStateException gone = new IllegalStateException("The metadata database is closed");
    for (Change<?> next = waiting.poll(); next != null; next = waiting.poll()) {
      next.fail(gone);
    }
  }

  /** What was acknowledged is kept; what still waits fails. */
  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Change<R> {
    private final Function<Handle, R> work;
    private final CompletableFuture<R> outcome = new CompletableFuture<>();
    private Runnable acknowledgement = () -> {};

    Change(Function<Handle, R> work) {
      this.work = work;
    }

    /** Alone, its failure takes the transaction back; among others, only what it changed itself. */
    void make(Handle handle, boolean amongOthers) {
      if (!amongOthers) {
        make(handle);
        return;
      }
      handle.execute("savepoint change");
      try {
        make(handle);
      } catch (Throwable e) {
        handle.execute("rollback to savepoint change");
        acknowledgement = () -> fail(e);
      }
      handle.execute("release savepoint change");
    }

    private void make(Handle handle) {
      R result = work.apply(handle);
      acknowledgement = () -> outcome.complete(result);
    }

    void acknowledge() {
      acknowledgement.run();
    }

    void fail(Throwable e) {
      outcome.completeExceptionally(e);
    }

    R await() {
      try {
        return outcome.join();
      } catch (CompletionException e) {
        throw thrown(e.getCause() == null ? e : e.getCause());
      }
    }

    /** As it was thrown: it is as good in the thread that asked as in the one that worked. */
    private static RuntimeException thrown(Throwable cause) {
      if (cause instanceof Error error) {
        throw error;
      }
      return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
  }
}
