package io.loyaltysuite.gateway.outbox;

import io.loyaltysuite.gateway.meter.Sampled;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the outbox tells about itself. */
@Component
class OutboxMeters {

  private enum Meter {
    PUBLISHED("gateway.outbox.published", "Events that the broker acknowledged"),
    FAILURES("gateway.outbox.failures", "Attempts to publish that have to be repeated"),
    DEPTH("gateway.outbox.depth", "Events that wait for their publication"),
    STUCK(
        "gateway.outbox.stuck",
        "How long the same event has been seen at the front, 0 when there is none");

    private final String meterName;
    private final String description;

    Meter(String meterName, String description) {
      this.meterName = meterName;
      this.description = description;
    }
  }

  private record Queue(long depth, long first) {}

  private final Counter published;
  private final Counter failures;
  private final Front front = new Front();
  private final Sampled<Queue> queue;

  OutboxMeters(MeterRegistry registry, JdbcClient jdbc) {
    published = counter(Meter.PUBLISHED, registry);
    failures = counter(Meter.FAILURES, registry);
    queue = new Sampled<>(() -> queue(jdbc));
    Gauge.builder(Meter.DEPTH.meterName, queue, all -> all.value(Queue::depth))
        .description(Meter.DEPTH.description)
        .register(registry);
    Gauge.builder(
            Meter.STUCK.meterName,
            queue,
            all -> all.value(seen -> front.seconds(seen.first(), System.nanoTime())))
        .description(Meter.STUCK.description)
        .baseUnit("seconds")
        .register(registry);
  }

  void published(int events) {
    published.increment(events);
  }

  void failed() {
    failures.increment();
  }

  private static Queue queue(JdbcClient jdbc) {
    return jdbc.sql("select count(*) as depth, coalesce(min(id), 0) as first from outbox")
        .query((row, number) -> new Queue(row.getLong("depth"), row.getLong("first")))
        .single();
  }

  private static Counter counter(Meter meter, MeterRegistry registry) {
    return Counter.builder(meter.meterName).description(meter.description).register(registry);
  }
}
