package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Texts.MoneyText;
import io.loyaltysuite.loyalty.view.Transaction;
import java.util.UUID;

/** A transaction (spec 1.5). */
record TransactionText(
    UUID id, OfCard card, MoneyText value, String type, ReasonText reason, String created) {

  private static final String ACCRUAL = "accrual_transaction";
  private static final String PAYMENT = "payment_transaction";

  record OfCard(UUID id, String number) {}

  record ReasonText(String id, String code, String comment) {}

  static TransactionText of(Transaction transaction) {
    var reason = transaction.reason();
    return new TransactionText(
        transaction.id(),
        new OfCard(transaction.cardId(), transaction.cardNumber()),
        Texts.money(transaction.value()),
        transaction.accrual() ? ACCRUAL : PAYMENT,
        new ReasonText(reason.id(), reason.code(), reason.comment()),
        Texts.moment(transaction.created()));
  }
}
