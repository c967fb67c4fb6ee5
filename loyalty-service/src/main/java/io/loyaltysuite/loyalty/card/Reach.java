package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.program.LevelMetric;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How far purchases reach on the ladder.
 *
 * @param purchases those that count, or what is missing of them
 * @param metric whether their sum counts or how many they are
 */
record Reach(Turnover purchases, LevelMetric metric) {

  /** In the unit of thresholds. */
  BigDecimal value() {
    return switch (metric) {
      case SUM -> purchases.sum().amount();
      case COUNT -> BigDecimal.valueOf(purchases.count());
    };
  }

  /** What is missing to a level; nothing when it is reached. */
  Reach missingTo(Level level) {
    Money none = Money.zero(purchases.sum().currency());
    return new Reach(
        switch (metric) {
          case SUM -> new Turnover(0, threshold(level).minus(purchases.sum()).max(none));
          case COUNT -> new Turnover(Math.max(0, wanted(level) - purchases.count()), none);
        },
        metric);
  }

  private Money threshold(Level level) {
    return Money.rounded(level.threshold(), purchases.sum().currency(), RoundingMode.HALF_UP);
  }

  private static long wanted(Level level) {
    return level.threshold().setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /** As variables carry it. */
  String text() {
    return switch (metric) {
      case SUM -> purchases.sum().text();
      case COUNT -> Long.toString(purchases.count());
    };
  }

  /** What was bought, as the end of a sentence. */
  String bought(Wording wording) {
    return switch (metric) {
      case SUM -> wording.pick("покупок на ", "purchases total ") + wording.money(purchases.sum());
      case COUNT -> amount(wording);
    };
  }

  /** The amount alone, as part of a sentence. */
  String amount(Wording wording) {
    long count = purchases.count();
    return switch (metric) {
      case SUM -> wording.money(purchases.sum());
      case COUNT ->
          count
              + " "
              + wording.pick(
                  Wording.russian(count, "покупка", "покупки", "покупок"),
                  count == 1 ? "purchase" : "purchases");
    };
  }
}
