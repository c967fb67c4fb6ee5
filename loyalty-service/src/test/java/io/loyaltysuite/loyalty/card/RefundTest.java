package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A11: reverse a transaction, or everything on a document. */
class RefundTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("percentage", "5").with("start_balance", "100").command());
  }

  @Test
  void returnsAPaymentToTheLotsItCameFrom() {
    ledger.decide(Call.accrue("50").with("expires_at", "2026-06-30").command());
    List<Lot> before = ledger.card(NUMBER).lots();
    Decision paid = ledger.decide(Call.pay("120").command());
    Decision decision = ledger.decide(refund(paid).command());
    assertThat(decision.message()).isEqualTo("Возврат: клиенту возвращено 120,00 RUB.");
    assertThat(value(decision, "reversed_payment")).isEqualTo("120.00");
    assertThat(value(decision, "reversed_accrual")).isEqualTo("0.00");
    assertThat(value(decision, "balance_after")).isEqualTo("150.00");
    assertThat(value(decision, "shortfall")).isEqualTo("0.00");
    assertThat(value(decision, "reversal_ids")).hasSize(36);
    assertThat(ledger.card(NUMBER).lots())
        .usingRecursiveComparison()
        .ignoringFields("amount")
        .isEqualTo(before);
    assertThat(accepted(decision).entries().getLast().reason().code()).isEqualTo("refund.payment");
  }

  @Test
  void aPurchasePaidWithBonusesAloneCountsNoMoreOnceItIsReturned() {
    ledger.decide(Call.pay("100").with("document_sum", "100").onDeal("9").command());
    Call bought =
        Call.of("purchase_register")
            .with("card_number", NUMBER)
            .with("purchase_sum", "100")
            .onDeal("9");
    assertThat(value(ledger.decide(bought.command()), "purchases_count")).isEqualTo("1");
    Call half = Call.of("refund").with("document_sum", "100").with("amount", "50").onDeal("9");
    ledger.decide(half.token("half").command());
    assertThat(ledger.card(NUMBER).turnover().count()).isEqualTo(1);
    ledger.decide(half.token("rest").command());
    assertThat(ledger.card(NUMBER).turnover().count()).isZero();
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("100.00");
    assertThat(refusal(ledger, Call.of("refund").onDeal("9").token("again")))
        .isEqualTo(Rejection.TRANSACTION_ALREADY_REVERSED);
  }

  @Test
  void saysSoInEnglish() {
    Decision paid = ledger.decide(Call.pay("60").command());
    assertThat(ledger.decide(refund(paid).in(Language.EN).command()).message())
        .isEqualTo("Refund: 60.00 RUB returned to the client.");
  }

  @Test
  void returnsAPaymentInPartsWhatWasTakenLastFirst() {
    ledger.decide(Call.accrue("50").with("expires_at", "2026-06-30").command());
    Decision paid = ledger.decide(Call.pay("120").command());
    ledger.decide(refund(paid).token("1").with("amount", "40").command());
    assertThat(remaining()).containsExactly("70.00");
    ledger.decide(refund(paid).token("2").with("amount", "60").command());
    assertThat(remaining()).containsExactly("30.00", "100.00");
    assertRefused(
        ledger,
        refund(paid).with("amount", "20.01"),
        Rejection.REFUND_EXCEEDS_ORIGINAL,
        "Возврат больше остатка операции (20,00 RUB).",
        "The refund is larger than what is left (20.00 RUB).");
    assertThat(value(ledger.decide(refund(paid).token("3").command()), "reversed_payment"))
        .isEqualTo("20.00");
    assertThat(remaining()).containsExactly("50.00", "100.00");
    assertRefused(
        ledger,
        refund(paid),
        Rejection.TRANSACTION_ALREADY_REVERSED,
        "Операция уже отменена.",
        "The transaction was already reversed.");
  }

  @Test
  void returnsBonusesOfALotThatIsOverForTheDaysOfGrace() {
    ledger.decide(Call.accrue("50").with("expires_at", "2026-03-12").command());
    Decision paid = ledger.decide(Call.pay("50").command());
    Decision decision = ledger.decide(refund(paid).later(Duration.ofDays(5)).command());
    assertThat(value(decision, "balance_after")).isEqualTo("150.00");
    assertThat(ledger.card(NUMBER).lots().getFirst().expiresAt()).isEqualTo("2026-04-14T21:00:00Z");
  }

  @Test
  void withoutGraceSuchBonusesAreGoneAtOnce() {
    ledger.with("refund.restore_grace_days", "0");
    ledger.decide(Call.accrue("50").with("expires_at", "2026-03-12").command());
    Decision paid = ledger.decide(Call.pay("50").command());
    Decision decision = ledger.decide(refund(paid).later(Duration.ofDays(5)).command());
    assertThat(value(decision, "reversed_payment")).isEqualTo("50.00");
    assertThat(value(decision, "balance_after")).isEqualTo("100.00");
    assertThat(accepted(decision).entries())
        .extracting(entry -> ChangeText.kind(entry.change()))
        .containsExactly("payment_reversed", "expired");
  }

  @Test
  void takesAnAccrualBackFromItsOwnLot() {
    Decision accrued = ledger.decide(Call.accrue("50").with("expires_at", "2026-06-30").command());
    Decision decision = ledger.decide(refund(accrued).command());
    assertThat(decision.message()).isEqualTo("Возврат: снято ранее начисленное 50,00 RUB.");
    assertThat(value(decision, "reversed_accrual")).isEqualTo("50.00");
    assertThat(remaining()).containsExactly("100.00");
    assertThat(ledger.decide(refund(accrued).token("2").in(Language.EN).command()).message())
        .isEqualTo("The transaction was already reversed.");
  }

  @Test
  void takesPendingBonusesBack() {
    Decision accrued = ledger.decide(Call.accrue("50").with("available_after_days", "3").command());
    Decision decision = ledger.decide(refund(accrued).with("amount", "20").command());
    assertThat(value(decision, "balance_after")).isEqualTo("100.00");
    assertThat(ledger.card(NUMBER).pending().text()).isEqualTo("30.00");
  }

  @Test
  void takesOtherBonusesWhenTheEarnedOnesAreSpent() {
    Decision accrued = ledger.decide(Call.accrue("50").with("expires_at", "2026-06-30").command());
    ledger.decide(Call.pay("60").command());
    assertThat(value(ledger.decide(refund(accrued).command()), "balance_after")).isEqualTo("40.00");
  }

  @Test
  void refusesOrForgivesWhatIsSpent() {
    Decision accrued = ledger.decide(Call.accrue("50").command());
    ledger.decide(Call.pay("120").command());
    assertRefused(
        ledger,
        refund(accrued),
        Rejection.REFUND_BONUSES_SPENT,
        "Начисленные бонусы уже потрачены, не хватает 20,00 RUB.",
        "The earned bonuses were already spent; 20.00 RUB is missing.");
    Call clamp = refund(accrued).with("overspent", "clamp").token("clamp");
    Decision decision = ledger.decide(clamp.command());
    assertThat(decision.message())
        .isEqualTo("Возврат: снято ранее начисленное 30,00 RUB, не хватило потраченных 20,00 RUB.");
    assertThat(value(decision, "shortfall")).isEqualTo("20.00");
    assertThat(value(decision, "balance_after")).isEqualTo("0.00");
    assertThat(refusal(ledger, clamp.token("2"))).isEqualTo(Rejection.TRANSACTION_ALREADY_REVERSED);
  }

  @Test
  void theProgramMayForgiveWhatIsSpent() {
    ledger.with("refund.overspent", "clamp");
    Decision accrued = ledger.decide(Call.accrue("50").command());
    ledger.decide(Call.pay("150").command());
    Decision decision = ledger.decide(refund(accrued).in(Language.EN).command());
    assertThat(decision.message()).isEqualTo("Refund: 50.00 RUB was spent and is missing.");
    assertThat(value(decision, "reversal_ids")).isEmpty();
    assertThat(accepted(decision).entries()).isEmpty();
  }

  @Test
  void returnsEverythingOnADocument() {
    buyOnDeal();
    Decision decision = ledger.decide(Call.of("refund").onDeal("7").command());
    assertThat(decision.message())
        .isEqualTo(
            "Возврат: клиенту возвращено 60,00 RUB, снято ранее начисленное 47,00 RUB,"
                + " покупки уменьшены на 940,00 RUB.");
    assertThat(value(decision, "reversal_ids").split(";")).hasSize(2);
    Account card = ledger.card(NUMBER);
    assertThat(card.balance().text()).isEqualTo("100.00");
    assertThat(card.turnover().count()).isZero();
    assertThat(card.turnover().sum().isZero()).isTrue();
    assertThat(refusal(ledger, Call.of("refund").token("2").onDeal("7")))
        .isEqualTo(Rejection.TRANSACTION_ALREADY_REVERSED);
  }

  @Test
  void partsOfADocumentAddUpToEverything() {
    buyOnDeal();
    Call part = Call.of("refund").with("document_sum", "1000");
    Decision first = ledger.decide(part.with("amount", "333.33").token("1").onDeal("7").command());
    assertThat(value(first, "reversed_payment")).isEqualTo("20.00");
    assertThat(value(first, "reversed_accrual")).isEqualTo("15.67");
    assertThat(ledger.card(NUMBER).turnover().count()).isEqualTo(1);
    assertThat(ledger.card(NUMBER).turnover().sum().text()).isEqualTo("626.67");
    ledger.decide(part.with("amount", "333.33").token("2").onDeal("7").command());
    assertThat(refusal(ledger, part.with("amount", "333.35").token("3").onDeal("7")))
        .isEqualTo(Rejection.REFUND_EXCEEDS_ORIGINAL);
    ledger.decide(part.with("amount", "333.34").token("4").onDeal("7").command());
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("100.00");
    assertThat(ledger.card(NUMBER).turnover().count()).isZero();
  }

  @Test
  void saysWhenNoBonusesFallOnTheSum() {
    ledger.decide(Call.pay("0.10").with("document_sum", "1000").onDeal("7").command());
    Call tiny = Call.of("refund").with("document_sum", "1000").with("amount", "1").onDeal("7");
    Decision decision = ledger.decide(tiny.command());
    assertThat(decision.message())
        .isEqualTo("Возвращать нечего: бонусов на эту сумму не приходится.");
    assertThat(accepted(decision).entries()).isEmpty();
    assertThat(ledger.decide(tiny.token("2").in(Language.EN).onDeal("7").command()).message())
        .isEqualTo("Nothing to return: no bonuses fall on this sum.");
  }

  @Test
  void aReturnedPaymentMayBePaidAgain() {
    Call pay = Call.pay("60").with("document_sum", "100").with("once_per", "token");
    Decision paid = ledger.decide(pay.token("1").onDeal("7").command());
    assertThat(refusal(ledger, pay.token("2").onDeal("7")))
        .isEqualTo(Rejection.INSUFFICIENT_BALANCE);
    ledger.decide(refund(paid).command());
    accepted(ledger.decide(pay.token("3").onDeal("7").command()));
  }

  @Test
  void refusesAnUnknownTransactionAndAnUntouchedDocument() {
    String ru = "Операция не найдена.";
    String en = "The transaction was not found.";
    Call unknown = Call.of("refund").with("transaction_id", "42");
    assertRefused(ledger, unknown, Rejection.TRANSACTION_NOT_FOUND, ru, en);
    Call untouched = Call.of("refund").onDeal("404");
    assertRefused(ledger, untouched, Rejection.TRANSACTION_NOT_FOUND, ru, en);
  }

  @Test
  void refusesWhenNothingOrTooMuchIsMeant() {
    assertRefused(
        ledger,
        Call.of("refund"),
        Rejection.INPUT_REQUIRED,
        "Не заполнено поле «Операция» в настройках действия.",
        "Field \"Transaction\" of the action is empty.");
    ledger.decide(
        Call.issue().token("16").with("contact_id", "16").with("card_number", "B16").command());
    ledger.decide(Call.accrue("10").token("1").onDeal("7").command());
    ledger.decide(Call.accrue("10").token("2").with("card_number", "B16").onDeal("7").command());
    assertThat(refusal(ledger, Call.of("refund").onDeal("7"))).isEqualTo(Rejection.INPUT_REQUIRED);
  }

  @Test
  void refusesToReverseAReversalOrAnExpiry() {
    ledger.decide(Call.accrue("50").with("expires_at", "2026-03-12").command());
    Decision paid = ledger.decide(Call.pay("60").token("p").command());
    Decision reversal = ledger.decide(refund(paid).with("amount", "30").command());
    String ru = "Эту операцию отменить нельзя (сгорание или сама отмена).";
    String en = "This transaction cannot be reversed (burn or a reversal).";
    Call again = Call.of("refund").with("transaction_id", value(reversal, "reversal_ids"));
    assertRefused(ledger, again, Rejection.TRANSACTION_NOT_REVERSIBLE, ru, en);
    Decision later = ledger.decide(Call.accrue("1").later(Duration.ofDays(9)).command());
    String burnt =
        accepted(later).entries().stream()
            .filter(entry -> entry.change() instanceof Change.Expired)
            .map(entry -> String.valueOf(entry.transactionId()))
            .findFirst()
            .orElseThrow();
    Call burn = Call.of("refund").token("b").with("transaction_id", burnt);
    assertRefused(ledger, burn, Rejection.TRANSACTION_NOT_REVERSIBLE, ru, en);
  }

  @Test
  void refusesAShareOfADocumentWithoutItsSum() {
    buyOnDeal();
    Call share = Call.of("refund").with("amount", "10").with("document_sum", "0").onDeal("7");
    assertRefused(
        ledger,
        share,
        Rejection.DEAL_SUM_MISSING,
        "Сумма сделки не заполнена.",
        "The deal sum is empty.");
  }

  @Test
  void refusesBadAmounts() {
    Decision paid = ledger.decide(Call.pay("60").command());
    assertThat(refusal(ledger, refund(paid).with("amount", "0")))
        .isEqualTo(Rejection.AMOUNT_NOT_POSITIVE);
    assertThat(refusal(ledger, refund(paid).with("amount", "1.234")))
        .isEqualTo(Rejection.AMOUNT_SCALE_EXCEEDED);
    assertThat(refusal(ledger, refund(paid).with("amount", "1000000000001")))
        .isEqualTo(Rejection.AMOUNT_TOO_LARGE);
    assertThat(refusal(ledger, refund(paid).with("currency", "USD").with("amount", "1")))
        .isEqualTo(Rejection.CURRENCY_MISMATCH);
  }

  @Test
  void worksOnABlockedCardAndNotOnADeletedOne() {
    Decision paid = ledger.decide(Call.pay("60").command());
    ledger.decide(Call.block().command());
    accepted(ledger.decide(refund(paid).token("1").with("amount", "10").command()));
    ledger.put(Accounts.deleted(ledger.card(NUMBER)));
    assertRefused(
        ledger,
        refund(paid),
        Rejection.CARD_DELETED,
        "Карта 79780000000 удалена, операции по ней невозможны.",
        "Card 79780000000 is deleted; no operations are possible.");
    assertThat(refusal(ledger, refund(paid).with("amount", "0"))).isEqualTo(Rejection.CARD_DELETED);
  }

  @Test
  void prefersTheAmountToWhatWasReversedAndThatToWhatIsLeft() {
    Decision paid = ledger.decide(Call.pay("60").command());
    accepted(ledger.decide(refund(paid).token("all").command()));
    assertThat(refusal(ledger, refund(paid).with("amount", "-1")))
        .isEqualTo(Rejection.AMOUNT_NOT_POSITIVE);
    assertThat(refusal(ledger, refund(paid).with("amount", "100")))
        .isEqualTo(Rejection.TRANSACTION_ALREADY_REVERSED);
  }

  /** 60 of 1000 paid with bonuses; the purchase of 940 earns 47. */
  private void buyOnDeal() {
    ledger.decide(Call.pay("60").with("document_sum", "1000").onDeal("7").command());
    Call buy = Call.of("purchase_register").with("card_number", NUMBER);
    ledger.decide(buy.with("purchase_sum", "1000").with("purchase_id", "7").onDeal("7").command());
  }

  private List<String> remaining() {
    return ledger.card(NUMBER).lots().stream().map(lot -> lot.remaining().text()).toList();
  }

  private static Call refund(Decision decision) {
    return Call.of("refund").with("transaction_id", value(decision, "transaction_id"));
  }
}
