package io.loyaltysuite.journal.ingest;

import io.loyaltysuite.journal.event.Gap;
import io.loyaltysuite.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.stereotype.Component;

/** What ingest tells Prometheus; the tag {@code topic} comes from the suite's list of topics. */
@Component
class IngestMetrics {

  private static final Duration[] DELAYS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };
  private static final Duration[] BATCHES = {
    Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5)
  };

  /** How a transaction ended. */
  enum Outcome {
    STORED,
    FENCED,
    FAILED
  }

  private final MeterRegistry registry;
  private final Clock clock = Clock.systemUTC();
  private final Counter restarts;
  private final Map<String, Counter> events = new HashMap<>();
  private final Map<String, Counter> gaps = new HashMap<>();
  private final Map<String, Counter> rewound = new HashMap<>();
  private final Map<String, Timer> delays = new HashMap<>();
  private final Map<Outcome, Timer> batches = new EnumMap<>(Outcome.class);
  private final List<Waiting> readers = new CopyOnWriteArrayList<>();

  IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    restarts =
        Counter.builder(IngestMeter.RESTARTS.meterName())
            .description(IngestMeter.RESTARTS.description())
            .register(registry);
    for (var topic : Topics.ALL) {
      events.put(topic, counter(IngestMeter.EVENTS, topic));
      gaps.put(topic, counter(IngestMeter.GAPS, topic));
      rewound.put(topic, counter(IngestMeter.REWOUND, topic));
      delays.put(topic, timer(IngestMeter.DELAY, "topic", topic, DELAYS));
      Gauge.builder(IngestMeter.LAG.meterName(), this, metrics -> metrics.lag(topic))
          .description(IngestMeter.LAG.description())
          .baseUnit("seconds")
          .tag("topic", topic)
          .register(registry);
    }
    for (var outcome : Outcome.values()) {
      var word = outcome.name().toLowerCase(Locale.ROOT);
      batches.put(outcome, timer(IngestMeter.BATCHES, "outcome", word, BATCHES));
    }
  }

  /** Where one more reader, and whoever follows it, notes what waits. */
  Waiting waiting() {
    var waiting = new Waiting();
    readers.add(waiting);
    return waiting;
  }

  /** Shows the client's own figures until the result is closed. */
  KafkaClientMetrics client(Consumer<?, ?> consumer) {
    var client = new KafkaClientMetrics(consumer);
    client.bindTo(registry);
    return client;
  }

  void stored(Batch batch) {
    long now = clock.millis();
    batch
        .times()
        .forEach(
            (topic, times) -> {
              of(events, topic).increment(times.size());
              var delay = of(delays, topic);
              times.forEach(at -> delay.record(Math.max(0, now - at), TimeUnit.MILLISECONDS));
            });
  }

  void took(Outcome outcome, Duration time) {
    Objects.requireNonNull(batches.get(outcome)).record(time);
  }

  void restarted() {
    restarts.increment();
  }

  void lost(String topic, Gap gap) {
    of(gaps, topic).increment((double) gap.size());
  }

  void rewound(String topic) {
    of(rewound, topic).increment();
  }

  private double lag(String topic) {
    long now = clock.millis();
    return readers.stream().mapToDouble(reader -> reader.seconds(topic, now)).max().orElse(0);
  }

  private static <M> M of(Map<String, M> meters, String topic) {
    return Objects.requireNonNull(meters.get(topic), topic);
  }

  private Counter counter(IngestMeter meter, String topic) {
    return Counter.builder(meter.meterName())
        .description(meter.description())
        .tag("topic", topic)
        .register(registry);
  }

  private Timer timer(IngestMeter meter, String tag, String value, Duration[] levels) {
    return Timer.builder(meter.meterName())
        .description(meter.description())
        .tag(tag, value)
        .serviceLevelObjectives(levels)
        .register(registry);
  }
}
