package io.loyaltysuite.loyalty.card;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Cards in states that a test wants without the way there. */
final class Accounts {

  private Accounts() {}

  static Account withTurnover(Account card, String sum) {
    Money money = new Money(new BigDecimal(sum), card.currency());
    return with(
        card, card.status(), card.blockReason(), card.blockedUntil(), new Turnover(1, money));
  }

  static Account deleted(Account card) {
    return with(card, CardStatus.DELETED, "", null, card.turnover());
  }

  private static Account with(
      Account card,
      CardStatus status,
      String blockReason,
      @Nullable Instant blockedUntil,
      Turnover turnover) {
    return new Account(
        card.cardId(),
        card.number(),
        card.barcode(),
        card.externalId(),
        card.contactId(),
        status,
        blockReason,
        blockedUntil,
        card.terms(),
        card.affiliateCardNumber(),
        card.balance(),
        card.held(),
        card.pending(),
        turnover,
        card.lots(),
        card.holds(),
        card.seq(),
        card.lastEffectiveAt(),
        card.createdAt(),
        card.modifiedAt());
  }
}
