package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static io.loyaltysuite.loyalty.card.Call.pay;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.schemas.Ids;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A9: pay with bonuses. */
class PayTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("start_balance", "500").command());
  }

  @Test
  void paysExactly() {
    Decision decision = ledger.decide(pay("300").with("document_sum", "2000").command());
    assertThat(decision.message())
        .isEqualTo("Бонусами оплачено 300,00 RUB, осталось доплатить 1 700,00 RUB.");
    assertThat(value(decision, "amount_requested")).isEqualTo("300.00");
    assertThat(value(decision, "amount_paid")).isEqualTo("300.00");
    assertThat(value(decision, "rest_to_pay")).isEqualTo("1700.00");
    assertThat(value(decision, "balance_before")).isEqualTo("500.00");
    assertThat(value(decision, "balance_after")).isEqualTo("200.00");
    assertThat(value(decision, "share_percent")).isEqualTo("15.0");
    assertThat(value(decision, "limit_applied")).isEqualTo("none");
    assertThat(value(decision, "lots")).endsWith("=300.00");
  }

  @Test
  void saysSoInEnglish() {
    Call call = pay("300").in(Language.EN).with("document_sum", "2000");
    assertThat(ledger.decide(call.command()).message())
        .isEqualTo("Paid 300.00 RUB with bonuses, 1,700.00 RUB left to pay.");
  }

  @Test
  void paysWithoutADocument() {
    Decision decision = ledger.decide(pay("300").command());
    assertThat(decision.message()).isEqualTo("Бонусами оплачено 300,00 RUB.");
    assertThat(value(decision, "rest_to_pay")).isEmpty();
  }

  @Test
  void paysUpToTheBalance() {
    Call call = pay("800").with("mode", "up_to").with("document_sum", "2000");
    Decision decision = ledger.decide(call.command());
    assertThat(decision.message())
        .isEqualTo("Списано 500,00 RUB из запрошенных 800,00 RUB - больше на карте нет.");
    assertThat(value(decision, "limit_applied")).isEqualTo("balance");
    assertThat(value(decision, "balance_after")).isEqualTo("0.00");
    assertThat(inEnglish(call).message())
        .isEqualTo("Charged 500.00 RUB of 800.00 RUB requested - no more on the card.");
  }

  @Test
  void paysUpToTheShare() {
    ledger.with("payment.max_share_percent", "10");
    Call call = pay("300").with("mode", "up_to").with("document_sum", "2000.55");
    Decision decision = ledger.decide(call.command());
    assertThat(value(decision, "amount_paid")).isEqualTo("200.05");
    assertThat(value(decision, "limit_applied")).isEqualTo("share");
    assertThat(decision.message())
        .isEqualTo(
            "Списано 200,05 RUB из запрошенных 300,00 RUB - больше оплатить бонусами нельзя.");
  }

  @Test
  void paysAsMuchAsAllowedWhenNoAmountIsGiven() {
    Call call = pay("1").without("amount").with("document_sum", "300");
    Decision decision = ledger.decide(call.command());
    assertThat(value(decision, "amount_paid")).isEqualTo("300.00");
    assertThat(value(decision, "amount_requested")).isEmpty();
    assertThat(value(decision, "rest_to_pay")).isEqualTo("0.00");
  }

  @Test
  void chargesNothingWhenNothingIsThereToTake() {
    ledger.decide(pay("500").token("all").command());
    Call call = pay("10").with("mode", "up_to").with("document_sum", "100").onDeal("7");
    Decision decision = ledger.decide(call.command());
    assertThat(decision.message()).isEqualTo("Бонусы не списаны: на карте нет доступных бонусов.");
    assertThat(value(decision, "amount_paid")).isEqualTo("0.00");
    assertThat(value(decision, "limit_applied")).isEqualTo("balance");
    assertThat(value(decision, "transaction_id")).isEmpty();
    assertThat(accepted(decision).entries()).isEmpty();
    assertThat(accepted(decision).claims()).isEmpty();
  }

  @Test
  void chargesNothingWhenOnlyLessThanTheMinimumIsPossible() {
    ledger.with("payment.min", "100").with("payment.max_share_percent", "5");
    Call call = pay("300").with("mode", "up_to").with("document_sum", "1000");
    Decision decision = ledger.decide(call.command());
    assertThat(value(decision, "limit_applied")).isEqualTo("min");
    assertThat(value(decision, "amount_paid")).isEqualTo("0.00");
    assertThat(decision.message())
        .isEqualTo("Бонусы не списаны: можно меньше минимальной оплаты 100,00 RUB.");
  }

  @Test
  void consumesTheEarliestExpiryFirst() {
    ledger.decide(Call.accrue("10").token("late").with("expires_at", "2026-06-30").command());
    ledger.decide(Call.accrue("20").token("soon").with("expires_at", "2026-04-30").command());
    Decision decision = ledger.decide(pay("25").command());
    String soon = lot("soon");
    String late = lot("late");
    assertThat(value(decision, "lots")).isEqualTo(soon + "=20.00;" + late + "=5.00");
    assertThat(ledger.card(NUMBER).lots())
        .extracting(lot -> lot.remaining().text())
        .containsExactly("5.00", "500.00");
  }

  @Test
  void refusesMoreThanTheBalance() {
    assertRefused(
        ledger,
        pay("500.01"),
        Rejection.INSUFFICIENT_BALANCE,
        "На карте 500,00 RUB, для списания 500,01 RUB не хватает.",
        "The card has 500.00 RUB; not enough to charge 500.01 RUB.");
  }

  @Test
  void refusesPendingBonuses() {
    ledger.decide(Call.accrue("100").with("available_after_days", "2").command());
    assertRefused(
        ledger,
        pay("550"),
        Rejection.BONUSES_NOT_YET_AVAILABLE,
        "Бонусы 100,00 RUB станут доступны 12.03.2026.",
        "100.00 RUB becomes available on 2026-03-12.");
    assertThat(refusal(ledger, pay("601"))).isEqualTo(Rejection.INSUFFICIENT_BALANCE);
    accepted(ledger.decide(pay("550").later(Duration.ofDays(2)).command()));
  }

  @Test
  void refusesMoreThanTheShare() {
    assertRefused(
        ledger,
        pay("301").with("document_sum", "1000").with("max_share_percent", "30"),
        Rejection.PAYMENT_SHARE_EXCEEDED,
        "Бонусами можно оплатить не более 30% - это 300,00 RUB.",
        "At most 30% can be paid with bonuses, that is 300.00 RUB.");
  }

  @Test
  void refusesLessThanTheMinimum() {
    ledger.with("payment.min", "50");
    String ru = "Минимальная оплата бонусами 50,00 RUB.";
    String en = "The minimum bonus payment is 50.00 RUB.";
    assertRefused(ledger, pay("49.99"), Rejection.PAYMENT_BELOW_MINIMUM, ru, en);
    assertRefused(
        ledger, pay("49.99").with("mode", "up_to"), Rejection.PAYMENT_BELOW_MINIMUM, ru, en);
  }

  @Test
  void refusesMoreThanTheDocument() {
    assertRefused(
        ledger,
        pay("101").with("document_sum", "100"),
        Rejection.PAYMENT_EXCEEDS_DOCUMENT,
        "Сумма оплаты больше суммы документа.",
        "The payment is larger than the document total.");
  }

  @Test
  void countsEarlierPaymentsOnTheDocument() {
    Call call = pay("60").with("document_sum", "100").with("once_per", "token");
    ledger.decide(call.token("1").onDeal("7").command());
    assertThat(refusal(ledger, call.token("2").onDeal("7")))
        .isEqualTo(Rejection.PAYMENT_EXCEEDS_DOCUMENT);
    Decision rest = ledger.decide(call.token("3").onDeal("7").with("mode", "up_to").command());
    assertThat(value(rest, "amount_paid")).isEqualTo("40.00");
    assertThat(value(rest, "rest_to_pay")).isEqualTo("0.00");
  }

  @Test
  void refusesAShareOrAnOpenAmountWithoutADocumentSum() {
    String ru = "Сумма сделки не заполнена.";
    String en = "The deal sum is empty.";
    Call share = pay("10").with("max_share_percent", "50").with("document_sum", "0");
    assertRefused(ledger, share, Rejection.DEAL_SUM_MISSING, ru, en);
    assertRefused(ledger, pay("1").without("amount"), Rejection.DEAL_SUM_MISSING, ru, en);
  }

  @Test
  void refusesATouchPointThatForbidsPayment() {
    ledger.with("touch_point.s1.name", "Касса 1").with("touch_point.s1.payment", "N");
    assertRefused(
        ledger,
        pay("1").with("touch_point_id", "s1"),
        Rejection.TOUCH_POINT_FORBIDS_PAYMENT,
        "На точке «Касса 1» оплата бонусами отключена.",
        "Paying with bonuses is turned off at \"Касса 1\".");
  }

  @Test
  void refusesBadAmountsLikeAccrualsDo() {
    ledger.with("payment.max_per_operation", "100");
    assertThat(refusal(ledger, pay("0"))).isEqualTo(Rejection.AMOUNT_NOT_POSITIVE);
    assertThat(refusal(ledger, pay("1.234"))).isEqualTo(Rejection.AMOUNT_SCALE_EXCEEDED);
    assertThat(refusal(ledger, pay("101"))).isEqualTo(Rejection.AMOUNT_TOO_LARGE);
    assertThat(refusal(ledger, pay("1").with("currency", "USD")))
        .isEqualTo(Rejection.CURRENCY_MISMATCH);
    assertThat(refusal(ledger, pay("1").with("document_sum", "-1")))
        .isEqualTo(Rejection.INPUT_INVALID);
    assertThat(refusal(ledger, pay("1").with("max_share_percent", "101")))
        .isEqualTo(Rejection.INPUT_INVALID);
  }

  @Test
  void refusesABlockedCardAndAPaidDocument() {
    Call call = pay("10").with("document_sum", "100");
    ledger.decide(call.token("1").onDeal("7").command());
    assertThat(refusal(ledger, call.token("2").onDeal("7")))
        .isEqualTo(Rejection.DUPLICATE_OPERATION);
    ledger.decide(Call.block().command());
    assertThat(refusal(ledger, call.token("3").onDeal("8"))).isEqualTo(Rejection.CARD_BLOCKED);
    assertThat(refusal(ledger, call.token("4").onDeal("7")))
        .isEqualTo(Rejection.DUPLICATE_OPERATION);
  }

  @Test
  void namesTheFirstCapThatIsHit() {
    ledger.with("payment.min", "50");
    Call call = pay("600").with("document_sum", "1000").with("max_share_percent", "1");
    assertThat(refusal(ledger, call)).isEqualTo(Rejection.INSUFFICIENT_BALANCE);
    assertThat(refusal(ledger, call.with("amount", "40")))
        .isEqualTo(Rejection.PAYMENT_SHARE_EXCEEDED);
    assertThat(refusal(ledger, call.with("amount", "10")))
        .isEqualTo(Rejection.PAYMENT_BELOW_MINIMUM);
  }

  private static String lot(String token) {
    return Ids.derived(Call.accrue("1").token(token).id(), "lot").toString();
  }

  /** The same call on the same card, in English. */
  private static Decision inEnglish(Call call) {
    Ledger fresh = new Ledger();
    fresh.decide(Call.issue().with("start_balance", "500").command());
    return fresh.decide(call.in(Language.EN).command());
  }
}
