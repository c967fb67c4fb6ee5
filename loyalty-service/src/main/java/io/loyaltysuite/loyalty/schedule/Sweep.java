package io.loyaltysuite.loyalty.schedule;

import io.loyaltysuite.loyalty.ledger.DueWork;
import io.loyaltysuite.loyalty.ledger.DueWork.Portal;
import io.loyaltysuite.loyalty.ledger.LevelReviews;
import io.loyaltysuite.loyalty.ledger.LevelReviews.Review;
import io.loyaltysuite.loyalty.rounds.End;
import io.loyaltysuite.loyalty.rounds.Rounds;
import io.loyaltysuite.loyalty.rounds.Rounds.Pace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Does what is due, again and again: settles cards, then reviews levels; a batch of each portal in
 * turn, so that one with much does not keep the others waiting. Instances share the portals.
 */
@Component
class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** So many in a row mean that it is not the portals' fault. */
  private static final int MAX_FAILURES = 3;

  private final DueWork work;
  private final LevelReviews reviews;
  private final ScheduleMetrics metrics;
  private final ScheduleProperties properties;
  private final InstantSource clock;

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

  /** Everything that is due now. */
  private void sweep(End end) {
    var until = clock.instant().minus(properties.grace());
    try {
      var portals = work.portals(until);
      metrics.found(portals, reviews.due(until), properties.grace());
      inTurns(portals, each -> settle(each, until), end);
      inTurns(reviews.due(until), this::review, end);
      metrics.found(work.portals(until), reviews.due(until), properties.grace());
    } catch (RuntimeException e) {
      metrics.failed();
      throw e;
    }
  }

  /**
   * A batch of each, again and again, until none has more. What fails is left to the next round;
   * when several fail in a row everything is.
   */
  private <T> void inTurns(List<T> all, Predicate<T> batch, End end) {
    var turn = all;
    int failures = 0;
    while (!turn.isEmpty()) {
      var more = new ArrayList<T>();
      for (var each : turn) {
        if (end.hasCome() || failures >= MAX_FAILURES) {
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

  /** What came in while the service was away is decided first, as far as it comes in time. */
  @Bean
  @ConditionalOnBooleanProperty(name = "loyalty.schedule.enabled", matchIfMissing = true)
  Rounds scheduleRounds() {
    return new Rounds("schedule", new Pace(properties.grace(), properties.interval()), this::sweep);
  }
}
