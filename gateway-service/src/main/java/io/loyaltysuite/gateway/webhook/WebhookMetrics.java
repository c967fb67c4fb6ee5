package io.loyaltysuite.gateway.webhook;

import static io.loyaltysuite.gateway.webhook.WebhookMeter.ACTIVE;
import static io.loyaltysuite.gateway.webhook.WebhookMeter.BODY;
import static io.loyaltysuite.gateway.webhook.WebhookMeter.CALLS;
import static io.loyaltysuite.gateway.webhook.WebhookMeter.PORTAL_SHARE;
import static io.loyaltysuite.gateway.webhook.WebhookMeter.REFUSALS;
import static io.loyaltysuite.gateway.webhook.WebhookMeter.REQUESTS;

import io.loyaltysuite.gateway.activity.Activities;
import io.loyaltysuite.gateway.activity.Activity;
import io.loyaltysuite.gateway.meter.ClosedSet;
import io.loyaltysuite.gateway.webhook.Refusals.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records what happens to webhooks. All tags come from closed sets. */
@Component
final class WebhookMetrics {
  static final String UNDERSTOOD = "understood";

  private static final Duration[] SERVICE_LEVELS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500)
  };
  private static final double[] SIZES = {4096, 65_536, 1_048_576};

  private final MeterRegistry registry;
  private final AtomicInteger active = new AtomicInteger();
  private final ClosedSet<Timer> requests;
  private final ClosedSet<ClosedSet<Counter>> calls;
  private final ClosedSet<ClosedSet<Counter>> refusals;
  private final DistributionSummary body;
  private volatile @Nullable Shares shares;

  WebhookMetrics(MeterRegistry registry) {
    this.registry = registry;
    requests = new ClosedSet<>(words(Answer.values()), word -> timer(REQUESTS, word));
    calls = new ClosedSet<>(activities(), this::verdicts);
    refusals = new ClosedSet<>(words(Reason.values()), this::audited);
    body =
        DistributionSummary.builder(BODY.id())
            .description(BODY.description())
            .baseUnit("bytes")
            .serviceLevelObjectives(SIZES)
            .register(registry);
    Gauge.builder(ACTIVE.id(), active, AtomicInteger::doubleValue)
        .description(ACTIVE.description())
        .register(registry);
    Gauge.builder(PORTAL_SHARE.id(), this, WebhookMetrics::fullestShare)
        .description(PORTAL_SHARE.description())
        .register(registry);
  }

  /** Whose shares are shown. */
  void show(Shares shown) {
    shares = shown;
  }

  private double fullestShare() {
    var shown = shares;
    return shown == null ? 0 : shown.fullest();
  }

  /** A request came; {@link #answered} or {@link #lost} follows. */
  void arrived() {
    active.incrementAndGet();
  }

  void answered(Answer answer, long startedNanos) {
    active.decrementAndGet();
    requests.of(answer.word()).record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
  }

  /** The sender went away before its request was complete. */
  void lost() {
    active.decrementAndGet();
  }

  void received(int bytes) {
    body.record(bytes);
  }

  /**
   * Counts a command.
   *
   * @param verdict {@link #UNDERSTOOD} or the code of the refusal
   */
  void commanded(String activityCode, String verdict) {
    calls.of(activityCode).of(verdict).increment();
  }

  void refused(Reason reason, boolean audited) {
    refusals.of(word(reason)).of(Boolean.toString(audited)).increment();
  }

  private ClosedSet<Counter> verdicts(String activity) {
    return new ClosedSet<>(
        List.of(UNDERSTOOD, "input_required", "input_invalid", ClosedSet.OTHER),
        verdict -> counter(CALLS, "activity", activity, "verdict", verdict));
  }

  private ClosedSet<Counter> audited(String reason) {
    return new ClosedSet<>(
        List.of("true", "false"),
        audited -> counter(REFUSALS, "reason", reason, "audited", audited));
  }

  private Counter counter(WebhookMeter meter, String... tags) {
    return Counter.builder(meter.id())
        .description(meter.description())
        .tags(tags)
        .register(registry);
  }

  private Timer timer(WebhookMeter meter, String outcome) {
    return Timer.builder(meter.id())
        .description(meter.description())
        .tag("outcome", outcome)
        .serviceLevelObjectives(SERVICE_LEVELS)
        .register(registry);
  }

  private static List<String> activities() {
    var codes = new ArrayList<>(Activities.ALL.stream().map(Activity::code).toList());
    codes.add(ClosedSet.OTHER);
    return codes;
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(WebhookMetrics::word).toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
