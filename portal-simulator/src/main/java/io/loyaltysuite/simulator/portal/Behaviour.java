package io.loyaltysuite.simulator.portal;

import java.time.Duration;
import java.util.List;

/**
 * How the portal behaves in time (protocol 9.3, 9.4).
 *
 * @param synchronous whether {@code bizproc.event.send} works inside the call, as before January
 *     2026 (protocol 2.4)
 * @param continuation how long a workflow stays locked while it goes on after a reply (protocol
 *     9.3)
 * @param webhookDelay time between queueing and sending a webhook
 * @param webhooksPerSecond ceiling on the portal's sending; 0 is none
 * @param webhookTimeout how long the queue waits for the handler's answer
 * @param restLatency added to every REST answer
 * @param saveDelay how long after the first webhooks left a new workflow is still not saved
 *     (protocol 9.2, S14)
 * @param minimalTimeout shorter timeouts of steps are lifted to this
 * @param timeoutRetries when a timeout that met a lock tries again
 */
public record Behaviour(
    boolean synchronous,
    Between continuation,
    Between webhookDelay,
    int webhooksPerSecond,
    Duration webhookTimeout,
    Between restLatency,
    Duration saveDelay,
    Duration minimalTimeout,
    List<Duration> timeoutRetries) {

  /** A current cloud portal. */
  public static final Behaviour CLOUD =
      new Behaviour(
          false,
          Between.millis(50, 800),
          Between.millis(50, 1500),
          0,
          Duration.ofSeconds(10),
          Between.NOTHING,
          Duration.ZERO,
          Duration.ZERO,
          List.of(Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofSeconds(600)));

  /** A portal without any waiting of its own, for tests and load. */
  public static final Behaviour PROMPT =
      CLOUD.withContinuation(Between.NOTHING).withWebhookDelay(Between.NOTHING);

  /** The same, processing replies inside the call or after it. */
  public Behaviour withSynchronous(boolean value) {
    return new Behaviour(
        value,
        continuation,
        webhookDelay,
        webhooksPerSecond,
        webhookTimeout,
        restLatency,
        saveDelay,
        minimalTimeout,
        timeoutRetries);
  }

  /** The same with another lock window. */
  public Behaviour withContinuation(Between value) {
    return new Behaviour(
        synchronous,
        value,
        webhookDelay,
        webhooksPerSecond,
        webhookTimeout,
        restLatency,
        saveDelay,
        minimalTimeout,
        timeoutRetries);
  }

  /** The same with another delay of webhooks. */
  public Behaviour withWebhookDelay(Between value) {
    return new Behaviour(
        synchronous,
        continuation,
        value,
        webhooksPerSecond,
        webhookTimeout,
        restLatency,
        saveDelay,
        minimalTimeout,
        timeoutRetries);
  }

  /** The same with another ceiling on sending. */
  public Behaviour withWebhooksPerSecond(int value) {
    return new Behaviour(
        synchronous,
        continuation,
        webhookDelay,
        value,
        webhookTimeout,
        restLatency,
        saveDelay,
        minimalTimeout,
        timeoutRetries);
  }

  /** The same with another patience with handlers. */
  public Behaviour withWebhookTimeout(Duration value) {
    return new Behaviour(
        synchronous,
        continuation,
        webhookDelay,
        webhooksPerSecond,
        value,
        restLatency,
        saveDelay,
        minimalTimeout,
        timeoutRetries);
  }

  /** The same with slower REST answers. */
  public Behaviour withRestLatency(Between value) {
    return new Behaviour(
        synchronous,
        continuation,
        webhookDelay,
        webhooksPerSecond,
        webhookTimeout,
        value,
        saveDelay,
        minimalTimeout,
        timeoutRetries);
  }

  /** The same with a slower first save. */
  public Behaviour withSaveDelay(Duration value) {
    return new Behaviour(
        synchronous,
        continuation,
        webhookDelay,
        webhooksPerSecond,
        webhookTimeout,
        restLatency,
        value,
        minimalTimeout,
        timeoutRetries);
  }

  /** The same with another least timeout of steps. */
  public Behaviour withMinimalTimeout(Duration value) {
    return new Behaviour(
        synchronous,
        continuation,
        webhookDelay,
        webhooksPerSecond,
        webhookTimeout,
        restLatency,
        saveDelay,
        value,
        timeoutRetries);
  }

  /** The same with other instants at which a timeout that met a lock tries again. */
  public Behaviour withTimeoutRetries(List<Duration> value) {
    return new Behaviour(
        synchronous,
        continuation,
        webhookDelay,
        webhooksPerSecond,
        webhookTimeout,
        restLatency,
        saveDelay,
        minimalTimeout,
        List.copyOf(value));
  }
}
