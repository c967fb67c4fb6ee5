package io.loyaltysuite.gateway.meter;

import java.util.concurrent.ConcurrentHashMap;

/**
 * How old the oldest thing is that somebody works on. A poll that fails again and again is never
 * done, so it ages; a histogram of what is done would just fall silent.
 */
public final class Underway {
  private final ConcurrentHashMap<String, Long> since = new ConcurrentHashMap<>();

  /** This thread begins, or tries again, something that has waited since then. */
  public void began(long epochMillis) {
    since.put(Thread.currentThread().getName(), epochMillis);
  }

  /** This thread is done. */
  public void ended() {
    since.remove(Thread.currentThread().getName());
  }

  /** Age in seconds; 0 while nothing is worked on. */
  public double age(long nowEpochMillis) {
    return since.values().stream().mapToLong(Long::longValue).min().stream()
        .mapToDouble(oldest -> Math.max(0, nowEpochMillis - oldest) / 1e3)
        .findFirst()
        .orElse(0);
  }
}
