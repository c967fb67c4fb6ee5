package io.loyaltysuite.gateway.lane;

import java.time.Duration;
import java.time.Instant;

/**
 * Leaky bucket as the portal counts it: every request adds one, the level falls by the rate.
 *
 * @param level requests the portal still counted at {@code at}
 */
record Bucket(double level, Instant at) {

  /** The same bucket later. A clock that went back does not fill it. */
  Bucket at(Instant now, Limits limits) {
    if (!now.isAfter(at)) {
      return this;
    }
    double seconds = Duration.between(at, now).toNanos() / 1e9;
    return new Bucket(Math.max(0, level - limits.perSecond() * seconds), now);
  }

  boolean takes(int cost, Limits limits) {
    return cost == 0 || level + cost <= limits.burst();
  }

  Bucket plus(int cost) {
    return new Bucket(level + cost, at);
  }

  /** The first instant at which {@code cost} more fits. */
  Instant roomAt(int cost, Limits limits) {
    double over = level + cost - limits.burst();
    if (over <= 0) {
      return at;
    }
    return at.plusNanos((long) Math.ceil(over / limits.perSecond() * 1e9));
  }

  /**
   * What a portal allows us, below its own limit so that the way there may squeeze requests
   * together.
   *
   * @param perSecond how fast the level falls
   * @param burst level that a request may not exceed
   */
  record Limits(double perSecond, int burst) {}
}
