package io.loyaltysuite.gateway.spool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Which way this instance's commands of one partition go. A command that was stored must be in
 * Kafka before a later one may go straight: the later one may be the same workflow's next. So the
 * way back is taken only while nothing is stored and nothing is under way; commands that come in
 * that moment are held, or a busy partition would never find it. Thread-safe.
 *
 * <pre>
 *   STRAIGHT ── not acknowledged in time ──▶ SPOOL ── no send undecided ──▶ HELD ── spool empty ──▶ STRAIGHT
 *                                              ▲                             │
 *                                              └──── not emptied in time ────┘
 * </pre>
 */
final class Route {

  /** Where a command goes. */
  enum Way {
    STRAIGHT,
    SPOOL,
    /** Nowhere yet: it asks again when the route opens. */
    HELD
  }

  private Way way = Way.STRAIGHT;
  private CompletableFuture<Void> opening = CompletableFuture.completedFuture(null);
  private int commands;
  private int sends;

  /** A command comes; unless it is held, {@link #left} follows when its fate is known. */
  synchronized Way enter() {
    if (way != Way.HELD) {
      commands++;
    }
    return way;
  }

  synchronized void left() {
    commands--;
    notifyAll();
  }

  /** Kafka was offered a command; {@link #decided} follows when it took it or gave it up. */
  synchronized void offered() {
    sends++;
  }

  synchronized void decided() {
    sends--;
  }

  /** Kafka did not take a command in time. */
  synchronized void failed() {
    if (way == Way.STRAIGHT) {
      way = Way.SPOOL;
    }
  }

  /** Holds what comes from now on, {@link #open} follows; false when this is not the moment. */
  synchronized boolean hold() {
    if (way != Way.SPOOL || sends > 0) {
      return false;
    }
    way = Way.HELD;
    opening = new CompletableFuture<>();
    return true;
  }

  /**
   * Waits until the fate of every command that was not held is known; false when it is not by then.
   */
  synchronized boolean awaitQuiet(long deadlineNanos) throws InterruptedException {
    for (long left = deadlineNanos - System.nanoTime(); commands > 0 && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
      left = deadlineNanos - System.nanoTime();
    }
    return commands == 0;
  }

  /** Lets what was held go on: straight when the spool is empty, else into it. */
  void open(boolean empty) {
    CompletableFuture<Void> opened;
    synchronized (this) {
      way = empty && commands == 0 && sends == 0 ? Way.STRAIGHT : Way.SPOOL;
      opened = opening;
    }
    opened.complete(null);
  }

  /** Done when the route is open. */
  synchronized CompletableFuture<Void> opening() {
    return opening;
  }

  synchronized boolean isStraight() {
    return way == Way.STRAIGHT;
  }
}
