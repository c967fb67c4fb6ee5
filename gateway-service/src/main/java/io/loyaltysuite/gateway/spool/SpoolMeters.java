package io.loyaltysuite.gateway.spool;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records how commands get into Kafka. All tags come from closed sets. */
@Component
final class SpoolMeters {
  private static final Duration[] SERVICE_LEVELS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500)
  };

  /** How an attempt to append ended. */
  enum AppendOutcome {
    TAKEN,
    UNFIT,
    TIMEOUT,
    FAILED
  }

  /** What became of a command that Kafka did not take in time. */
  enum Fate {
    STORED,
    RESCUED,
    LOST
  }

  /** How a stored command got into Kafka. */
  enum Drained {
    WHOLE,
    CUT
  }

  /** What a probe found. */
  enum Probe {
    TAKEN,
    REFUSED
  }

  private record Stored(long depth, double age) {}

  private final MeterRegistry registry;
  private final ClosedSet<Timer> appends;
  private final ClosedSet<Counter> commands;
  private final ClosedSet<Counter> drained;
  private final ClosedSet<Counter> probes;
  private final AtomicInteger partitions = new AtomicInteger();
  private final AtomicLong waiting = new AtomicLong();

  SpoolMeters(MeterRegistry registry, JdbcClient jdbc) {
    this.registry = registry;
    appends = new ClosedSet<>(words(AppendOutcome.values()), this::appendTimer);
    commands = counters(SpoolMeter.COMMANDS, Fate.values());
    drained = counters(SpoolMeter.DRAINED, Drained.values());
    probes = counters(SpoolMeter.PROBES, Probe.values());
    var stored = new Sampled<>(() -> stored(jdbc));
    gauge(SpoolMeter.DEPTH, "", stored, all -> all.value(Stored::depth));
    gauge(SpoolMeter.AGE, "seconds", stored, all -> all.value(Stored::age));
    gauge(SpoolMeter.PARTITIONS, "", partitions, AtomicInteger::doubleValue);
    gauge(SpoolMeter.WAITING, "bytes", waiting, AtomicLong::doubleValue);
  }

  void appended(AppendOutcome outcome, long startedNanos) {
    appends.of(word(outcome)).record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
  }

  void ended(Fate fate) {
    commands.of(word(fate)).increment();
  }

  void drained(Drained how) {
    drained.of(word(how)).increment();
  }

  void probed(boolean taken) {
    probes.of(word(taken ? Probe.TAKEN : Probe.REFUSED)).increment();
  }

  void partitions(int spooling) {
    partitions.set(spooling);
  }

  void waiting(long bytes) {
    waiting.set(bytes);
  }

  private static Stored stored(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select count(*) as depth,
              coalesce(extract(epoch from clock_timestamp()
                - (select stored_at from spool order by id limit 1)), 0) as age
            from spool\
            """)
        .query((row, number) -> new Stored(row.getLong("depth"), row.getDouble("age")))
        .single();
  }

  private ClosedSet<Counter> counters(SpoolMeter meter, Enum<?>[] outcomes) {
    return new ClosedSet<>(
        words(outcomes),
        outcome ->
            Counter.builder(meter.id())
                .description(meter.description())
                .tag("outcome", outcome)
                .register(registry));
  }

  private <T> void gauge(SpoolMeter meter, String unit, T of, ToDoubleFunction<T> value) {
    Gauge.builder(meter.id(), of, value)
        .description(meter.description())
        .baseUnit(unit.isEmpty() ? null : unit)
        // What is measured may be known to nobody else.
        .strongReference(true)
        .register(registry);
  }

  private Timer appendTimer(String outcome) {
    return Timer.builder(SpoolMeter.APPEND.id())
        .description(SpoolMeter.APPEND.description())
        .tag("outcome", outcome)
        .serviceLevelObjectives(SERVICE_LEVELS)
        .register(registry);
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(SpoolMeters::word).toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
