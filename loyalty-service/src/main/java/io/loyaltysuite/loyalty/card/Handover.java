package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.MovedIn;
import io.loyaltysuite.loyalty.card.Change.MovedOut;
import io.loyaltysuite.loyalty.card.Change.Restored;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Everything on one card goes to another of the same client: lots and purchases, and what leads to
 * it. The history stays where it happened; refunds find their way by the index.
 */
final class Handover {

  private final Draft from;
  private final Draft to;
  private final Situation now;

  Handover(Draft from, Draft to, Situation now) {
    this.from = from;
    this.to = to;
    this.now = now;
  }

  /** What to look up about the card that is given up. */
  static Set<Key> facts(UUID cardId) {
    Set<Key> keys = new LinkedHashSet<>();
    keys.add(Found.key(cardId));
    keys.add(Holder.key(cardId));
    keys.add(Referrer.key(cardId));
    keys.add(purchases(cardId));
    return keys;
  }

  private static Key purchases(UUID cardId) {
    return new Report.Purchases(cardId, Period.ALL).key();
  }

  /**
   * Two entries whose amounts add up to nothing. Lots keep their ids and dates, so that what was
   * earned in them can still be taken back.
   *
   * @param terms what the other card earns by from now on
   * @param maxOpenLots beyond it, lots become part of lots that the other card has
   */
  void move(Reason reason, Terms terms, int maxOpenLots) {
    Account card = from.account();
    BigDecimal spendable = card.balance().amount();
    List<Restored> lots = lots(card, maxOpenLots);
    if (!lots.isEmpty()) {
      List<Charge> charges =
          card.lots().stream().map(lot -> new Charge(lot.id(), lot.remaining().amount())).toList();
      from.add(
          new MovedOut(to.account().cardId(), charges),
          spendable.negate(),
          reason,
          now.id("transaction/out"),
          now.effectiveAt());
    }
    Bought bought = Bought.of(now.lookups().of(purchases(card.cardId())));
    to.add(
        new MovedIn(card.cardId(), lots, terms, card.turnover(), bought.last()),
        spendable,
        reason,
        lots.isEmpty() ? null : now.id("transaction/in"),
        now.effectiveAt());
  }

  private List<Restored> lots(Account card, int maxOpenLots) {
    List<Lot> open = new ArrayList<>(to.account().lots());
    List<Restored> moved = new ArrayList<>();
    for (Lot lot : card.lots()) {
      Restored placed = Lots.moving(lot, open, maxOpenLots, now.effectiveAt());
      Lots.restore(open, placed, card.currency());
      moved.add(placed);
    }
    return moved;
  }

  /** That the other card stands where this one did; asked for once this one is closed. */
  List<Claim> claims() {
    Account then = to.account();
    List<Claim> claims = new ArrayList<>(Deleting.claims(from.account(), now.lookups()));
    claims.add(
        new Claim(
            Referrers.replacement(from.account().cardId()),
            new Referrer(then.cardId(), then.number()).text()));
    return claims;
  }
}
