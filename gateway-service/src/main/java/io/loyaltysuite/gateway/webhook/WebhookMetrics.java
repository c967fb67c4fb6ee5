package io.loyaltysuite.gateway.webhook;

import static io.loyaltysuite.gateway.webhook.WebhookMeter.APPEND_FAILURES;
import static io.loyaltysuite.gateway.webhook.WebhookMeter.BODY;
import static io.loyaltysuite.gateway.webhook.WebhookMeter.CALLS;
import static io.loyaltysuite.gateway.webhook.WebhookMeter.REFUSALS;
import static io.loyaltysuite.gateway.webhook.WebhookMeter.REQUESTS;

import io.loyaltysuite.gateway.activity.Activities;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Records what happens to webhooks. All tags come from closed sets. */
@Component
final class WebhookMetrics {
  private static final Duration[] SERVICE_LEVELS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500)
  };

  private final MeterRegistry registry;
  private final Map<Answer, Timer> requests;
  private final DistributionSummary body;

  WebhookMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.requests =
        Arrays.stream(Answer.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), this::timer));
    this.body =
        DistributionSummary.builder(BODY.id())
            .description(BODY.description())
            .baseUnit("bytes")
            .register(registry);
  }

  void answered(Answer answer, long startedNanos) {
    var timer = requests.get(answer);
    if (timer != null) {
      timer.record(Duration.ofNanos(System.nanoTime() - startedNanos));
    }
  }

  void received(int bytes) {
    body.record(bytes);
  }

  /**
   * Counts a command.
   *
   * @param verdict {@code understood} or the code of the refusal
   */
  void commanded(String activityCode, String verdict) {
    var activity = Activities.find(activityCode).isPresent() ? activityCode : "unknown";
    count(CALLS, "activity", activity, "verdict", verdict);
  }

  void notAppended(String reason) {
    count(APPEND_FAILURES, "reason", reason);
  }

  void refused(boolean audited) {
    count(REFUSALS, "audited", Boolean.toString(audited));
  }

  private void count(WebhookMeter meter, String... tags) {
    Counter.builder(meter.id())
        .description(meter.description())
        .tags(tags)
        .register(registry)
        .increment();
  }

  private Timer timer(Answer answer) {
    return Timer.builder(REQUESTS.id())
        .description(REQUESTS.description())
        .tag("outcome", answer.word())
        .serviceLevelObjectives(SERVICE_LEVELS)
        .register(registry);
  }
}
