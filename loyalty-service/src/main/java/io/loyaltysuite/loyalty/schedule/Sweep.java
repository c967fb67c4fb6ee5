package io.loyaltysuite.loyalty.schedule;

import io.loyaltysuite.loyalty.ledger.DueWork;
import io.loyaltysuite.loyalty.ledger.DueWork.Portal;
import io.loyaltysuite.loyalty.ledger.LevelReviews;
import io.loyaltysuite.loyalty.ledger.LevelReviews.Review;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does what is due, again and again: settles cards, then reviews levels; a batch of each portal in
 * turn, so that one with much does not keep the others waiting. Instances share the portals.
 */
@Component
class Sweep implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** So many in a row mean that it is not the portals' fault. */
  private static final int MAX_FAILURES = 3;

  private final DueWork work;
  private final LevelReviews reviews;
  private final ScheduleMetrics metrics;
  private final ScheduleProperties properties;
  private final InstantSource clock;
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  Sweep(
      DueWork work,
      LevelReviews reviews,
      ScheduleMetrics metrics,
      ScheduleProperties properties,
      InstantSource clock) {
    this.work = work;
    this.reviews = reviews;
    this.metrics = metrics;
    this.properties = properties;
    this.clock = clock;
  }

  /** What came in while the service was away is decided first, as far as it comes in time. */
  private void work(CountDownLatch end) {
    try {
      boolean over = sleeps(end, properties.grace());
      while (!over) {
        round(end);
        over = sleeps(end, properties.interval());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the end came first. */
  private static boolean sleeps(CountDownLatch end, Duration time) throws InterruptedException {
    return end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Everything that is due now. */
  private void round(CountDownLatch end) {
    var until = clock.instant().minus(properties.grace());
    try {
      var portals = work.portals(until);
      metrics.found(portals, reviews.due(until), properties.grace());
      inTurns(portals, each -> settle(each, until), end);
      inTurns(reviews.due(until), this::review, end);
      metrics.found(work.portals(until), reviews.due(until), properties.grace());
    } catch (RuntimeException e) {
      metrics.failed();
      LOG.warn("Scheduled work cannot be looked for now; it is done later.", e);
    }
  }

  /**
   * A batch of each, again and again, until none has more. What fails is left to the next round;
   * when several fail in a row everything is.
   */
  private <T> void inTurns(List<T> all, Predicate<T> batch, CountDownLatch end) {
    var turn = all;
    int failures = 0;
    while (!turn.isEmpty()) {
      var more = new ArrayList<T>();
      for (var each : turn) {
        if (end.getCount() == 0 || failures >= MAX_FAILURES) {
          return;
        }
        try {
          if (batch.test(each)) {
            more.add(each);
          }
          failures = 0;
        } catch (RuntimeException e) {
          failures++;
          metrics.failed();
          LOG.warn("Scheduled work is done later: {}", each, e);
        }
      }
      turn = more;
    }
  }

  /** Whether there may be more. */
  private boolean settle(Portal portal, Instant until) {
    var batch = work.settle(portal, until, properties.batch());
    metrics.done(batch);
    if (batch.putAside() > 0) {
      LOG.error(
          "{} cards of portal {} cannot be settled; they wait until somebody touches them.",
          batch.putAside(),
          portal.memberId());
    }
    return batch.looked() == properties.batch();
  }

  private boolean review(Review review) {
    var batch = reviews.review(review, properties.batch());
    metrics.done(batch);
    return batch.more();
  }

  @Override
  public void start() {
    var end = new CountDownLatch(1);
    stopped = end;
    if (properties.enabled()) {
      Thread.ofVirtual().name("schedule").start(() -> work(end));
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }
}
