package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A17: register a purchase. */
class PurchaseTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("percentage", "5.5").with("start_balance", "100").command());
  }

  @Test
  void countsAPurchaseAndAccruesTheCardsRate() {
    Decision decision = ledger.decide(buy("2000", "1").command());
    assertThat(decision.message())
        .isEqualTo("Покупка на 2 000,00 RUB учтена, начислено 110,00 RUB, всего покупок 1.");
    assertThat(value(decision, "purchases_count")).isEqualTo("1");
    assertThat(value(decision, "purchases_sum")).isEqualTo("2000.00");
    assertThat(value(decision, "accrued_amount")).isEqualTo("110.00");
    assertThat(value(decision, "transaction_id")).isNotEmpty();
    assertThat(value(decision, "card_balance")).isEqualTo("210.00");
    assertThat(value(decision, "level_changed")).isEqualTo("N");
    assertThat(ledger.decide(buy("10", "2").in(Language.EN).command()).message())
        .isEqualTo("Purchase of 10.00 RUB registered, 0.55 RUB accrued, purchases in total: 2.");
  }

  @Test
  void countsWithoutAccruing() {
    Decision decision = ledger.decide(buy("2000", "1").with("accrue", "N").command());
    assertThat(decision.message()).isEqualTo("Покупка на 2 000,00 RUB учтена, всего покупок 1.");
    assertThat(value(decision, "accrued_amount")).isEqualTo("0.00");
    assertThat(value(decision, "transaction_id")).isEmpty();
    assertThat(accepted(decision).entries()).hasSize(1);
  }

  @Test
  void tellsWhenTheBonusesCanBeSpent() {
    ledger.with("accrual.delay_days", "2");
    assertThat(ledger.decide(buy("2000", "1").command()).message())
        .endsWith("всего покупок 1. Станут доступны 12.03.2026.");
  }

  @Test
  void countsOnlyWhatIsPaidWithMoney() {
    ledger.decide(Call.pay("100").with("document_sum", "300").onDeal("7").command());
    Decision decision = ledger.decide(buy("300", "7").onDeal("7").command());
    assertThat(value(decision, "purchases_sum")).isEqualTo("200.00");
    assertThat(value(decision, "accrued_amount")).isEqualTo("11.00");
    assertThat(decision.message()).startsWith("Покупка на 300,00 RUB учтена");
  }

  @Test
  void raisesTheLevelAfterAccruingByTheOldRate() {
    ledger
        .with("level.1.code", "gold")
        .with("level.1.name", "Золото")
        .with("level.1.percentage", "10")
        .with("level.1.threshold", "1000");
    Decision decision = ledger.decide(buy("1000", "1").command());
    assertThat(value(decision, "accrued_amount")).isEqualTo("55.00");
    assertThat(value(decision, "level_changed")).isEqualTo("Y");
    assertThat(value(decision, "level_code")).isEqualTo("gold");
    assertThat(value(decision, "card_percentage")).isEqualTo("10.0");
    assertThat(decision.message()).endsWith("всего покупок 1. Новый уровень: «Золото».");
    assertThat(value(ledger.decide(buy("1000", "2").command()), "accrued_amount"))
        .isEqualTo("100.00");
  }

  @Test
  void leavesTheLevelWhenAskedOrWhenTheLadderIsUnsound() {
    ledger.with("level.1.code", "gold").with("level.1.threshold", "10");
    Call call = buy("1000", "1").with("recalculate_level", "N");
    assertThat(value(ledger.decide(call.command()), "level_changed")).isEqualTo("N");
    ledger.with("level.2.code", "gold").with("level.2.threshold", "10");
    assertThat(value(ledger.decide(buy("1000", "2").command()), "level_changed")).isEqualTo("N");
  }

  @Test
  void refusesAPurchaseThatIsRegistered() {
    ledger.decide(buy("2000", "A-1").command());
    assertRefused(
        ledger,
        buy("5", "A-1").token("again"),
        Rejection.PURCHASE_ALREADY_REGISTERED,
        "Покупка A-1 уже учтена 10.03.2026.",
        "Purchase A-1 was already registered on 2026-03-10.");
  }

  @Test
  void theDocumentIsThePurchaseWhenNoneIsNamed() {
    Call call = buy("10", "").without("purchase_id");
    accepted(ledger.decide(call.token("1").onDeal("7").command()));
    assertThat(refusal(ledger, call.token("2").onDeal("7")))
        .isEqualTo(Rejection.PURCHASE_ALREADY_REGISTERED);
    accepted(ledger.decide(call.token("3").onDeal("8").command()));
    Ledger other = new Ledger();
    other.decide(Call.issue().command());
    assertRefused(
        other,
        buy("10", "").without("purchase_id"),
        Rejection.INPUT_REQUIRED,
        "Не заполнено поле «Номер покупки» в настройках действия.",
        "Field \"Purchase number\" of the action is empty.");
  }

  @Test
  void refusesADateAhead() {
    assertRefused(
        ledger,
        buy("10", "1").with("purchase_date", "2026-03-11"),
        Rejection.DATE_IN_FUTURE,
        "Дата 11.03.2026 ещё не наступила.",
        "The date 2026-03-11 is in the future.");
    accepted(ledger.decide(buy("10", "1").with("purchase_date", "2026-03-10").command()));
  }

  @Test
  void refusesASumThatIsNone() {
    String ru = "Сумма сделки не заполнена.";
    assertRefused(ledger, buy("0", "1"), Rejection.DEAL_SUM_MISSING, ru, "The deal sum is empty.");
    assertThat(refusal(ledger, buy("1", "1").without("purchase_sum")))
        .isEqualTo(Rejection.DEAL_SUM_MISSING);
    assertThat(refusal(ledger, buy("-1", "1"))).isEqualTo(Rejection.AMOUNT_NOT_POSITIVE);
    assertThat(refusal(ledger, buy("1.234", "1"))).isEqualTo(Rejection.AMOUNT_SCALE_EXCEEDED);
    assertThat(refusal(ledger, buy("1000000000001", "1"))).isEqualTo(Rejection.AMOUNT_TOO_LARGE);
    assertThat(refusal(ledger, buy("1", "1").with("currency", "USD")))
        .isEqualTo(Rejection.CURRENCY_MISMATCH);
  }

  @Test
  void refusesBonusesBeyondTheLimits() {
    ledger.with("accrual.max_per_day", "100");
    assertThat(refusal(ledger, buy("2000", "1"))).isEqualTo(Rejection.ACCRUAL_LIMIT_EXCEEDED);
    accepted(ledger.decide(buy("2000", "1").token("n").with("accrue", "N").command()));
    ledger.with("accrual.max_per_day", "0").with("accrual.max_balance", "150");
    assertThat(refusal(ledger, buy("2000", "2"))).isEqualTo(Rejection.BALANCE_LIMIT_EXCEEDED);
    ledger.with("accrual.max_balance", "0").with("accrual.max_per_operation", "100");
    assertThat(refusal(ledger, buy("2000", "3"))).isEqualTo(Rejection.AMOUNT_TOO_LARGE);
  }

  @Test
  void refusesATouchPoint() {
    ledger.with("touch_point.s1.name", "Касса 1").with("touch_point.s1.accrual", "N");
    assertThat(refusal(ledger, buy("1", "1").with("touch_point_id", "s1")))
        .isEqualTo(Rejection.TOUCH_POINT_FORBIDS_ACCRUAL);
    Call quiet = buy("1", "1").with("accrue", "N");
    assertThat(refusal(ledger, quiet.with("touch_point_id", "s2")))
        .isEqualTo(Rejection.TOUCH_POINT_NOT_FOUND);
    accepted(ledger.decide(quiet.with("touch_point_id", "s1").token("2").command()));
  }

  @Test
  void prefersTheRepeatToTheStatusAndThatToTheSum() {
    ledger.decide(buy("10", "1").command());
    ledger.decide(Call.block().command());
    assertThat(refusal(ledger, buy("0", "1").token("2")))
        .isEqualTo(Rejection.PURCHASE_ALREADY_REGISTERED);
    assertThat(refusal(ledger, buy("0", "2"))).isEqualTo(Rejection.CARD_BLOCKED);
  }

  private static Call buy(String sum, String id) {
    return Call.of("purchase_register")
        .token("buy-" + id)
        .with("card_number", NUMBER)
        .with("purchase_sum", sum)
        .with("purchase_id", id);
  }
}
