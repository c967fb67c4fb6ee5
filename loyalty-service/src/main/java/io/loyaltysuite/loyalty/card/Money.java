package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** An exact amount with exactly the minor digits of its currency. */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Money {
    amount = amount.setScale(scale(currency), RoundingMode.UNNECESSARY);
  }

  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** An amount that may have more decimals than the currency. */
  public static Money rounded(BigDecimal amount, Currency currency, RoundingMode rounding) {
    return new Money(amount.setScale(scale(currency), rounding), currency);
  }

  /**
   * An amount as a client may give it who need not be exact: rounded half up where it has more
   * decimals than the currency.
   */
  public static BigDecimal roundedInput(BigDecimal amount, Currency currency) {
    return fits(amount, currency) ? amount : rounded(amount, currency, RoundingMode.HALF_UP).amount;
  }

  /** Whether the amount has no more decimals than the currency. */
  public static boolean fits(BigDecimal amount, Currency currency) {
    return amount.stripTrailingZeros().scale() <= scale(currency);
  }

  public Money plus(Money other) {
    return new Money(amount.add(same(other).amount), currency);
  }

  public Money minus(Money other) {
    return new Money(amount.subtract(same(other).amount), currency);
  }

  /** This many percent of the amount, rounded once at the end. */
  Money percent(BigDecimal percent, RoundingMode rounding) {
    return new Money(amount.multiply(percent).divide(HUNDRED, scale(currency), rounding), currency);
  }

  /** Bonuses for this many percent of the amount, rounded once at the end. */
  Money bonuses(BigDecimal percent, Rounding rounding) {
    int digits = rounding == Rounding.INTEGER_DOWN ? 0 : scale(currency);
    return new Money(amount.multiply(percent).divide(HUNDRED, digits, rounding.mode()), currency);
  }

  Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Money max(Money other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean isPositive() {
    return amount.signum() > 0;
  }

  public boolean isZero() {
    return amount.signum() == 0;
  }

  public boolean isNegative() {
    return amount.signum() < 0;
  }

  @Override
  public int compareTo(Money other) {
    return amount.compareTo(same(other).amount);
  }

  /** Decimal text with a dot and the currency's minor digits, without the currency. */
  public String text() {
    return amount.toPlainString();
  }

  @Override
  public String toString() {
    return text() + " " + currency.getCurrencyCode();
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "currency: " + other.currency + " (expected: " + currency + ")");
    }
    return other;
  }

  private static int scale(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }
}
