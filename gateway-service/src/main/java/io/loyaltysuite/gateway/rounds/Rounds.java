package io.loyaltysuite.gateway.rounds;

import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again, on a thread of its own, from the start of the gateway to its end.
 * A round that fails is told of, and the next one comes all the same. At the end the running round
 * is neither waited for nor interrupted; it may ask.
 */
public final class Rounds implements SmartLifecycle {
  private final String name;
  private final Duration first;
  private final Duration interval;
  private final OngoingTrouble trouble;
  private final Round round;
  private volatile End end = ended();

  /** One round. */
  @FunctionalInterface
  public interface Round {
    void go(End end) throws InterruptedException;
  }

  /**
   * Begins with the first {@link #start}.
   *
   * @param name what the thread is called
   * @param first how long after the start the first round comes
   * @param interval how long after a round the next one comes
   * @param trouble what the log says of rounds that fail
   */
  public Rounds(
      String name, Duration first, Duration interval, OngoingTrouble trouble, Round round) {
    this.name = name;
    this.first = first;
    this.interval = interval;
    this.trouble = trouble;
    this.round = round;
  }

  private static End ended() {
    var end = new End();
    end.come();
    return end;
  }

  private void work(End until) {
    try {
      boolean over = until.comesWithin(first);
      while (!over) {
        go(until);
        over = until.comesWithin(interval);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void go(End until) throws InterruptedException {
    try {
      round.go(until);
      trouble.over();
    } catch (RuntimeException e) {
      trouble.failed(e);
    }
  }

  @Override
  public void start() {
    var until = new End();
    end = until;
    Thread.ofVirtual().name(name).start(() -> work(until));
  }

  @Override
  public void stop() {
    end.come();
  }

  @Override
  public boolean isRunning() {
    return !end.hasCome();
  }

  /** With the lanes, before the consumer of results: while Kafka is away that one starts late. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 2048;
  }
}
