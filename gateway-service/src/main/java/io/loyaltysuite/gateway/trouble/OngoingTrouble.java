package io.loyaltysuite.gateway.trouble;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Tells of something that fails again and again: at once when it begins, then once a minute with
 * the number of failures, then that it is over. An outage must not bury the log. Thread-safe.
 */
public final class OngoingTrouble {
  private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final String what;
  private final LongSupplier nanoTime;
  private volatile long failures;
  private long toldAt;

  /**
   * No trouble yet.
   *
   * @param what a sentence without its full stop, such as {@code The outbox cannot be published}
   */
  public OngoingTrouble(Logger log, String what) {
    this(log, what, System::nanoTime);
  }

  OngoingTrouble(Logger log, String what, LongSupplier nanoTime) {
    this.log = log;
    this.what = what;
    this.nanoTime = nanoTime;
  }

  /** It failed, perhaps not for the first time. */
  public synchronized void failed(Throwable cause) {
    failures = failures + 1;
    long now = nanoTime.getAsLong();
    if (failures == 1 || now - toldAt >= INTERVAL_NANOS) {
      toldAt = now;
      log.warn("{}; failures in a row: {}; the last: {}", what, failures, cause.toString());
    }
  }

  /** It worked. Costs next to nothing while there is no trouble. */
  public void over() {
    if (failures > 0) {
      end();
    }
  }

  private synchronized void end() {
    if (failures > 0) {
      log.info("{}: over after {} failures", what, failures);
      failures = 0;
    }
  }
}
