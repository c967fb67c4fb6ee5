package io.loyaltysuite.gateway.portal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What the gateway's dealings with portals tell about themselves. */
@Component
class PortalMeters {

  private enum Meter {
    REQUESTS("gateway.portal.answers", "Answers of portals, by kind"),
    RENEWALS("gateway.portal.renewals", "Token renewals, by outcome"),
    EVENTS("gateway.portal.events", "Application events, by outcome");

    private final String meterName;
    private final String description;

    Meter(String meterName, String description) {
      this.meterName = meterName;
      this.description = description;
    }
  }

  private final MeterRegistry registry;

  PortalMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void answered(PortalAnswer answer) {
    count(Meter.REQUESTS, kind(answer));
  }

  void renewed(PortalAnswer answer) {
    count(Meter.RENEWALS, kind(answer));
  }

  void event(String outcome) {
    count(Meter.EVENTS, outcome);
  }

  private static String kind(PortalAnswer answer) {
    return answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private void count(Meter meter, String outcome) {
    Counter.builder(meter.meterName)
        .description(meter.description)
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }
}
