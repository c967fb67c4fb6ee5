package io.loyaltysuite.simulator.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a step, as evidence.
 *
 * @param name activity name
 * @param code code of the activity
 * @param state where it stands
 * @param eventToken token of this execution
 * @param properties what the webhook carried
 * @param startedAt when it was executed
 * @param closedAt when it was closed; null while it waits
 * @param outputs what the process sees of it, {@code IsTimeout} included
 * @param sends every reply that named this execution
 * @param webhooks every attempt to tell the application
 */
public record StepView(
    String name,
    String code,
    StepState state,
    String eventToken,
    Map<String, Object> properties,
    Instant startedAt,
    @Nullable Instant closedAt,
    Map<String, Object> outputs,
    List<Send> sends,
    List<WebhookNote> webhooks) {

  /** How many replies were applied. */
  public long applied() {
    return sends.stream().filter(Send::applied).count();
  }
}
