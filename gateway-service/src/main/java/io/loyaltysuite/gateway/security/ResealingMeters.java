package io.loyaltysuite.gateway.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** How far a new key is. */
@Component
class ResealingMeters {
  private final AtomicLong left = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Counter resealed;

  ResealingMeters(MeterRegistry registry) {
    resealed =
        Counter.builder("gateway.keys.resealed")
            .description("Rows whose secrets were sealed anew under the current key")
            .register(registry);
    Gauge.builder("gateway.keys.older", left, AtomicLong::doubleValue)
        .description("Rows with secrets under an older key as of the last look, at least hourly")
        .register(registry);
    Gauge.builder("gateway.keys.lost", lost, AtomicLong::doubleValue)
        .description("Rows with secrets that no known key opens, as of the last look")
        .register(registry);
  }

  void looked(long underOlderKeys, long underLostKeys) {
    left.set(underOlderKeys);
    lost.set(underLostKeys);
  }

  /** Rows under an older key. */
  long left() {
    return left.get();
  }

  /** The answer is how many rows are left. */
  long resealed(int rows) {
    resealed.increment(rows);
    return left.addAndGet(-rows);
  }
}
