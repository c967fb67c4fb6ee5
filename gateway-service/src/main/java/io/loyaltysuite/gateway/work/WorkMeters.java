package io.loyaltysuite.gateway.work;

import io.loyaltysuite.gateway.meter.ClosedSet;
import io.loyaltysuite.gateway.meter.Sampled;
import io.loyaltysuite.gateway.work.deal.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records what becomes of works in portals. */
@Component
class WorkMeters {
  private static final List<String> STATES = List.of("pending", "planned");
  private static final Duration[] LAGS = {
    Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10)
  };

  private record Open(String state, long works, double seconds) {}

  private final MeterRegistry registry;
  private final Counter stored;
  private final Counter retries;
  private final Counter doubts;
  private final Counter forgotten;
  private final ClosedSet<Counter> done;
  private final Timer lag;
  private final Sampled<Map<String, Open>> open;

  WorkMeters(MeterRegistry registry, JdbcClient jdbc) {
    this.registry = registry;
    stored = counter(WorkMeter.STORED);
    retries = counter(WorkMeter.RETRIES);
    doubts = counter(WorkMeter.DOUBTS);
    forgotten = counter(WorkMeter.FORGOTTEN);
    done =
        new ClosedSet<>(
            Stream.concat(
                    Stream.of("applied", "undone"),
                    Arrays.stream(Failure.values()).map(Failure::code))
                .toList(),
            outcome ->
                Counter.builder(WorkMeter.DONE.id())
                    .description(WorkMeter.DONE.description())
                    .tag("outcome", outcome)
                    .register(registry));
    lag =
        Timer.builder(WorkMeter.LAG.id())
            .description(WorkMeter.LAG.description())
            .serviceLevelObjectives(LAGS)
            .register(registry);
    open = new Sampled<>(() -> open(jdbc));
    gauges();
  }

  private void gauges() {
    for (var state : STATES) {
      Gauge.builder(
              WorkMeter.OPEN.id(),
              open,
              all -> all.value(by -> by.containsKey(state) ? by.get(state).works() : 0))
          .description(WorkMeter.OPEN.description())
          .tag("state", state)
          .register(registry);
    }
    Gauge.builder(
            WorkMeter.AGE.id(),
            open,
            all -> all.value(by -> by.values().stream().mapToDouble(Open::seconds).max().orElse(0)))
        .description(WorkMeter.AGE.description())
        .baseUnit("seconds")
        .register(registry);
  }

  void stored(int works) {
    stored.increment(works);
  }

  void again() {
    retries.increment();
  }

  void done(StoredWork work, Ending ending, Instant now) {
    done.of(ending.word()).increment();
    if (ending instanceof Ending.Failed failed && !failed.doubt().isEmpty()) {
      doubts.increment();
    }
    lag.record(
        work.storedAt().isBefore(now) ? Duration.between(work.storedAt(), now) : Duration.ZERO);
  }

  void forgotten(int rows) {
    forgotten.increment(rows);
  }

  private static Map<String, Open> open(JdbcClient jdbc) {
    return jdbc
        .sql(
            """
            select w.state, count(*) as works,
              coalesce(extract(epoch from clock_timestamp() - min(w.stored_at)
                filter (where l.paused_until is null or l.paused_until <= clock_timestamp())), 0)
                as seconds
            from portal_work w left join lane l using (member_id)
            where w.state <> 'done' group by w.state\
            """)
        .query(
            (row, number) ->
                new Open(row.getString("state"), row.getLong("works"), row.getDouble("seconds")))
        .list()
        .stream()
        .collect(Collectors.toMap(Open::state, each -> each));
  }

  private Counter counter(WorkMeter meter) {
    return Counter.builder(meter.id()).description(meter.description()).register(registry);
  }
}
