package io.loyaltysuite.loyalty.card;

/** Registered purchases of a card. */
public record Turnover(long count, Money sum) {

  Turnover plus(Turnover other) {
    return new Turnover(count + other.count, sum.plus(other.sum));
  }
}
