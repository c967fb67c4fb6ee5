package io.loyaltysuite.gateway.lane;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What the lanes tell about themselves. */
@Component
class LaneMeters {

  private enum Meter {
    TURNS("gateway.lane.turns", "Turns begun, each with at least one request"),
    WAITS("gateway.lane.waits", "Times a lane with due work had to wait");

    private final String meterName;
    private final String description;

    Meter(String meterName, String description) {
      this.meterName = meterName;
      this.description = description;
    }
  }

  private final MeterRegistry registry;

  LaneMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void turnBegan() {
    Counter.builder(Meter.TURNS.meterName)
        .description(Meter.TURNS.description)
        .register(registry)
        .increment();
  }

  /** Reasons of pauses are many; as a tag they are one. */
  void waited(String reason) {
    boolean own = reason.equals("busy") || reason.equals("rate_limit");
    Counter.builder(Meter.WAITS.meterName)
        .description(Meter.WAITS.description)
        .tag("reason", own ? reason : "paused")
        .register(registry)
        .increment();
  }
}
