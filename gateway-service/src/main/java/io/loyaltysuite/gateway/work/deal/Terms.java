package io.loyaltysuite.gateway.work.deal;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/**
 * How much is taken off a deal, and how.
 *
 * @param currency code of the deal's currency
 * @param digits digits of its minor units
 * @param sumWithoutRows whether the sum alone is lowered when there are no rows
 */
public record Terms(String currency, int digits, Measure measure, boolean sumWithoutRows) {

  /** What the discount is measured by. */
  public sealed interface Measure {}

  /**
   * An amount.
   *
   * @param most what may be taken off, never more
   */
  public record Amount(BigDecimal most, boolean firstRows) implements Measure {}

  /**
   * A percentage of the list prices.
   *
   * @param cap what may be taken off, never more; negative for no cap
   */
  public record Percent(BigDecimal rate, BigDecimal cap, Combination combine) implements Measure {

    boolean isBeyondCap(BigDecimal discount) {
      return cap.signum() >= 0 && discount.compareTo(cap) > 0;
    }
  }

  /** What becomes of a discount that a row has already. */
  public enum Combination {
    KEEP_LARGER,
    ADD,
    REPLACE
  }

  private static final BigDecimal NO_CAP = BigDecimal.ONE.negate();

  /**
   * Reads the parameters of the work.
   *
   * @throws IllegalArgumentException when they make no sense
   */
  public static Terms of(Map<String, String> parameters) {
    var currency = parameters.getOrDefault("currency", "");
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return switch (parameters.getOrDefault("measure", "")) {
      case "amount" ->
          new Terms(
              currency,
              digits,
              new Amount(
                  number(parameters, "amount"),
                  parameters.getOrDefault("distribute", "").equals("first_rows")),
              parameters.getOrDefault("no_rows", "").equals("change_sum"));
      case "percent" -> new Terms(currency, digits, percent(parameters), false);
      case String other ->
          throw new IllegalArgumentException("measure: " + other + " (expected: amount, percent)");
    };
  }

  private static Percent percent(Map<String, String> parameters) {
    var rate = number(parameters, "percent");
    if (rate.compareTo(Row.HUNDRED) > 0) {
      throw new IllegalArgumentException("percent: " + rate + " (expected: 0 to 100)");
    }
    var cap =
        parameters.getOrDefault("amount", "").isEmpty() ? NO_CAP : number(parameters, "amount");
    var combine = parameters.getOrDefault("combine", "keep_larger");
    return new Percent(rate, cap, Combination.valueOf(combine.toUpperCase(Locale.ROOT)));
  }

  private static BigDecimal number(Map<String, String> parameters, String name) {
    var number = new BigDecimal(parameters.getOrDefault(name, ""));
    if (number.signum() < 0) {
      throw new IllegalArgumentException(name + ": " + number + " (expected: >= 0)");
    }
    return number;
  }
}
