package io.loyaltysuite.schemas;

import io.loyaltysuite.schemas.WriterSchema.Unavailable;
import io.loyaltysuite.schemas.WriterSchema.Unreadable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers for a short while what the registry could not answer. Guarded by its owner's lock. */
final class RecentFailures {

  /** An id the registry does not have may be registered a moment later, by a restore for one. */
  static final Duration MISSING_FOR = Duration.ofSeconds(30);

  /** An absent registry is asked again after this. */
  static final Duration AWAY_FOR = Duration.ofSeconds(1);

  static final int MAX_MISSING = 1000;

  private record Until(long nanos, WriterSchema answer) {}

  private final LongSupplier clock;
  private final Map<Integer, Until> missing =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Until> eldest) {
          return size() > MAX_MISSING;
        }
      };
  private @Nullable Until away;

  RecentFailures(LongSupplier clock) {
    this.clock = clock;
  }

  @Nullable WriterSchema recent(int id) {
    var until = missing.get(id);
    if (until == null || over(until)) {
      until = away;
    }
    return until == null || over(until) ? null : until.answer();
  }

  WriterSchema missing(int id, Unreadable answer) {
    missing.remove(id);
    missing.put(id, new Until(clock.getAsLong() + MISSING_FOR.toNanos(), answer));
    return answer;
  }

  WriterSchema away(Unavailable answer) {
    away = new Until(clock.getAsLong() + AWAY_FOR.toNanos(), answer);
    return answer;
  }

  private boolean over(Until until) {
    return clock.getAsLong() - until.nanos() >= 0;
  }
}
