package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.ledger.PollTransaction.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Counts what the engine does. */
@Component
class EngineMetrics {

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Timer poll;
  private final Timer lag;

  EngineMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.poll = timer(EngineMeter.POLL);
    this.lag = timer(EngineMeter.LAG);
  }

  Timer poll() {
    return poll;
  }

  void committed(Outcome outcome) {
    count(EngineMeter.BATCHES, "").increment();
    count(EngineMeter.COMMANDS, "repeated")
        .increment(outcome.all().size() - outcome.fresh().size());
    var now = clock.instant();
    for (var decision : outcome.fresh()) {
      count(EngineMeter.COMMANDS, decision.status()).increment();
      if (!decision.errorCode().isEmpty()) {
        count(EngineMeter.REJECTIONS, decision.errorCode()).increment();
      }
      var waited = Duration.between(decision.receivedAt(), now);
      lag.record(waited.isNegative() ? Duration.ZERO : waited);
    }
  }

  void split() {
    count(EngineMeter.SPLITS, "").increment();
  }

  void rerun() {
    count(EngineMeter.RERUNS, "").increment();
  }

  private Counter count(EngineMeter meter, String value) {
    var counter = Counter.builder(meter.meter()).description(meter.description());
    return (meter.tag().isEmpty() ? counter : counter.tag(meter.tag(), value)).register(registry);
  }

  private Timer timer(EngineMeter meter) {
    return Timer.builder(meter.meter())
        .description(meter.description())
        .publishPercentileHistogram()
        .register(registry);
  }
}
