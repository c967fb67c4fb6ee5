package io.loyaltysuite.loyalty.schedule;

import io.loyaltysuite.loyalty.card.Due;
import io.loyaltysuite.loyalty.ledger.DueWork.Batch;
import io.loyaltysuite.loyalty.ledger.DueWork.Portal;
import io.loyaltysuite.loyalty.ledger.LevelReviews;
import io.loyaltysuite.loyalty.ledger.LevelReviews.Review;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts what is settled, and tells how much later than it should be. */
@Component
class ScheduleMetrics {

  private final InstantSource clock;
  private final Map<Due.Kind, Counter> settled = new EnumMap<>(Due.Kind.class);
  private final Counter moved;
  private final Counter kept;
  private final Counter putAside;
  private final Counter failed;

  /** When the oldest work there was should have been done; null when there was none. */
  private volatile @Nullable Instant late;

  ScheduleMetrics(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    for (var kind : Due.Kind.values()) {
      settled.put(
          kind, builder(ScheduleMeter.SETTLED).tag("cause", kind.code()).register(registry));
    }
    moved = builder(ScheduleMeter.REVIEWED).tag("outcome", "moved").register(registry);
    kept = builder(ScheduleMeter.REVIEWED).tag("outcome", "kept").register(registry);
    putAside = builder(ScheduleMeter.PUT_ASIDE).register(registry);
    failed = builder(ScheduleMeter.FAILED).register(registry);
    Gauge.builder(ScheduleMeter.BACKLOG.meter(), this, ScheduleMetrics::backlog)
        .description(ScheduleMeter.BACKLOG.description())
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  /** What there is to do, and how long it may take until then. */
  void found(List<Portal> portals, List<Review> reviews, Duration grace) {
    late =
        Stream.concat(portals.stream().map(Portal::oldest), reviews.stream().map(Review::at))
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .map(oldest -> oldest.plus(grace))
            .orElse(null);
  }

  void done(LevelReviews.Batch batch) {
    moved.increment(batch.moved());
    kept.increment((double) batch.seen() - batch.moved());
  }

  void done(Batch batch) {
    batch.settled().forEach((kind, n) -> Objects.requireNonNull(settled.get(kind)).increment(n));
    putAside.increment(batch.putAside());
  }

  void failed() {
    failed.increment();
  }

  private double backlog() {
    var since = late;
    return since == null
        ? 0
        : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1e3);
  }

  private static Counter.Builder builder(ScheduleMeter meter) {
    return Counter.builder(meter.meter()).description(meter.description());
  }
}
