package io.loyaltysuite.gateway.lane;

import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One virtual thread per lane that is awake; a lane that is woken while it works works once more.
 */
final class LaneThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneThreads.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

  /** Serves a lane until there is nothing to do in it now. */
  interface Service {
    void serve(String memberId) throws InterruptedException;
  }

  private final Service service;
  private final OngoingTrouble away =
      new OngoingTrouble(log, "Lanes cannot do without the database and go on soon");
  private final ConcurrentHashMap<String, Boolean> awake = new ConcurrentHashMap<>();
  private final ExecutorService lanes =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lane-", 0).factory());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lane-timer").factory());
  private volatile boolean stopping;

  LaneThreads(Service service) {
    this.service = service;
  }

  void wake(String memberId) {
    if (stopping) {
      return;
    }
    boolean asleep = awake.put(memberId, true) == null;
    if (asleep) {
      try {
        lanes.execute(() -> work(memberId));
      } catch (RejectedExecutionException stopped) {
        awake.remove(memberId);
      }
    }
  }

  /** The value in {@code awake} is whether somebody called since the lane last looked. */
  private void work(String memberId) {
    do {
      awake.put(memberId, false);
      try {
        service.serve(memberId);
        away.over();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DataAccessException | TransactionException e) {
        away.failed(e);
        wakeIn(memberId, AFTER_TROUBLE);
      } catch (RuntimeException e) {
        log.warn("Lane of portal {} stumbled and goes on soon: {}", memberId, e.toString(), e);
        wakeIn(memberId, AFTER_TROUBLE);
      }
    } while (!awake.remove(memberId, false) && !stopping);
  }

  void databaseAway(RuntimeException trouble) {
    away.failed(trouble);
  }

  void wakeIn(String memberId, Duration delay) {
    later(delay, () -> wake(memberId));
  }

  void repeat(Duration interval, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
            away.over();
          } catch (RuntimeException e) {
            away.failed(e);
          }
        };
    var _ =
        timer.scheduleWithFixedDelay(
            () -> lanes.execute(guarded), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void later(Duration delay, Runnable task) {
    try {
      var _ = timer.schedule(task, Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      log.debug("Stopping: the next instance wakes the lane");
    }
  }

  boolean stopping() {
    return stopping;
  }

  /**
   * Begins no turn any more, lets the running ones end, then interrupts them: their lanes stay busy
   * to their limit.
   */
  @Override
  public void close() {
    stopping = true;
    timer.shutdownNow();
    lanes.shutdown();
    try {
      if (!lanes.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        lanes.shutdownNow();
      }
    } catch (InterruptedException e) {
      lanes.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
