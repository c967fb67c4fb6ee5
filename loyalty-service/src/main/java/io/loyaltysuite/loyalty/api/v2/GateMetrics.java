package io.loyaltysuite.loyalty.api.v2;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts requests that are sent away before anybody reads them. */
@Component
class GateMetrics {

  private final Counter limited;

  GateMetrics(MeterRegistry registry) {
    limited =
        Counter.builder("loyalty.rest.limited")
            .description("Requests refused because their account asks too often")
            .register(registry);
  }

  Counter limited() {
    return limited;
  }
}
