package io.loyaltysuite.simulator.workflow;

import java.time.Instant;

/**
 * One attempt to tell the application about a step.
 *
 * @param at when it left
 * @param status HTTP status, 0 when no answer came
 * @param millis how long the answer took
 * @param outcome {@code delivered}, or why not
 */
public record WebhookNote(Instant at, int status, long millis, String outcome) {

  /** Whether the application took it. */
  public boolean delivered() {
    return outcome.equals("delivered");
  }
}
