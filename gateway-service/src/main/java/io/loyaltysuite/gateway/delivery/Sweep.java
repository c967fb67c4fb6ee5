package io.loyaltysuite.gateway.delivery;

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
 * Looks after deliveries that nobody waits for: replies that may have been lost are sent again, old
 * rows go.
 */
@Component
class Sweep implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Sweep.class);
  private static final int AT_ONCE = 500;

  private final DeliveryStore store;
  private final Lanes lanes;
  private final TransactionTemplate transaction;
  private final DeliveryProperties properties;
  private final DeliveryMeters meters;
  private final OngoingTrouble trouble = new OngoingTrouble(log, "Deliveries cannot be swept");
  private volatile @Nullable ScheduledExecutorService timer;

  Sweep(
      DeliveryStore store,
      Lanes lanes,
      TransactionTemplate transaction,
      DeliveryProperties properties,
      DeliveryMeters meters) {
    this.store = store;
    this.lanes = lanes;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
  }

  private void sweep() {
    try {
      transaction.executeWithoutResult(_ -> revive());
      meters.forgotten(store.forget(properties.keep(), AT_ONCE));
      meters.forgotten(store.forgetLeft(AT_ONCE));
      trouble.over();
    } catch (RuntimeException e) {
      trouble.failed(e);
    }
  }

  private void revive() {
    var lost = store.reviveLost(AT_ONCE);
    meters.revived(lost.size());
    var portals = lost.stream().distinct().toList();
    if (!portals.isEmpty()) {
      lanes.announce(portals);
    }
  }

  @Override
  public void start() {
    var executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("delivery-sweep").factory());
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

  /** With the lanes, before the consumer of results: while Kafka is away that one starts late. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 2048;
  }
}
