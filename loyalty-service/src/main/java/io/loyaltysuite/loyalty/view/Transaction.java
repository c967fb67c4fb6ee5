package io.loyaltysuite.loyalty.view;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Entry;
import io.loyaltysuite.loyalty.card.Money;
import io.loyaltysuite.loyalty.card.Postings.Posting;
import io.loyaltysuite.loyalty.card.Reason;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;

/**
 * An entry as clients see it (spec 1.5, 4.1): an accrual or a payment, whatever it really was; the
 * reason's code tells that.
 *
 * @param value without a sign
 * @param created for bonuses that come later: when they come
 */
public record Transaction(
    UUID id,
    UUID cardId,
    String cardNumber,
    boolean accrual,
    Money value,
    Reason reason,
    Instant created) {

  /** The transaction that an entry with an id of one is. */
  static Transaction of(Entry entry, String cardNumber, Currency currency) {
    var id = Objects.requireNonNull(entry.transactionId(), "an entry without transaction");
    var created = entry.at();
    if (entry.change() instanceof Accrued accrued && accrued.availableFrom().isAfter(created)) {
      created = accrued.availableFrom();
    }
    return new Transaction(
        id,
        entry.cardId(),
        cardNumber,
        Posting.isAccrual(entry),
        new Money(Posting.value(entry), currency),
        entry.reason(),
        created);
  }

  /** The transaction of an entry of this card. */
  public static Transaction of(Entry entry, Account card) {
    return of(entry, card.number(), card.currency());
  }
}
