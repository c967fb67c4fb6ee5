package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.DayOrInstant;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, open where an end is null.
 *
 * @param since the first instant inside
 * @param until the first instant after
 */
public record Period(@Nullable Instant since, @Nullable Instant until) {

  public static final Period ALL = new Period(null, null);

  /** As a person gives it: the last day, or the last moment, belongs to the period. */
  static Period of(@Nullable DayOrInstant from, @Nullable DayOrInstant to, ZoneId zone) {
    return new Period(from == null ? null : from.in(zone), to == null ? null : to.after(zone));
  }

  /** Whether the period begins before it ends. */
  boolean valid() {
    return since == null || until == null || since.isBefore(until);
  }

  boolean holds(Instant at) {
    return (since == null || !at.isBefore(since)) && (until == null || at.isBefore(until));
  }
}
