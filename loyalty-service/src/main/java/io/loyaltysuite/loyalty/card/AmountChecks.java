package io.loyaltysuite.loyalty.card;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;

/** What holds for every amount a caller names. */
record AmountChecks(Situation now, Checks checks) {

  /** Above it nothing is an amount any more, whatever the settings say. */
  static final BigDecimal CEILING = BigDecimal.valueOf(1_000_000_000_000L);

  /**
   * Positive, within the currency's decimals and the limit.
   *
   * @param max largest amount; zero means the ceiling
   */
  void check(BigDecimal amount, Currency currency, BigDecimal max) {
    if (amount.signum() <= 0) {
      checks.add(Rejection.AMOUNT_NOT_POSITIVE);
    }
    if (!Money.fits(amount, currency)) {
      checks.add(Rejection.AMOUNT_SCALE_EXCEEDED, Map.of("value", now.wording().number(amount)));
    }
    BigDecimal limit = max.signum() > 0 ? max : CEILING;
    if (amount.compareTo(limit) > 0) {
      checks.add(Rejection.AMOUNT_TOO_LARGE, Map.of("limit", text(limit, currency)));
    }
  }

  /** The currency named by the caller, if any, is the card's. */
  void sameCurrency(String named, Currency currency) {
    if (!named.isEmpty() && !named.equalsIgnoreCase(currency.getCurrencyCode())) {
      checks.add(Rejection.CURRENCY_MISMATCH, Map.of("a", named, "b", currency.getCurrencyCode()));
    }
  }

  /** A limit of the settings as it reads in a sentence. */
  String text(BigDecimal limit, Currency currency) {
    return now.wording().money(Money.rounded(limit, currency, RoundingMode.DOWN));
  }
}
