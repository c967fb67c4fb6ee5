package io.loyaltysuite.loyalty.bootstrap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Shows whether the schema registry answers. */
@Component
class RegistryMetrics {

  private volatile boolean away;

  RegistryMetrics(MeterRegistry registry) {
    Gauge.builder("loyalty.registry.away", this, metrics -> metrics.away ? 1 : 0)
        .description("1 while the schema registry does not answer, else 0; asked twice a minute")
        .register(registry);
  }

  void away(boolean now) {
    away = now;
  }
}
