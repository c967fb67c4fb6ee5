package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Change.Restored;
import io.loyaltysuite.loyalty.card.Movement.Part;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.schemas.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings spent bonuses back to the lots they came from: what was taken last comes back first. Where
 * a lot is over meanwhile, its bonuses come back as a new one that lives for the days of grace.
 * They can always be spent at once, even if that takes one lot more than a card should have.
 */
final class Restoring {

  private final List<Lot> open;
  private final Settings settings;
  private final Instant now;
  private final UUID freshLot;
  private final Currency currency;

  /**
   * Begins with the lots the card has.
   *
   * @param freshLot id of the lot for bonuses whose own is over
   */
  Restoring(Account card, Settings settings, Instant now, UUID freshLot) {
    this.open = new ArrayList<>(card.lots());
    this.currency = card.currency();
    this.settings = settings;
    this.now = now;
    this.freshLot = freshLot;
  }

  /** For a hold that ends as part of a command. */
  static Restoring of(Account card, Hold hold, Situation now) {
    return new Restoring(card, now.settings(), now.effectiveAt(), freshLot(hold));
  }

  static UUID freshLot(Hold hold) {
    return Ids.derived(hold.id(), "restored");
  }

  /** Where so much of a hold comes back. */
  List<Restored> back(Hold hold, Money amount) {
    return back(hold.lots().stream().map(Part::of).toList(), BigDecimal.ZERO, amount.amount());
  }

  /**
   * Where bonuses of a movement come back.
   *
   * @param skip how much of the movement came back before
   * @param amount how much comes back now
   */
  List<Restored> back(List<Part> parts, BigDecimal skip, BigDecimal amount) {
    List<Restored> restored = new ArrayList<>();
    BigDecimal before = skip;
    BigDecimal rest = amount;
    for (Part part : parts.reversed()) {
      BigDecimal skipped = part.amount().min(before);
      BigDecimal taken = part.amount().subtract(skipped).min(rest);
      before = before.subtract(skipped);
      rest = rest.subtract(taken);
      if (taken.signum() > 0) {
        restored.add(place(part, taken));
      }
    }
    if (rest.signum() != 0) {
      throw new IllegalStateException("parts lack " + rest + ": " + parts);
    }
    return restored;
  }

  private Restored place(Part part, BigDecimal amount) {
    Instant end = part.expiresAt();
    boolean over = end != null && !end.isAfter(now);
    Optional<Lot> own = over ? Optional.empty() : Lots.withId(open, part.lotId());
    Accrued wanted =
        new Accrued(
            over ? freshLot : part.lotId(),
            amount,
            part.availableFrom(),
            over ? graceEnd() : end,
            "");
    Accrued placed = own.map(lot -> Lots.into(lot, wanted)).orElseGet(() -> elsewhere(wanted));
    Restored restored =
        new Restored(
            placed.lotId(),
            amount,
            over ? now : part.earnedAt(),
            placed.availableFrom(),
            placed.expiresAt());
    Lots.restore(open, restored, currency);
    return restored;
  }

  /** Only a lot that can be spent takes bonuses that could be spent. */
  private Accrued elsewhere(Accrued wanted) {
    List<Lot> spendable = open.stream().filter(lot -> lot.spendableAt(now)).toList();
    int pending = open.size() - spendable.size();
    return Lots.entering(wanted, spendable, settings.accrual().maxOpenLots() - pending, now);
  }

  /** Without days of grace the bonuses are over at once. */
  private Instant graceEnd() {
    int days = settings.refund().restoreGraceDays();
    if (days == 0) {
      return now;
    }
    LocalDate today = LocalDate.ofInstant(now, settings.program().zone());
    return Lifetime.of(settings, now).endOf(today.plusDays(days));
  }
}
