package io.loyaltysuite.simulator.webhook;

import java.time.Instant;

/**
 * Evidence of one webhook or event.
 *
 * @param number running number in the portal
 * @param kind {@code activity}, {@code raw} or the name of the event
 * @param workflowId workflow it speaks of; empty for events
 * @param handler address it went to
 * @param queuedAt when the portal queued it
 * @param sentAt when it left
 * @param status HTTP status, 0 when no answer came
 * @param millis how long the answer took
 * @param outcome delivered, or why it counts as lost
 * @param copy whether this is the second copy
 * @param body form body
 */
public record SentWebhook(
    long number,
    String kind,
    String workflowId,
    String handler,
    Instant queuedAt,
    Instant sentAt,
    int status,
    long millis,
    Outcome outcome,
    boolean copy,
    String body) {

  /** How it ended. */
  public enum Outcome {
    /** Answered 2xx. */
    DELIVERED,
    /** Answered with another status; nobody sends it again. */
    REFUSED,
    /** No answer within the queue's patience, or no connection. */
    UNANSWERED,
    /** Never sent: lost on purpose. */
    LOST,
    /** Never sent: the application is gone. */
    DROPPED
  }

  /** Whether the handler took it. */
  public boolean delivered() {
    return outcome == Outcome.DELIVERED;
  }
}
