package io.loyaltysuite.gateway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What delivery tells about itself. */
@Component
class DeliveryMeters {

  private enum Meter {
    RESULTS("gateway.delivery.results", "Results read, by what became of them"),
    ATTEMPTS("gateway.delivery.attempts", "Replies sent, by outcome"),
    BATCH("gateway.delivery.batch", "Replies per request");

    private final String meterName;
    private final String description;

    Meter(String meterName, String description) {
      this.meterName = meterName;
      this.description = description;
    }
  }

  private final MeterRegistry registry;
  private final DistributionSummary batch;

  DeliveryMeters(MeterRegistry registry) {
    this.registry = registry;
    this.batch =
        DistributionSummary.builder(Meter.BATCH.meterName)
            .description(Meter.BATCH.description)
            .register(registry);
  }

  void read(String outcome, int results) {
    count(Meter.RESULTS, outcome, results);
  }

  void attempted(DeliveryOutcome outcome) {
    count(Meter.ATTEMPTS, outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT), 1);
  }

  void requested(int replies) {
    batch.record(replies);
  }

  private void count(Meter meter, String outcome, int amount) {
    Counter.builder(meter.meterName)
        .description(meter.description)
        .tag("outcome", outcome)
        .register(registry)
        .increment(amount);
  }
}
