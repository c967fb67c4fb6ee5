package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.meter.ClosedSet;
import io.loyaltysuite.gateway.meter.Sampled;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the gateway's dealings with portals tell about themselves. */
@Component
class PortalMeters {
  private static final Duration[] SERVICE_LEVELS = {
    Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)
  };

  private enum Meter {
    REQUESTS("gateway.portal.requests", "Requests to portals until their answer, by its kind"),
    RENEWALS("gateway.portal.renewals", "Token renewals, by the kind of answer"),
    EVENTS("gateway.portal.events", "Application events, by outcome"),
    CHECKS(
        "gateway.portal.checks",
        "Looks at whether a portal knows the catalogue: ok, repaired (something was written), failed"),
    PORTALS("gateway.portals", "Portals by how they stand to the application");

    private final String meterName;
    private final String description;

    Meter(String meterName, String description) {
      this.meterName = meterName;
      this.description = description;
    }
  }

  /** What became of an application event, at its arrival and later in its portal's lane. */
  enum Event {
    RECEIVED_STORED,
    RECEIVED_REFUSED,
    RECEIVED_UNAVAILABLE,
    INSTALLED,
    UPDATED,
    REGISTERED_AGAIN,
    REFUSED,
    POSTPONED,
    REGISTRATION_DONE,
    REGISTRATION_ABANDONED
  }

  private record Group(String status, long portals) {}

  private final ClosedSet<Timer> requests;
  private final ClosedSet<Counter> renewals;
  private final ClosedSet<Counter> events;
  private final ClosedSet<Counter> checks;
  private final Sampled<Map<String, Long>> portals;

  PortalMeters(MeterRegistry registry, JdbcClient jdbc) {
    var kinds =
        Arrays.stream(PortalAnswer.class.getPermittedSubclasses()).map(PortalMeters::kind).toList();
    requests =
        new ClosedSet<>(
            kinds,
            kind ->
                Timer.builder(Meter.REQUESTS.meterName)
                    .description(Meter.REQUESTS.description)
                    .tag("outcome", kind)
                    .serviceLevelObjectives(SERVICE_LEVELS)
                    .register(registry));
    renewals = new ClosedSet<>(kinds, kind -> counter(Meter.RENEWALS, kind, registry));
    events = new ClosedSet<>(words(Event.values()), word -> counter(Meter.EVENTS, word, registry));
    checks =
        new ClosedSet<>(
            List.of("ok", "repaired", "failed"), word -> counter(Meter.CHECKS, word, registry));
    portals = new Sampled<>(() -> portals(jdbc));
    for (var status : words(PortalStatus.values())) {
      Gauge.builder(
              Meter.PORTALS.meterName,
              portals,
              all -> all.value(byStatus -> byStatus.getOrDefault(status, 0L)))
          .description(Meter.PORTALS.description)
          .tag("status", status)
          .register(registry);
    }
  }

  void answered(PortalAnswer answer, long startedNanos) {
    requests
        .of(kind(answer.getClass()))
        .record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
  }

  void renewed(PortalAnswer answer) {
    renewals.of(kind(answer.getClass())).increment();
  }

  void checked(String outcome) {
    checks.of(outcome).increment();
  }

  void event(Event outcome) {
    events.of(word(outcome)).increment();
  }

  private static Map<String, Long> portals(JdbcClient jdbc) {
    return jdbc
        .sql("select status, count(*) as portals from installation group by status")
        .query((row, number) -> new Group(row.getString("status"), row.getLong("portals")))
        .list()
        .stream()
        .collect(Collectors.toMap(Group::status, Group::portals));
  }

  private static Counter counter(Meter meter, String outcome, MeterRegistry registry) {
    return Counter.builder(meter.meterName)
        .description(meter.description)
        .tag("outcome", outcome)
        .register(registry);
  }

  private static String kind(Class<?> answer) {
    return answer.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(PortalMeters::word).toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
