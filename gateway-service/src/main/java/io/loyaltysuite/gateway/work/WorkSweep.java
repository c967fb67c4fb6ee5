package io.loyaltysuite.gateway.work;

import io.loyaltysuite.gateway.lane.Lanes;
import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wakes the lanes of works whose time is over, also while their portals are left alone, and removes
 * old rows.
 */
@Component
class WorkSweep implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(WorkSweep.class);
  private static final int AT_ONCE = 500;

  private final WorkStore store;
  private final Lanes lanes;
  private final TransactionTemplate transaction;
  private final WorkProperties properties;
  private final WorkMeters meters;
  private final OngoingTrouble trouble = new OngoingTrouble(log, "Works cannot be swept");
  private volatile @Nullable ScheduledExecutorService timer;

  WorkSweep(
      WorkStore store,
      Lanes lanes,
      TransactionTemplate transaction,
      WorkProperties properties,
      WorkMeters meters) {
    this.store = store;
    this.lanes = lanes;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
  }

  private void sweep() {
    try {
      transaction.executeWithoutResult(_ -> wake());
      meters.forgotten(store.forget(properties.keep(), AT_ONCE));
      meters.forgotten(store.forgetLeft(AT_ONCE));
      trouble.over();
    } catch (RuntimeException e) {
      trouble.failed(e);
    }
  }

  private void wake() {
    var portals = store.ended(AT_ONCE);
    if (!portals.isEmpty()) {
      lanes.announce(portals);
    }
  }

  @Override
  public void start() {
    var executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("work-sweep").factory());
    long interval = properties.sweepInterval().toMillis();
    var _ = executor.scheduleWithFixedDelay(this::sweep, interval, interval, TimeUnit.MILLISECONDS);
    timer = executor;
  }

  @Override
  public void stop() {
    var executor = timer;
    if (executor != null) {
      executor.shutdownNow();
    }
    timer = null;
  }

  @Override
  public boolean isRunning() {
    return timer != null;
  }

  /** With the lanes, before the consumer of results. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 2048;
  }
}
