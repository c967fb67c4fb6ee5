package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.portal.RateLimit;

/**
 * The portal's request limit (protocol 5.1): the level falls once a second, a request above the
 * threshold is refused.
 */
final class LeakyBucket {

  private static final long SECOND = 1_000_000_000L;

  private long level;
  private long drainedAt;

  LeakyBucket(long nowNanos) {
    this.drainedAt = nowNanos;
  }

  /** Whether the request may pass; it fills the bucket then, and when refused ones count. */
  synchronized boolean admits(RateLimit limit, long nowNanos) {
    if (limit.perSecond() == 0) {
      return true;
    }
    long seconds = (nowNanos - drainedAt) / SECOND;
    level = Math.max(0, level - seconds * limit.perSecond());
    drainedAt += seconds * SECOND;
    boolean admitted = level <= limit.burst();
    if (admitted || limit.refusedCount()) {
      level++;
    }
    return admitted;
  }
}
