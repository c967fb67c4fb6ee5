package io.loyaltysuite.loyalty.card;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Amounts kept in the index; the transaction tells equal amounts apart. */
final class Sums {

  private Sums() {}

  static Claim claim(Key key, Money amount, UUID transactionId) {
    return new Claim(key, amount.text() + "|" + transactionId);
  }

  static BigDecimal of(List<String> values) {
    return values.stream()
        .map(value -> new BigDecimal(value.substring(0, value.indexOf('|'))))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
