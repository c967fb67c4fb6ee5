package io.loyaltysuite.loyalty.card;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What time does to a card next.
 *
 * @param at when; the effect counts from then on, whenever it is written down
 * @param kind of several at one moment the first to be written
 */
public record Due(Instant at, Kind kind) {

  /** What becomes due, in the order in which it is written at one moment. */
  public enum Kind {
    /** Pending bonuses become spendable. */
    ACTIVATION,
    /** A reserve ends by itself. */
    HOLD,
    /** Bonuses run out. */
    EXPIRY,
    /** A temporary block ends. */
    BLOCK;

    /** The word used in tables, events and tags. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #code()} back. */
    public static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** The earliest of all; null when the card stays as it is until somebody touches it. */
  static @Nullable Due next(Account card) {
    Due next = null;
    for (Lot lot : card.lots()) {
      if (isPending(lot, card)) {
        next = earlier(next, lot.availableFrom(), Kind.ACTIVATION);
      }
      next = earlier(next, lot.expiresAt(), Kind.EXPIRY);
    }
    for (Hold hold : card.holds()) {
      next = earlier(next, hold.expiresAt(), Kind.HOLD);
    }
    return earlier(next, card.blockedUntil(), Kind.BLOCK);
  }

  /** Whether the lot has yet to become spendable. */
  static boolean isPending(Lot lot, Account card) {
    return !lot.spendableAt(card.lastEffectiveAt());
  }

  private static @Nullable Due earlier(@Nullable Due due, @Nullable Instant at, Kind kind) {
    if (at == null) {
      return due;
    }
    int order = due == null ? 1 : due.at().compareTo(at);
    boolean first = order > 0 || (order == 0 && due != null && kind.compareTo(due.kind()) < 0);
    return first ? new Due(at, kind) : due;
  }
}
