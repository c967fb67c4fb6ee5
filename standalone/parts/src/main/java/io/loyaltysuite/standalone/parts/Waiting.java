package io.loyaltysuite.standalone.parts;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions outside this JVM, which nothing tells us of. */
final class Waiting {

  private static final Duration STEP = Duration.ofMillis(50);

  private Waiting() {}

  /** Asks until the answer is yes (true) or the time is over (false). */
  static boolean until(Duration limit, BooleanSupplier condition) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }
}
