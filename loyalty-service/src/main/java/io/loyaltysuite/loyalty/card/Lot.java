package io.loyaltysuite.loyalty.card;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bonuses earned together.
 *
 * @param amount everything accrued to the lot, or what came back to it if that is more
 * @param remaining what is left of it, above zero while the lot is open
 * @param availableFrom when the bonuses become spendable
 * @param expiresAt first instant at which they are gone; null means never
 */
public record Lot(
    UUID id,
    Money amount,
    Money remaining,
    Instant earnedAt,
    Instant availableFrom,
    @Nullable Instant expiresAt) {

  /** Spending order: earliest expiry, never-expiring last, then oldest, then id. */
  static final Comparator<Lot> SPENDING_ORDER =
      Comparator.comparing(Lot::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Lot::earnedAt)
          .thenComparing(Lot::id);

  /** Whether the lot counts in the spendable balance as of {@code instant}. */
  boolean spendableAt(Instant instant) {
    return !availableFrom.isAfter(instant);
  }

  boolean expiredAt(Instant instant) {
    return expiresAt != null && !expiresAt.isAfter(instant);
  }

  Lot plus(Money added, @Nullable Instant expiry) {
    return new Lot(id, amount.plus(added), remaining.plus(added), earnedAt, availableFrom, expiry);
  }

  /** Just so much of it, as a lot of its own. */
  Lot only(Money part) {
    return new Lot(id, part, part, earnedAt, availableFrom, expiresAt);
  }

  /** With bonuses that were in it before. */
  Lot restored(Money back, @Nullable Instant expiry) {
    Money left = remaining.plus(back);
    return new Lot(id, amount.max(left), left, earnedAt, availableFrom, expiry);
  }

  Lot minus(Money spent) {
    return new Lot(id, amount, remaining.minus(spent), earnedAt, availableFrom, expiresAt);
  }
}
