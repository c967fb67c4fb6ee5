package io.loyaltysuite.gateway.delivery;

import static io.loyaltysuite.gateway.delivery.DeliveryMeter.BATCH;

import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Abandoned;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Retry;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Sent;
import io.loyaltysuite.gateway.meter.ClosedSet;
import io.loyaltysuite.gateway.meter.Underway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Records what becomes of results and of the replies made of them. */
@Component
class DeliveryMeters {
  private static final Duration[] LAGS = {
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10)
  };
  private static final double[] BATCHES = {1, 5, 10, 20, 50};

  /** What became of a result that was read. */
  enum Read {
    STORED,
    KNOWN,
    SKIPPED,
    WORK,
    POISON
  }

  /** What became of a reply in one turn of its lane. */
  private enum Fate {
    SENT,
    RESENT,
    RETRY_CALL,
    RETRY_METHOD,
    RETRY_PORTAL,
    POSTPONED,
    ABANDONED,
    UNSENDABLE,
    CANCELLED
  }

  private final MeterRegistry registry;
  private final Underway underway = new Underway();
  private final ClosedSet<Counter> results;
  private final ClosedSet<Counter> replies;
  private final Counter failedPolls;
  private final Counter revived;
  private final Counter forgotten;
  private final DistributionSummary batch;
  private final Timer storeLag;
  private final Timer sendLag;
  private final Timer answerLag;

  DeliveryMeters(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    results = counters(DeliveryMeter.RESULTS, Read.values());
    replies = counters(DeliveryMeter.REPLIES, Fate.values());
    failedPolls = counter(DeliveryMeter.FAILED_POLLS);
    revived = counter(DeliveryMeter.REVIVED);
    forgotten = counter(DeliveryMeter.FORGOTTEN);
    storeLag = timer(DeliveryMeter.STORE_LAG);
    sendLag = timer(DeliveryMeter.SEND_LAG);
    answerLag = timer(DeliveryMeter.ANSWER_LAG);
    batch =
        DistributionSummary.builder(BATCH.id())
            .description(BATCH.description())
            .serviceLevelObjectives(BATCHES)
            .register(registry);
    Gauge.builder(
            DeliveryMeter.UNSTORED_AGE.id(),
            underway,
            polls -> polls.age(clock.instant().toEpochMilli()))
        .description(DeliveryMeter.UNSTORED_AGE.description())
        .baseUnit("seconds")
        .register(registry);
  }

  /**
   * A poll is worked on, perhaps not for the first time; {@link #ended} follows when it is done.
   */
  void began(List<PolledRecord> poll) {
    poll.stream().mapToLong(PolledRecord::timestamp).min().ifPresent(underway::began);
  }

  void ended() {
    underway.ended();
  }

  void pollFailed() {
    failedPolls.increment();
  }

  void read(Read outcome, int number) {
    results.of(word(outcome)).increment(number);
  }

  void stored(List<NewDelivery> fresh, Instant now) {
    read(Read.STORED, fresh.size());
    fresh.forEach(delivery -> storeLag.record(between(delivery.publishedAt(), now)));
  }

  void requested(int size) {
    batch.record(size);
  }

  /** A reply went out, or should have. */
  void attempted(StoredDelivery delivery, DeliveryOutcome outcome, Instant now) {
    boolean first = delivery.resends() == 0;
    switch (outcome) {
      case Sent _ when first -> {
        replied(Fate.SENT, 1);
        sendLag.record(between(delivery.storedAt(), now));
        answerLag.record(between(delivery.receivedAt(), now));
      }
      case Sent _ -> replied(Fate.RESENT, 1);
      case Abandoned _ -> replied(Fate.ABANDONED, 1);
      case Retry(var scope, _, _) -> replied(Fate.valueOf("RETRY_" + scope.name()), 1);
    }
  }

  /** They wait for their workflows to come to rest. */
  void postponed(int number) {
    replied(Fate.POSTPONED, number);
  }

  /** What was stored cannot be made a reply of. */
  void unsendable(int number) {
    replied(Fate.UNSENDABLE, number);
  }

  /** The application was removed from their portal. */
  void cancelled(int number) {
    replied(Fate.CANCELLED, number);
  }

  /** They may have been lost in the portal and are sent once more. */
  void revived(int number) {
    revived.increment(number);
  }

  void forgotten(int number) {
    forgotten.increment(number);
  }

  private void replied(Fate fate, int number) {
    replies.of(word(fate)).increment(number);
  }

  private ClosedSet<Counter> counters(DeliveryMeter meter, Enum<?>[] outcomes) {
    return new ClosedSet<>(
        Arrays.stream(outcomes).map(DeliveryMeters::word).toList(),
        outcome ->
            Counter.builder(meter.id())
                .description(meter.description())
                .tag("outcome", outcome)
                .register(registry));
  }

  private Counter counter(DeliveryMeter meter) {
    return Counter.builder(meter.id()).description(meter.description()).register(registry);
  }

  private Timer timer(DeliveryMeter meter) {
    return Timer.builder(meter.id())
        .description(meter.description())
        .serviceLevelObjectives(LAGS)
        .register(registry);
  }

  private static Duration between(Instant begin, Instant end) {
    return begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
