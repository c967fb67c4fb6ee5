package io.loyaltysuite.loyalty.program;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Which purchases make a level. Levels are reviewed when a period is over: a year where years are
 * counted, else a month.
 */
public enum Window {
  /** All there ever were. */
  ALL_TIME,
  /** Those of the year. */
  CALENDAR_YEAR,
  /** Those of the last 365 days, the day itself included. */
  ROLLING_365_DAYS,
  /** Those of the year before: what is bought in a year makes the level of the next. */
  PREVIOUS_YEAR;

  private static final int DAYS = 365;

  /** The first day that counts on a day; null means from the beginning. */
  public @Nullable LocalDate since(LocalDate day) {
    return switch (this) {
      case ALL_TIME -> null;
      case CALENDAR_YEAR -> yearOf(day);
      case ROLLING_365_DAYS -> day.minusDays(DAYS - 1L);
      case PREVIOUS_YEAR -> yearOf(day).minusYears(1);
    };
  }

  /** The first day that counts no more; null means that there is none. */
  public @Nullable LocalDate until(LocalDate day) {
    return this == PREVIOUS_YEAR ? yearOf(day) : null;
  }

  /** The first day of the period that a day is in. */
  LocalDate periodOf(LocalDate day) {
    return switch (this) {
      case CALENDAR_YEAR, PREVIOUS_YEAR -> yearOf(day);
      case ALL_TIME, ROLLING_365_DAYS -> day.with(TemporalAdjusters.firstDayOfMonth());
    };
  }

  /** The first day of what is judged when a period has begun; null means from the beginning. */
  @Nullable LocalDate judgedSince(LocalDate period) {
    return switch (this) {
      case ALL_TIME -> null;
      case CALENDAR_YEAR, PREVIOUS_YEAR -> period.minusYears(1);
      case ROLLING_365_DAYS -> period.minusDays(DAYS);
    };
  }

  private static LocalDate yearOf(LocalDate day) {
    return day.with(TemporalAdjusters.firstDayOfYear());
  }
}
