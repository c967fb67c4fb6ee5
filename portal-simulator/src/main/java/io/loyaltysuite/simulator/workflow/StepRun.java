package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.ActivityDefinition;
import io.loyaltysuite.simulator.portal.EventToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One execution of one step; guarded by its workflow. */
final class StepRun {

  final Step step;
  final EventToken token;
  final String signedToken;
  final Map<String, Object> properties;
  final boolean waits;
  final Instant startedAt;
  final Runnable next;
  final Map<String, Object> outputs = new LinkedHashMap<>();
  StepState state;
  @Nullable Instant closedAt;
  @Nullable Future<?> timer;

  private static final int MAX_NOTES = 50;

  private final List<Send> sends = new ArrayList<>(1);
  private final List<WebhookNote> notes = new ArrayList<>(1);

  StepRun(
      Step step,
      EventToken token,
      String signedToken,
      Map<String, Object> properties,
      boolean waits,
      ActivityDefinition activity,
      Instant startedAt,
      Runnable next) {
    this.step = step;
    this.token = token;
    this.signedToken = signedToken;
    this.properties = properties;
    this.waits = waits;
    this.startedAt = startedAt;
    this.next = next;
    this.state = waits ? StepState.WAITING : StepState.NOT_WAITING;
    activity.returnProperties().stream()
        .filter(property -> !Php.isNull(property.defaultValue()))
        .forEach(property -> outputs.put(property.name(), property.defaultValue()));
  }

  void close(StepState how, Instant now) {
    state = how;
    closedAt = now;
    if (waits) {
      outputs.put("IsTimeout", how == StepState.TIMED_OUT ? 1 : 0);
    }
    Future<?> armed = timer;
    if (armed != null) {
      armed.cancel(false);
    }
  }

  /** Keeps the evidence; a flood of repeats beyond the bound only moves the last record. */
  void record(Send send) {
    if (sends.size() == MAX_NOTES) {
      sends.removeLast();
    }
    sends.add(send);
  }

  void lastSendFailedLater() {
    if (!sends.isEmpty() && sends.getLast().applied()) {
      sends.set(sends.size() - 1, sends.getLast().failedLater());
    }
  }

  void note(WebhookNote note) {
    if (notes.size() < MAX_NOTES) {
      notes.add(note);
    }
  }

  /** Whether the application took the webhook and the step never got a reply applied. */
  boolean unanswered() {
    boolean open = state == StepState.WAITING || state == StepState.TIMED_OUT;
    return waits && open && notes.stream().anyMatch(WebhookNote::delivered);
  }

  StepView view() {
    return new StepView(
        token.activityName(),
        step.code(),
        state,
        signedToken,
        Php.plainMap(properties),
        startedAt,
        closedAt,
        Php.plainMap(outputs),
        List.copyOf(sends),
        List.copyOf(notes));
  }
}
