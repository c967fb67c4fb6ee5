package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.ledger.PollTransaction.Outcome;
import io.loyaltysuite.loyalty.trace.Traces;
import io.loyaltysuite.loyalty.trace.Traces.Step;
import io.loyaltysuite.schemas.EventHeaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Counts what the engine does. Every counter is shown from the start: one that appears with its
 * first event hides that event from {@code rate} and {@code increase}.
 */
@Component
class EngineMetrics {

  private static final String SUCCESS = "success";
  private static final String ERROR = "error";
  private static final String INTERIM = "interim";
  private static final String REPEATED = "repeated";

  /** Code that stands for those the catalogue does not have. */
  private static final String OTHER = "other";

  private static final double[] BATCHES = {1, 10, 50, 100, 250, 500};
  private static final Duration[] WORK = {
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };
  private static final Duration[] WAITS = {
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(5)
  };

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Traces traces;
  private final DistributionSummary batch;
  private final Map<String, Counter> commands;
  private final Map<String, Counter> rejections;
  private final Counter splits;
  private final Counter reruns;
  private final Timer poll;
  private final Timer lag;

  EngineMetrics(MeterRegistry registry, InstantSource clock, Traces traces) {
    this.registry = registry;
    this.clock = clock;
    this.traces = traces;
    batch =
        DistributionSummary.builder(EngineMeter.BATCH.meter())
            .description(EngineMeter.BATCH.description())
            .serviceLevelObjectives(BATCHES)
            .register(registry);
    commands =
        counters(EngineMeter.COMMANDS, "outcome", Stream.of(SUCCESS, ERROR, INTERIM, REPEATED));
    var codes = Arrays.stream(Rejection.values()).map(Rejection::code);
    rejections = counters(EngineMeter.REJECTIONS, "code", Stream.concat(codes, Stream.of(OTHER)));
    splits = counter(EngineMeter.SPLITS);
    reruns = counter(EngineMeter.RERUNS);
    poll = timer(EngineMeter.POLL, WORK);
    lag = timer(EngineMeter.LAG, WAITS);
  }

  Instant now() {
    return clock.instant();
  }

  Timer poll() {
    return poll;
  }

  /** A transaction that began then is committed. */
  void committed(Outcome outcome, Instant began) {
    batch.record(outcome.all().size());
    add(commands, REPEATED, outcome.all().size() - outcome.fresh().size());
    var now = clock.instant();
    var together =
        traces.together(
            "decide poll", began, now, outcome.fresh().stream().map(EngineMetrics::trace).toList());
    for (var decision : outcome.fresh()) {
      add(commands, decision.status(), 1);
      if (!decision.errorCode().isEmpty()) {
        add(
            rejections,
            rejections.containsKey(decision.errorCode()) ? decision.errorCode() : OTHER,
            1);
      }
      var waited = Duration.between(decision.receivedAt(), now);
      traces.step(
          new Step("decide", SpanKind.CONSUMER, trace(decision), began, now, decision.status()),
          together,
          () -> {
            if (outcome.awaited()) {
              lag.record(waited.isNegative() ? Duration.ZERO : waited);
            }
          });
    }
  }

  private static String trace(StoredDecision decision) {
    return EventHeaders.text(decision.result().headers(), EventHeaders.TRACEPARENT);
  }

  void split() {
    splits.increment();
  }

  void rerun() {
    reruns.increment();
  }

  private static void add(Map<String, Counter> counters, String value, int number) {
    Objects.requireNonNull(counters.get(value), value).increment(number);
  }

  private Counter counter(EngineMeter meter) {
    return Counter.builder(meter.meter()).description(meter.description()).register(registry);
  }

  private Map<String, Counter> counters(EngineMeter meter, String tag, Stream<String> values) {
    return values.collect(
        Collectors.toUnmodifiableMap(
            Function.identity(),
            value ->
                Counter.builder(meter.meter())
                    .description(meter.description())
                    .tag(tag, value)
                    .register(registry)));
  }

  private Timer timer(EngineMeter meter, Duration[] levels) {
    return Timer.builder(meter.meter())
        .description(meter.description())
        .serviceLevelObjectives(levels)
        .register(registry);
  }
}
