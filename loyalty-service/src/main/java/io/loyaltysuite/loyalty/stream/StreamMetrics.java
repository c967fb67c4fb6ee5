package io.loyaltysuite.loyalty.stream;

import io.loyaltysuite.loyalty.stream.DeadLetters.Cause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Counts what passes the Kafka edge. */
@Component
class StreamMetrics {

  private static final Duration[] LEVELS = {
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final InstantSource clock;
  private final Map<Cause, Counter> deadLetters = new EnumMap<>(Cause.class);
  private final Counter failedPolls;
  private final Counter moved;
  private final Counter published;
  private final Timer publish;

  /** Since when the outbox cannot be published; 0 while it can. */
  private final AtomicLong stuckSince = new AtomicLong();

  /** By consumer thread, the time of the oldest record of the poll it works on. */
  private final Map<String, Long> underway = new ConcurrentHashMap<>();

  StreamMetrics(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    for (var cause : Cause.values()) {
      deadLetters.put(
          cause, builder(StreamMeter.DEAD_LETTERS).tag("cause", cause.code()).register(registry));
    }
    failedPolls = builder(StreamMeter.FAILED_POLLS).register(registry);
    moved = builder(StreamMeter.MOVED).register(registry);
    published = builder(StreamMeter.PUBLISHED).register(registry);
    publish =
        Timer.builder(StreamMeter.PUBLISH.meter())
            .description(StreamMeter.PUBLISH.description())
            .serviceLevelObjectives(LEVELS)
            .register(registry);
    Gauge.builder(StreamMeter.UNDECIDED_AGE.meter(), this, StreamMetrics::undecidedAge)
        .description(StreamMeter.UNDECIDED_AGE.description())
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder(StreamMeter.OUTBOX_STUCK.meter(), this, StreamMetrics::outboxStuckFor)
        .description(StreamMeter.OUTBOX_STUCK.description())
        .baseUnit("seconds")
        .register(registry);
  }

  /** Nothing waits in the outbox any more. */
  void outboxEmptied() {
    stuckSince.set(0);
  }

  /** What waits in the outbox could not be published. */
  void outboxStuck() {
    stuckSince.compareAndSet(0, clock.instant().toEpochMilli());
  }

  private double outboxStuckFor() {
    long since = stuckSince.get();
    return since == 0 ? 0 : Math.max(0, clock.instant().toEpochMilli() - since) / 1e3;
  }

  /** This thread works on a poll, perhaps not for the first time. */
  void began(List<ConsumerRecord<byte[], byte[]>> poll) {
    poll.stream()
        .mapToLong(ConsumerRecord::timestamp)
        .min()
        .ifPresent(oldest -> underway.put(Thread.currentThread().getName(), oldest));
  }

  /** This thread's poll is decided and published. */
  void ended() {
    underway.remove(Thread.currentThread().getName());
  }

  Timer publish() {
    return publish;
  }

  void failedPoll() {
    failedPolls.increment();
  }

  void deadLetter(Cause cause) {
    Objects.requireNonNull(deadLetters.get(cause)).increment();
  }

  void moved(int records) {
    moved.increment(records);
  }

  void published(int records) {
    published.increment(records);
  }

  private double undecidedAge() {
    long now = clock.instant().toEpochMilli();
    return underway.values().stream()
        .mapToDouble(oldest -> Math.max(0, now - oldest) / 1e3)
        .max()
        .orElse(0);
  }

  private static Counter.Builder builder(StreamMeter meter) {
    return Counter.builder(meter.meter()).description(meter.description());
  }
}
