package io.loyaltysuite.benchmarks;

import io.loyaltysuite.loyalty.ledger.Engine;
import io.loyaltysuite.loyalty.ledger.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Work of consumers on the engine: each has portals of its own, and decides poll after poll. */
final class EngineRun {

  /** As many commands as a poll of the service has at most. */
  static final int POLL = 500;

  private static final Duration STEP = Duration.ofMillis(1);

  private final Engine engine;
  private final List<Traffic> consumers;

  EngineRun(Engine engine, List<Traffic> consumers) {
    this.engine = engine;
    this.consumers = consumers;
  }

  /** What was decided within the time the engine took for it. */
  record Rate(long commands, double seconds) {
    double perSecond() {
      return commands / seconds;
    }
  }

  /** Issues the cards. */
  void prepare() {
    var _ = each(this::issue);
  }

  private boolean issue(Traffic traffic) {
    for (var from = 0; from < traffic.cards(); from += POLL) {
      decide(traffic.issues(from, Math.min(from + POLL, traffic.cards())));
    }
    return true;
  }

  /** Full polls, one after the other. Making the commands up is not counted. */
  Rate flatOut(int seconds) {
    var rates = each(traffic -> flatOut(traffic, seconds));
    var commands = rates.stream().mapToLong(Rate::commands).sum();
    return new Rate(commands, commands / rates.stream().mapToDouble(Rate::perSecond).sum());
  }

  private Rate flatOut(Traffic traffic, int seconds) {
    long commands = 0;
    long took = 0;
    while (took < seconds * 1_000_000_000L) {
      var poll = traffic.next(POLL);
      took += decide(poll);
      commands += poll.size();
    }
    return new Rate(commands, took / 1e9);
  }

  /**
   * Commands come at a rate; a poll takes those that have come, as a consumer's does. How long 99 %
   * of the polls take at most.
   */
  Duration pollsAt(double perSecond, int seconds) {
    var polls =
        each(traffic -> pollsAt(traffic, perSecond / consumers.size(), seconds)).stream()
            .flatMap(List::stream)
            .sorted()
            .toList();
    return Duration.ofNanos(polls.get((int) (polls.size() * 0.99)));
  }

  private List<Long> pollsAt(Traffic traffic, double perSecond, int seconds) {
    var polls = new ArrayList<Long>();
    var began = System.nanoTime();
    long taken = 0;
    while (true) {
      var elapsed = (System.nanoTime() - began) / 1e9;
      if (elapsed > seconds) {
        return polls;
      }
      var waiting = (int) Math.min(POLL, (long) (elapsed * perSecond) - taken);
      if (waiting == 0) {
        LockSupport.parkNanos(STEP.toNanos());
        continue;
      }
      polls.add(decide(traffic.next(waiting)));
      taken += waiting;
    }
  }

  /** Lets every consumer work at the same time. */
  private <T> List<T> each(Function<Traffic, T> work) {
    try (var threads = Executors.newFixedThreadPool(consumers.size())) {
      return consumers.stream()
          .map(traffic -> threads.submit(() -> work.apply(traffic)))
          .toList()
          .stream()
          .map(EngineRun::done)
          .toList();
    }
  }

  private static <T> T done(Future<T> running) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Nanoseconds the engine took. */
  private long decide(List<Submission> poll) {
    var began = System.nanoTime();
    var results = engine.decide(poll);
    var took = System.nanoTime() - began;
    if (results.size() != poll.size()) {
      throw new IllegalStateException(
          "%d records for %d commands".formatted(results.size(), poll.size()));
    }
    return took;
  }
}
