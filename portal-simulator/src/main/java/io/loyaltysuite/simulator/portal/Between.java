package io.loyaltysuite.simulator.portal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A random length of time, evenly spread.
 *
 * @param least shortest
 * @param most longest
 */
public record Between(Duration least, Duration most) {

  /** No time at all. */
  public static final Between NOTHING = millis(0, 0);

  /** Refuses negative and reversed bounds. */
  public Between {
    if (least.isNegative() || most.compareTo(least) < 0) {
      throw new IllegalArgumentException(least + ".." + most + " (expected: 0 <= least <= most)");
    }
  }

  /** From so many to so many milliseconds. */
  public static Between millis(long least, long most) {
    return new Between(Duration.ofMillis(least), Duration.ofMillis(most));
  }

  /** One value. */
  public Duration pick() {
    long span = most.minus(least).toNanos();
    return span == 0 ? least : least.plusNanos(ThreadLocalRandom.current().nextLong(span + 1));
  }
}
