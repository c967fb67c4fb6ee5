package io.loyaltysuite.loyalty.ledger;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Measures the queue of requests over REST: how long it is, and how long one stands in it. */
@Component
class RestMetrics {

  private static final double[] BATCHES = {1, 5, 20, 50, 100, 200};
  private static final Duration[] WAITS = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final AtomicInteger waiting = new AtomicInteger();
  private final Timer wait;
  private final DistributionSummary batch;

  RestMetrics(MeterRegistry registry) {
    Gauge.builder(RestMeter.WAITING.meter(), this, self -> self.waiting.get())
        .description(RestMeter.WAITING.description())
        .register(registry);
    wait =
        Timer.builder(RestMeter.WAIT.meter())
            .description(RestMeter.WAIT.description())
            .serviceLevelObjectives(WAITS)
            .register(registry);
    batch =
        DistributionSummary.builder(RestMeter.BATCH.meter())
            .description(RestMeter.BATCH.description())
            .serviceLevelObjectives(BATCHES)
            .register(registry);
  }

  /** One more waits. */
  void came() {
    waiting.incrementAndGet();
  }

  /** One that waited was refused instead, or nobody waits for it any more. */
  void left() {
    waiting.decrementAndGet();
  }

  /** One of a batch comes to its turn. */
  void turn(long nanosWaited) {
    waiting.decrementAndGet();
    wait.record(nanosWaited, TimeUnit.NANOSECONDS);
  }

  /** So many are decided together. */
  void together(int requests) {
    batch.record(requests);
  }
}
