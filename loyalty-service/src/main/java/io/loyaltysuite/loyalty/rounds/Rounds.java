package io.loyaltysuite.loyalty.rounds;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again, on a thread of its own, from the start of the service to its end.
 * A round that fails is told of, once while the failure stays the same, and the next one comes all
 * the same. At the end the running round is neither waited for nor interrupted; it may ask.
 */
public final class Rounds implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final String name;
  private final Pace pace;
  private final int phase;
  private final Round round;
  private volatile End end = ended();

  /** One round. */
  @FunctionalInterface
  public interface Round {
    void go(End end) throws InterruptedException;
  }

  /**
   * When rounds come.
   *
   * @param first how long after the start the first one comes
   * @param interval how long after a round the next one comes
   * @param afterFailure the same, after a round that failed
   */
  public record Pace(Duration first, Duration interval, Duration afterFailure) {

    public Pace(Duration first, Duration interval) {
      this(first, interval, interval);
    }

    public static Pace every(Duration interval) {
      return new Pace(interval, interval);
    }
  }

  /** Rounds that begin last and end first; their name is that of their thread. */
  public Rounds(String name, Pace pace, Round round) {
    this(name, pace, SmartLifecycle.DEFAULT_PHASE, round);
  }

  /** The same in a phase of their own. */
  public Rounds(String name, Pace pace, int phase, Round round) {
    this.name = name;
    this.pace = pace;
    this.phase = phase;
    this.round = round;
  }

  private static End ended() {
    var end = new End();
    end.come();
    return end;
  }

  private void work(End until) {
    var failure = "";
    try {
      boolean over = until.comesWithin(pace.first());
      while (!over) {
        failure = failure(until, failure);
        over = until.comesWithin(failure.isEmpty() ? pace.interval() : pace.afterFailure());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why the round failed, empty if it did not. */
  private String failure(End until, String before) throws InterruptedException {
    try {
      round.go(until);
      return "";
    } catch (RuntimeException e) {
      var failure = e.toString();
      if (!failure.equals(before)) {
        LOG.warn("A round of {} failed; the next one comes later", name, e);
      }
      return failure;
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

  @Override
  public int getPhase() {
    return phase;
  }
}
