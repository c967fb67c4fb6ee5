package io.loyaltysuite.loyalty.program;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How cards move on the ladder.
 *
 * @param allowsDowngrade whether a recalculation may lower a level unless the call says otherwise
 * @param metric what of the purchases makes a level
 * @param window which purchases count
 * @param downgrade what a review may take away
 * @param graceDays days after the end of a period during which purchases still keep a level; the
 *     review comes when they are over
 */
public record LevelRules(
    boolean allowsDowngrade,
    LevelMetric metric,
    Window window,
    Downgrade downgrade,
    int graceDays) {

  /** Whether levels are reviewed at all: purchases raise them at once where they can. */
  public boolean reviews() {
    return downgrade != Downgrade.NEVER || window == Window.PREVIOUS_YEAR;
  }

  /** The last day with a review, that day included. */
  public LocalDate reviewOn(LocalDate day) {
    return periodReviewedOn(day).plusDays(graceDays);
  }

  /** First day of the purchases that a review on a day judges; null means from the beginning. */
  public @Nullable LocalDate judgedSince(LocalDate day) {
    return window.judgedSince(periodReviewedOn(day));
  }

  private LocalDate periodReviewedOn(LocalDate day) {
    return window.periodOf(day.minusDays(graceDays));
  }
}
