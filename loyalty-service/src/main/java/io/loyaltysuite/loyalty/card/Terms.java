package io.loyaltysuite.loyalty.card;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a card earns by.
 *
 * @param percentage the card's rate
 * @param manual whether a person set the rate; levels then leave it alone
 * @param levelCode empty for a card without a level
 * @param levelLockedUntil until when a recalculation leaves the level alone; null means it does not
 */
public record Terms(
    BigDecimal percentage, boolean manual, String levelCode, @Nullable Instant levelLockedUntil) {

  public Terms {
    percentage = Wording.canonical(percentage);
  }

  /** The rate and level a card is issued with. */
  static Terms issued(BigDecimal percentage, String levelCode) {
    return new Terms(percentage, false, levelCode, null);
  }

  /** The same with a rate that a person set. */
  Terms withManual(BigDecimal rate) {
    return new Terms(rate, true, levelCode, levelLockedUntil);
  }

  /** On a level with its rate, unless a person set one. */
  Terms onLevel(String code, BigDecimal rate) {
    return new Terms(manual ? percentage : rate, manual, code, null);
  }
}
