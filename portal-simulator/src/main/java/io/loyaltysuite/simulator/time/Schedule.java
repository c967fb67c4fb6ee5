package io.loyaltysuite.simulator.time;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work on virtual threads, now or after a time. What waits when it is closed is dropped. */
public final class Schedule implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("simulator-timer").factory());
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /** A running schedule. */
  public Schedule() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs the work beside the caller. */
  public void run(Runnable work) {
    if (!workers.isShutdown()) {
      workers.execute(() -> guarded(work));
    }
  }

  /** Runs the work beside the caller after the time. */
  public void after(Duration delay, Runnable work) {
    if (delay.isZero()) {
      run(work);
    } else {
      Future<?> _ = alarm(delay, work);
    }
  }

  /** Runs the work beside the caller after the time, unless it is cancelled before. */
  public Future<?> alarm(Duration delay, Runnable work) {
    return timer.schedule(() -> run(work), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Stands still for the time; on an interrupt it returns early and keeps the mark. */
  public static void pause(Duration time) {
    if (!time.isZero()) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What server loops run their requests on. */
  public ExecutorService workers() {
    return workers;
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException bug) {
      LOG.error("simulator work failed", bug);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
  }
}
