package io.loyaltysuite.gateway.webhook;

import java.time.Duration;

/** Lets a few through at once and one per interval after that; says how many it held back. */
final class Allowance {
  private final int burst;
  private final long intervalNanos;
  private long left;
  private long refilledAt;
  private long heldBack;

  Allowance(int burst, Duration interval, long nowNanos) {
    this.burst = burst;
    this.intervalNanos = interval.toNanos();
    this.left = burst;
    this.refilledAt = nowNanos;
  }

  /**
   * Asks for one.
   *
   * @return how many were held back since the last one that passed, or -1 when this one is, too
   */
  synchronized long take(long nowNanos) {
    long refill = (nowNanos - refilledAt) / intervalNanos;
    if (refill > 0) {
      left = Math.min(burst, left + refill);
      refilledAt += refill * intervalNanos;
    }
    if (left == 0) {
      heldBack++;
      return -1;
    }
    left--;
    long before = heldBack;
    heldBack = 0;
    return before;
  }
}
