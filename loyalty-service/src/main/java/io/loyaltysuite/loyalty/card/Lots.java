package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.Restored;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where new bonuses go, and from which lots a payment comes. */
final class Lots {

  private Lots() {}

  /**
   * How bonuses enter a card: into the open lot of the same dates, else into a new one. A card with
   * too many open lots puts them into the lot that expires nearest to them, never shortening the
   * life of either.
   *
   * @param wanted what the bonuses would be as a lot of their own
   */
  static Accrued entering(Accrued wanted, List<Lot> open, int maxOpen, Instant now) {
    Optional<Lot> same = open.stream().filter(lot -> sameDates(lot, wanted, now)).findFirst();
    Optional<Lot> joined = same.isPresent() || open.size() < maxOpen ? same : nearest(open, wanted);
    return joined.map(lot -> into(lot, wanted)).orElse(wanted);
  }

  /**
   * How bonuses of another card come in: as the lot they are in, else as part of the open one that
   * expires nearest. Bonuses that can be spent never join those that cannot, nor the other way
   * round, even if that takes one lot more than allowed.
   */
  static Restored moving(Lot lot, List<Lot> open, int maxOpen, Instant now) {
    Accrued own =
        new Accrued(lot.id(), lot.remaining().amount(), lot.availableFrom(), lot.expiresAt(), "");
    List<Lot> alike =
        open.stream().filter(other -> other.spendableAt(now) == lot.spendableAt(now)).toList();
    Accrued moved =
        withId(open, lot.id())
            .or(() -> open.size() < maxOpen ? Optional.empty() : nearest(alike, own))
            .map(other -> into(other, own))
            .orElse(own);
    return new Restored(
        moved.lotId(), moved.value(), lot.earnedAt(), moved.availableFrom(), moved.expiresAt());
  }

  private static Optional<Lot> nearest(List<Lot> open, Accrued wanted) {
    return open.stream().min(Comparator.comparing(lot -> distance(lot, wanted)));
  }

  private static boolean sameDates(Lot lot, Accrued wanted, Instant now) {
    boolean bothSpendable = lot.spendableAt(now) && !wanted.availableFrom().isAfter(now);
    return Objects.equals(lot.expiresAt(), wanted.expiresAt())
        && (bothSpendable || lot.availableFrom().equals(wanted.availableFrom()));
  }

  private static Duration distance(Lot lot, Accrued wanted) {
    return Duration.between(end(lot.expiresAt()), end(wanted.expiresAt())).abs();
  }

  private static Instant end(@Nullable Instant expiresAt) {
    return expiresAt == null ? Instant.MAX : expiresAt;
  }

  /** The wanted bonuses as part of a lot. */
  static Accrued into(Lot lot, Accrued wanted) {
    boolean lotLivesLonger = end(lot.expiresAt()).isAfter(end(wanted.expiresAt()));
    Instant later = lotLivesLonger ? lot.expiresAt() : wanted.expiresAt();
    return new Accrued(lot.id(), wanted.value(), lot.availableFrom(), later, wanted.touchPointId());
  }

  /** Takes spendable lots in spending order until the amount is reached; it must be covered. */
  static List<Charge> charges(List<Lot> open, Money amount, Instant now) {
    List<Charge> charges = new ArrayList<>();
    Money rest = amount;
    for (Lot lot : open) {
      if (!rest.isZero() && lot.spendableAt(now)) {
        Money taken = lot.remaining().min(rest);
        charges.add(new Charge(lot.id(), taken.amount()));
        rest = rest.minus(taken);
      }
    }
    if (!rest.isZero()) {
      throw new IllegalStateException("lots lack " + rest + " for " + amount);
    }
    return charges;
  }

  /**
   * Takes earned bonuses back: from the lot they came in, pending or not, then from spendable lots
   * in spending order; less than the amount when there is no more.
   */
  static List<Charge> takeBack(List<Lot> open, UUID earnedIn, Money amount, Instant now) {
    List<Charge> charges = new ArrayList<>();
    Money rest = amount;
    List<Lot> order = new ArrayList<>();
    withId(open, earnedIn).ifPresent(order::add);
    open.stream()
        .filter(lot -> lot.spendableAt(now) && !lot.id().equals(earnedIn))
        .forEach(order::add);
    for (Lot lot : order) {
      Money taken = lot.remaining().min(rest);
      if (taken.isPositive()) {
        charges.add(new Charge(lot.id(), taken.amount()));
        rest = rest.minus(taken);
      }
    }
    return charges;
  }

  /** How much of the charges counted in the spendable balance. */
  static BigDecimal spendablePart(List<Lot> open, List<Charge> charges, Instant now) {
    return charges.stream()
        .filter(charge -> withId(open, charge.lotId()).orElseThrow().spendableAt(now))
        .map(Charge::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Puts bonuses back into a lot, opening it again when it is not open; keeps spending order. */
  static void restore(List<Lot> open, Restored back, Currency currency) {
    Money amount = new Money(back.amount(), currency);
    Optional<Lot> lot = withId(open, back.lotId());
    lot.ifPresent(open::remove);
    open.add(
        lot.map(before -> before.restored(amount, back.expiresAt()))
            .orElseGet(
                () ->
                    new Lot(
                        back.lotId(),
                        amount,
                        amount,
                        back.earnedAt(),
                        back.availableFrom(),
                        back.expiresAt())));
    open.sort(Lot.SPENDING_ORDER);
  }

  static Optional<Lot> withId(List<Lot> open, UUID id) {
    return open.stream().filter(lot -> lot.id().equals(id)).findFirst();
  }

  /** Effect of an accrual on the spendable balance at {@code now}. */
  static BigDecimal effect(Accrued accrued, Instant now) {
    return accrued.availableFrom().isAfter(now) ? BigDecimal.ZERO : accrued.value();
  }
}
