package io.tributary.run;

import io.tributary.control.Work;
import io.tributary.model.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs as they fall due and has them run, a few at a time; keeps the leases of those that
 * run.
 */
public final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
  private static final long RENEW_EVERY_MILLIS = 15_000;

  private final Work work;
  private final FlowRunner runner;
  private final Semaphore free;
  private final ExecutorService pool;
  private final ConcurrentHashMap<String, Job> running = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::loop, "scheduler");
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean closing;
  private long renewedAt = System.nanoTime();

  public Scheduler(Work work, FlowRunner runner, int runsAtOnce) {
    this.work = work;
    this.runner = runner;
    this.free = new Semaphore(runsAtOnce);
    this.pool = Executors.newFixedThreadPool(runsAtOnce);
  }

  public void start() {
    thread.start();
  }

  /** Says that there may be something to do. */
  public void wake() {
    bell.release();
  }

  private void loop() {
    while (!closing) {
      try {
        renewLeases();
        if (!free.tryAcquire()) {
          nap(LONGEST_NAP); // The end of a run rings the bell.
        } else if (!startNext()) {
          nap(work.untilNext(LONGEST_NAP));
        }
      } catch (RuntimeException e) {
        LOG.error("the scheduler stumbled and goes on", e);
        nap(LONGEST_NAP);
      }
    }
  }

  private boolean startNext() {
    Optional<Job> job = Optional.empty();
    try {
      job = work.take();
    } finally {
      if (job.isEmpty()) {
        free.release();
      }
    }
    job.ifPresent(this::start);
    return job.isPresent();
  }

  private void start(Job job) {
    running.put(job.id(), job);
    pool.execute(
        () -> {
          try {
            runner.run(job);
          } catch (RuntimeException e) {
            LOG.error("job {} stopped; its lease runs out and it is taken up again", job.id(), e);
          } finally {
            running.remove(job.id());
            free.release();
            wake();
          }
        });
  }

  private void renewLeases() {
    if ((System.nanoTime() - renewedAt) / 1_000_000 > RENEW_EVERY_MILLIS) {
      renewedAt = System.nanoTime();
      running.values().forEach(work::renew);
    }
  }

  private void nap(Duration most) {
    try {
      long millis = Math.max(1, most.toMillis());
      if (bell.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        bell.drainPermits();
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  /** Stops at once: what runs is taken up again at the next start, from its last checkpoint. */
  @Override
  public void close() {
    closing = true;
    runner.stop();
    wake();
    thread.interrupt();
    pool.shutdownNow();
    try {
      if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("a run did not stop in time; it is taken up again at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
