package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.CardBlocked;
import io.loyaltysuite.loyalty.card.Change.CardUnblocked;
import io.loyaltysuite.loyalty.card.Operation.BlockCard;
import io.loyaltysuite.loyalty.card.Operation.UnblockCard;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stops operations on a card and allows them again. */
final class Blocking {

  private Blocking() {}

  static Decision block(BlockCard block, Draft draft, Situation now, Checks checks) {
    Account card = draft.account();
    Instant until =
        block.until() == null ? null : block.until().in(now.settings().program().zone());
    requireNotDeleted(card, checks);
    if (until != null && !until.isAfter(now.effectiveAt())) {
      checks.add(Rejection.DATE_IN_PAST, Map.of("date", now.wording().moment(until)));
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    if (card.status() == CardStatus.BLOCKED) {
      return alreadyBlocked(card, now);
    }
    Reason reason = Situation.reason(block.reason(), now.command().context());
    draft.add(
        new CardBlocked(block.blockReason(), until),
        BigDecimal.ZERO,
        reason,
        null,
        now.effectiveAt());
    if (block.releaseHolds()) {
      draft.account().holds().forEach(hold -> Holding.release(hold, draft, block.reason(), now));
    }
    return now.accept(
        draft,
        List.of(Standing.claim(draft.account())),
        blockedUntil(new Returned(now.command()).with("changed", "Y"), draft.account(), now),
        blocked(card, until, now.wording()));
  }

  private static Decision alreadyBlocked(Account card, Situation now) {
    return now.look(
        card,
        blockedUntil(new Returned(now.command()).with("changed", "N"), card, now),
        now.wording().pick("Карта уже была заблокирована.", "The card was already blocked."));
  }

  private static Returned blockedUntil(Returned returned, Account card, Situation now) {
    Instant until = card.blockedUntil();
    return until == null
        ? returned
        : returned.with("blocked_until", now.wording().isoInstant(until));
  }

  private static String blocked(Account card, @Nullable Instant until, Wording wording) {
    if (until == null) {
      return wording.pick("Карта %s заблокирована.", "Card %s blocked.").formatted(card.number());
    }
    return wording
        .pick("Карта %s заблокирована до %s.", "Card %s blocked until %s.")
        .formatted(card.number(), wording.moment(until));
  }

  static Decision unblock(UnblockCard unblock, Draft draft, Situation now, Checks checks) {
    Account card = draft.account();
    requireNotDeleted(card, checks);
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Wording wording = now.wording();
    Returned returned = new Returned(now.command());
    if (card.status() == CardStatus.ACTIVE) {
      return now.look(
          card,
          returned.with("changed", "N"),
          wording
              .pick("Карта %s и так активна, баланс %s.", "Card %s is active already, balance %s.")
              .formatted(card.number(), wording.money(card.balance())));
    }
    Reason reason = Situation.reason(unblock.reason(), now.command().context());
    draft.add(new CardUnblocked(), BigDecimal.ZERO, reason, null, now.effectiveAt());
    return now.accept(
        draft,
        List.of(Standing.claim(draft.account())),
        returned.with("changed", "Y"),
        wording
            .pick("Карта %s снова активна, баланс %s.", "Card %s is active again, balance %s.")
            .formatted(card.number(), wording.money(draft.account().balance())));
  }

  private static void requireNotDeleted(Account card, Checks checks) {
    if (card.status() == CardStatus.DELETED) {
      checks.add(Rejection.CARD_DELETED, Map.of("card", card.number()));
    }
  }
}
