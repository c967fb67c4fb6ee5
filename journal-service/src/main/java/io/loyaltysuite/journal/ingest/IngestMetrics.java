package io.loyaltysuite.journal.ingest;

import io.loyaltysuite.journal.event.Gap;
import io.loyaltysuite.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What ingest tells Prometheus. */
@Component
class IngestMetrics {

  /** How a transaction ended. */
  enum Outcome {
    STORED,
    FENCED,
    FAILED
  }

  private final MeterRegistry registry;
  private final Counter restarts;
  private final Map<String, Double> lag = new ConcurrentHashMap<>();

  IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.restarts =
        Counter.builder(IngestMeter.RESTARTS.meterName())
            .description(IngestMeter.RESTARTS.description())
            .register(registry);
    for (var topic : Topics.ALL) {
      Gauge.builder(IngestMeter.LAG.meterName(), lag, all -> all.getOrDefault(topic, 0.0))
          .description(IngestMeter.LAG.description())
          .baseUnit("seconds")
          .tag("topic", topic)
          .register(registry);
      counter(IngestMeter.EVENTS, topic);
      counter(IngestMeter.GAPS, topic);
      counter(IngestMeter.REWOUND, topic);
    }
  }

  void stored(Batch batch) {
    batch.counts().forEach((topic, count) -> counter(IngestMeter.EVENTS, topic).increment(count));
  }

  void took(Outcome outcome, Duration time) {
    Timer.builder(IngestMeter.BATCHES.meterName())
        .description(IngestMeter.BATCHES.description())
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(time);
  }

  void restarted() {
    restarts.increment();
  }

  void lost(String topic, Gap gap) {
    counter(IngestMeter.GAPS, topic).increment((double) gap.size());
  }

  void rewound(String topic) {
    counter(IngestMeter.REWOUND, topic).increment();
  }

  void lag(String topic, double seconds) {
    lag.put(topic, seconds);
  }

  private Counter counter(IngestMeter meter, String topic) {
    return Counter.builder(meter.meterName())
        .description(meter.description())
        .tag("topic", topic)
        .register(registry);
  }
}
