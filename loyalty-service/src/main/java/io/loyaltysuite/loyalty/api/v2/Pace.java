package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.account.RestAccount;
import io.loyaltysuite.loyalty.card.Rejection;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How fast an account may ask this instance: so many requests a second, and after a quiet time as
 * many at once as it saved up. What browsers ask counts by itself: anybody may, and the account's
 * own programs must not wait for them. Nothing is shared between instances.
 */
@Component
class Pace {

  private static final int MAX_KNOWN = 10_000;

  private final PaceProperties properties;
  private final Counter refused;
  private final LongSupplier nanos;

  /** When there are too many, all are forgotten: an account is treated as a quiet one then. */
  private final Map<Who, Bucket> buckets = new ConcurrentHashMap<>();

  @Autowired
  Pace(PaceProperties properties, GateMetrics metrics) {
    this(properties, metrics.limited(), System::nanoTime);
  }

  Pace(PaceProperties properties, Counter refused, LongSupplier nanos) {
    this.properties = properties;
    this.refused = refused;
    this.nanos = nanos;
  }

  /** An account in one of its roles. */
  private record Who(long portalId, String role) {}

  /** What an account saved up at an instant of the clock. */
  private record Bucket(double tokens, long atNanos) {

    Bucket refilled(double perSecond, double most, long now) {
      var seconds = Math.max(0, now - atNanos) / 1e9;
      return new Bucket(Math.min(most, tokens + seconds * perSecond), now);
    }
  }

  /**
   * Counts a request.
   *
   * @param role the part of the address
   * @throws Refusal when it comes too early; it does not count then
   */
  void require(RestAccount account, String role) {
    var wait = waitFor(account, new Who(account.portalId(), role));
    if (wait.isPositive()) {
      refused.increment();
      throw Refusal.of(Rejection.RATE_LIMITED).after(wait);
    }
  }

  private Duration waitFor(RestAccount account, Who who) {
    var perSecond =
        Objects.requireNonNullElse(account.requestsPerSecond(), properties.requestsPerSecond());
    var most = Math.max(1, perSecond * (properties.burst().toMillis() / 1e3));
    if (buckets.size() >= MAX_KNOWN && !buckets.containsKey(who)) {
      buckets.clear();
    }
    var wait = new Duration[] {Duration.ZERO};
    buckets.compute(
        who,
        (_, known) -> {
          var now = nanos.getAsLong();
          var bucket =
              (known == null ? new Bucket(most, now) : known).refilled(perSecond, most, now);
          if (bucket.tokens() >= 1) {
            return new Bucket(bucket.tokens() - 1, now);
          }
          wait[0] = Duration.ofNanos((long) ((1 - bucket.tokens()) / perSecond * 1e9) + 1);
          return bucket;
        });
    return wait[0];
  }
}
