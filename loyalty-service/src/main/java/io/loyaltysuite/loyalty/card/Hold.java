package io.loyaltysuite.loyalty.card;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Bonuses set aside for a payment.
 *
 * @param lots what was taken from which lots, as lots of their own, in the order of taking
 * @param expiresAt when the bonuses return to the card by themselves
 * @param document what they are meant for, or empty
 */
public record Hold(
    UUID id, List<Lot> lots, Instant expiresAt, String document, String touchPointId) {

  public Hold {
    lots = List.copyOf(lots);
  }

  public Money amount() {
    return lots.stream().map(Lot::remaining).reduce(Money::plus).orElseThrow();
  }

  boolean expiredAt(Instant instant) {
    return !expiresAt.isAfter(instant);
  }
}
