package io.loyaltysuite.loyalty.program;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** With what the life of bonuses ends: the day that was counted, or the period that it lies in. */
public enum LifetimeEnds {
  DAY,
  MONTH,
  QUARTER,
  YEAR;

  LocalDate lastDay(LocalDate counted) {
    return switch (this) {
      case DAY -> counted;
      case MONTH -> counted.with(TemporalAdjusters.lastDayOfMonth());
      case QUARTER ->
          counted
              .with(IsoFields.DAY_OF_QUARTER, 1)
              .plusMonths(2)
              .with(TemporalAdjusters.lastDayOfMonth());
      case YEAR -> counted.with(TemporalAdjusters.lastDayOfYear());
    };
  }
}
