package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.PaymentLimits.Limit;
import org.jspecify.annotations.Nullable;

/** What a manager reads about a payment. */
record PaymentSentence(
    Wording wording, PaymentLimits limits, @Nullable Money requested, Limit payable) {

  String text() {
    if (payable.amount().isZero()) {
      return nothing();
    }
    return requested == null || payable.amount().equals(requested) ? whole() : part(requested);
  }

  private String whole() {
    String amount = wording.money(payable.amount());
    Money rest = limits.restAfter(payable.amount());
    if (rest == null) {
      return wording.pick("Бонусами оплачено %s.", "Paid %s with bonuses.").formatted(amount);
    }
    return wording
        .pick(
            "Бонусами оплачено %s, осталось доплатить %s.", "Paid %s with bonuses, %s left to pay.")
        .formatted(amount, wording.money(rest));
  }

  private String part(Money asked) {
    String why =
        switch (payable.name()) {
          case "balance" -> wording.pick("больше на карте нет", "no more on the card");
          case "day" ->
              wording.pick(
                  "больше за день оплатить бонусами нельзя",
                  "no more may be paid with bonuses on one day");
          default ->
              wording.pick("больше оплатить бонусами нельзя", "no more may be paid with bonuses");
        };
    return wording
        .pick("Списано %s из запрошенных %s - %s.", "Charged %s of %s requested - %s.")
        .formatted(wording.money(payable.amount()), wording.money(asked), why);
  }

  private String nothing() {
    return wording.pick("Бонусы не списаны: %s.", "Nothing was charged: %s.").formatted(why());
  }

  /** The same about bonuses that were to be set aside. */
  String nothingHeld() {
    return wording
        .pick("Бонусы не зарезервированы: %s.", "Nothing was reserved: %s.")
        .formatted(why());
  }

  private String why() {
    return switch (payable.name()) {
      case "balance" ->
          wording.pick("на карте нет доступных бонусов", "no bonuses are available on the card");
      case "min" ->
          wording
              .pick(
                  "можно меньше минимальной оплаты %s",
                  "less than the minimum payment %s is possible")
              .formatted(wording.money(limits.min()));
      case "min_document" ->
          wording
              .pick("документ меньше %s", "the document is below %s")
              .formatted(wording.money(limits.minDocument()));
      case "day" ->
          wording.pick("дневной лимит оплаты исчерпан", "the day's limit of payments is used up");
      default ->
          wording.pick("больше оплатить бонусами нельзя", "no more may be paid with bonuses");
    };
  }
}
