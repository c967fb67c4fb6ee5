package io.loyaltysuite.gateway.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What the outbox tells about itself. */
@Component
class OutboxMeters {

  private enum Meter {
    PUBLISHED("gateway.outbox.published", "Events that the broker acknowledged"),
    FAILURES("gateway.outbox.failures", "Attempts to publish that have to be repeated");

    private final String meterName;
    private final String description;

    Meter(String meterName, String description) {
      this.meterName = meterName;
      this.description = description;
    }
  }

  private final Counter published;
  private final Counter failures;

  OutboxMeters(MeterRegistry registry) {
    published = counter(Meter.PUBLISHED, registry);
    failures = counter(Meter.FAILURES, registry);
  }

  void published(int events) {
    published.increment(events);
  }

  void failed() {
    failures.increment();
  }

  private static Counter counter(Meter meter, MeterRegistry registry) {
    return Counter.builder(meter.meterName).description(meter.description).register(registry);
  }
}
