package io.loyaltysuite.gateway.outbox;

/** Tells how long the same event has been the first in the queue. Thread-safe. */
final class Front {
  private long first;
  private long sinceNanos;

  /**
   * Looks at the queue.
   *
   * @param id of its first event, 0 when it is empty
   */
  synchronized double seconds(long id, long nowNanos) {
    if (id != first) {
      first = id;
      sinceNanos = nowNanos;
    }
    return id == 0 ? 0 : (nowNanos - sinceNanos) / 1e9;
  }
}
