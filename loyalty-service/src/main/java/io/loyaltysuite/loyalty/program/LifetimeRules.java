package io.loyaltysuite.loyalty.program;

import java.time.LocalDate;
import java.time.MonthDay;
import org.jspecify.annotations.Nullable;

/**
 * How long bonuses live: days are counted from activation, then life goes on to the end of the
 * period that the counted day lies in, or to a fixed day of the year.
 *
 * @param days days that are counted; zero means never where no period and no fixed day ends a life
 * @param ends with what a life ends that has no fixed day
 * @param until the day of the year through which bonuses live; it comes after the counted day, in a
 *     year without February 29 one day early; null means none
 */
public record LifetimeRules(int days, LifetimeEnds ends, @Nullable MonthDay until) {

  /** Just so many days; zero means never. */
  public static LifetimeRules ofDays(int days) {
    return new LifetimeRules(days, LifetimeEnds.DAY, null);
  }

  /** The last day of bonuses that become spendable on a day; null means that there is none. */
  public @Nullable LocalDate lastDay(LocalDate activation) {
    LocalDate counted = activation.plusDays(days);
    if (until != null) {
      LocalDate inTheYear = until.atYear(counted.getYear());
      return inTheYear.isAfter(counted) ? inTheYear : until.atYear(counted.getYear() + 1);
    }
    return days == 0 && ends == LifetimeEnds.DAY ? null : ends.lastDay(counted);
  }
}
