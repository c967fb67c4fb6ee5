package io.loyaltysuite.simulator.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of a portal's workflows and the latest replies; they survive the workflows. Thread-safe.
 */
public final class Tally {

  private static final int KEPT_SENDS = 1_000;

  private final LongAdder started = new LongAdder();
  private final LongAdder finished = new LongAdder();
  private final LongAdder waiting = new LongAdder();
  private final Map<Verdict, LongAdder> verdicts = new EnumMap<>(Verdict.class);
  private final Deque<Send> sends = new ArrayDeque<>();

  Tally() {
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, new LongAdder());
    }
  }

  private final LongAdder givenUp = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  void started() {
    started.increment();
  }

  void finished() {
    finished.increment();
  }

  void waiting() {
    waiting.increment();
  }

  void sent(Send send) {
    verdicts.getOrDefault(send.reason(), new LongAdder()).increment();
    if (!send.dropped().isEmpty()) {
      dropped.increment();
    }
    synchronized (sends) {
      if (sends.size() == KEPT_SENDS) {
        sends.removeFirst();
      }
      sends.add(send);
    }
  }

  void givenUp(long steps) {
    givenUp.add(steps);
  }

  long givenUp() {
    return givenUp.sum();
  }

  /** Workflows started. */
  public long startedWorkflows() {
    return started.sum();
  }

  /** Workflows ended, however. */
  public long endedWorkflows() {
    return finished.sum();
  }

  /** Executions of steps that wait or waited. */
  public long waitingSteps() {
    return waiting.sum();
  }

  /** Replies with this verdict. */
  public long replies(Verdict verdict) {
    return verdicts.getOrDefault(verdict, new LongAdder()).sum();
  }

  /** Applied replies with values the activity does not declare. */
  public long repliesWithDroppedValues() {
    return dropped.sum();
  }

  /** The latest replies, oldest first. */
  public List<Send> latestSends() {
    synchronized (sends) {
      return List.copyOf(sends);
    }
  }
}
