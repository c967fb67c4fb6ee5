package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Burned;
import io.loyaltysuite.loyalty.card.Change.CardDeleted;
import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Operation.DeleteCard;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Closes a card for good. Its history stays and its number stays taken, but its client's contact
 * and phone no longer lead to it while he has another.
 */
final class Deleting {

  private final DeleteCard delete;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;

  Deleting(DeleteCard delete, Draft draft, Situation now, Checks checks) {
    this.delete = delete;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
  }

  static Set<Key> facts(UUID cardId) {
    return Set.of(Found.key(cardId), Holder.key(cardId));
  }

  Decision decide() {
    Money left = card.balance().plus(card.pending());
    check(left);
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Reason reason = Situation.reason(delete.reason(), now.command().context());
    Returned returned = new Returned(now.command()).with("burned_amount", left);
    if (left.isPositive()) {
      returned.with("transaction_id", burnAll(reason).toString());
    }
    draft.add(new CardDeleted(), BigDecimal.ZERO, reason, null, now.effectiveAt());
    Wording wording = now.wording();
    return now.accept(
        draft,
        claims(draft.account(), now.lookups()),
        returned,
        wording
            .pick("Карта %s удалена, сгорело %s.", "Card %s deleted, %s burned.")
            .formatted(card.number(), wording.money(left)));
  }

  private void check(Money left) {
    if (card.status() == CardStatus.DELETED) {
      checks.add(Rejection.CARD_ALREADY_DELETED, Map.of("card", card.number()));
    }
    if (left.isPositive() && !delete.burns()) {
      checks.add(Rejection.CARD_BALANCE_NOT_ZERO, Map.of("balance", now.wording().money(left)));
    }
    requireNoHolds(card, now, checks);
  }

  /** Reserved bonuses were promised to a payment. */
  static void requireNoHolds(Account card, Situation now, Checks checks) {
    if (!card.holds().isEmpty()) {
      checks.add(Rejection.CARD_HAS_OPEN_HOLDS, Map.of("amount", now.wording().money(card.held())));
    }
  }

  private UUID burnAll(Reason reason) {
    UUID transaction = now.id("transaction");
    List<Charge> charges =
        card.lots().stream().map(lot -> new Charge(lot.id(), lot.remaining().amount())).toList();
    draft.add(
        new Burned(charges),
        card.balance().amount().negate(),
        new Reason(reason.id(), Burning.REASON, reason.comment()),
        transaction,
        now.effectiveAt());
    return transaction;
  }

  /** What the index must say about a card that its client no longer uses. */
  static List<Claim> claims(Account card, Lookups lookups) {
    Found found = Found.parse(lookups.of(Found.key(card.cardId())).getFirst());
    List<Claim> claims = new ArrayList<>();
    claims.add(Standing.claim(card));
    String retired = Found.retired(card.cardId());
    found.keys(card.externalId()).forEach(key -> claims.add(new Claim(key, retired)));
    claims.addAll(Holder.of(card.cardId(), lookups).retired(card.cardId()));
    return claims;
  }
}
