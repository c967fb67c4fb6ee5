package io.loyaltysuite.loyalty.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts what passes the Kafka edge. */
@Component
class StreamMetrics {

  private final Map<StreamMeter, Counter> counters = new EnumMap<>(StreamMeter.class);
  private final Timer publish;

  StreamMetrics(MeterRegistry registry) {
    for (var meter : StreamMeter.values()) {
      if (meter != StreamMeter.PUBLISH) {
        counters.put(
            meter,
            Counter.builder(meter.meter()).description(meter.description()).register(registry));
      }
    }
    publish =
        Timer.builder(StreamMeter.PUBLISH.meter())
            .description(StreamMeter.PUBLISH.description())
            .publishPercentileHistogram()
            .register(registry);
  }

  Timer publish() {
    return publish;
  }

  void failedAttempt() {
    add(StreamMeter.FAILED_ATTEMPTS, 1);
  }

  void add(StreamMeter meter, int count) {
    Objects.requireNonNull(counters.get(meter)).increment(count);
  }
}
