package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A8: accrue a percentage of a sum. */
class AccruePercentTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("percentage", "5.5").with("start_balance", "100").command());
  }

  @Test
  void accruesTheCardsRate() {
    Decision decision = ledger.decide(accrue("2000").command());
    assertThat(decision.message())
        .isEqualTo("Начислено 5,5% от 2 000,00 RUB - 110,00 RUB на карту 79780000000.");
    assertThat(value(decision, "amount")).isEqualTo("110.00");
    assertThat(value(decision, "base_sum")).isEqualTo("2000.00");
    assertThat(value(decision, "percent_applied")).isEqualTo("5.5");
    assertThat(value(decision, "bonus_paid_excluded")).isEqualTo("0.00");
    assertThat(value(decision, "balance_before")).isEqualTo("100.00");
    assertThat(value(decision, "balance_after")).isEqualTo("210.00");
    assertThat(value(decision, "transaction_id")).isNotEmpty();
  }

  @Test
  void accruesTheRateOfTheCall() {
    Call call = accrue("1000").with("percent", "10").in(Language.EN);
    assertThat(ledger.decide(call.command()).message())
        .isEqualTo("Accrued 10% of 1,000.00 RUB = 100.00 RUB to card 79780000000.");
  }

  @Test
  void tellsWhenTheBonusesCanBeSpent() {
    Decision decision =
        ledger.decide(
            accrue("1000")
                .with("available_after_days", "2")
                .with("expires_after_days", "3")
                .command());
    assertThat(decision.message()).endsWith(" Станут доступны 12.03.2026.");
    assertThat(value(decision, "expires_at")).isEqualTo("2026-03-15");
    assertThat(value(decision, "balance_after")).isEqualTo("100.00");
  }

  @Test
  void roundsOnceAsTheProgramOrTheCallSays() {
    Call call = accrue("100.90").with("percent", "5").with("once_per", "token");
    assertThat(amount(call.token("1"))).isEqualTo("5.04");
    assertThat(amount(call.token("2").with("rounding", "half_up"))).isEqualTo("5.05");
    assertThat(amount(call.token("3").with("rounding", "half_down"))).isEqualTo("5.04");
    assertThat(amount(call.token("4").with("rounding", "integer_down"))).isEqualTo("5.00");
    ledger.with("program.rounding", "half_up");
    assertThat(amount(call.token("5").with("rounding", "setting"))).isEqualTo("5.05");
    assertThat(amount(call.token("6").with("rounding", "down").with("base_sum", "100.99")))
        .isEqualTo("5.04");
  }

  @Test
  void thePartPaidWithBonusesEarnsNothing() {
    ledger.decide(Call.pay("100").with("document_sum", "300").onDeal("7").command());
    Decision decision = ledger.decide(accrue("300").with("percent", "10").onDeal("7").command());
    assertThat(value(decision, "amount")).isEqualTo("20.00");
    assertThat(value(decision, "bonus_paid_excluded")).isEqualTo("100.00");
    assertThat(decision.message()).startsWith("Начислено 10% от 200,00 RUB - 20,00 RUB");
    Call all = accrue("300").token("2").with("percent", "10").with("exclude_bonus_paid", "N");
    assertThat(amount(all.onDeal("7"))).isEqualTo("30.00");
  }

  @Test
  void accruesNothingWhenEverythingIsPaidWithBonuses() {
    ledger.decide(Call.pay("100").with("document_sum", "100").onDeal("7").command());
    Decision decision = ledger.decide(accrue("100").onDeal("7").command());
    assertThat(decision.message()).isEqualTo("Начислять нечего: всё оплачено бонусами.");
    assertThat(value(decision, "amount")).isEqualTo("0.00");
    assertThat(accepted(decision).entries()).isEmpty();
    assertThat(
            ledger.decide(accrue("100").token("e").in(Language.EN).onDeal("7").command()).message())
        .isEqualTo("Nothing to accrue: everything is paid with bonuses.");
  }

  @Test
  void accruesNothingBelowTheMinimum() {
    Call call = accrue("99.99").with("min_base", "100");
    Decision decision = ledger.decide(call.command());
    assertThat(decision.message()).isEqualTo("Начислять нечего: сумма меньше минимальной.");
    assertThat(value(decision, "transaction_id")).isEmpty();
    assertThat(value(decision, "balance_after")).isEqualTo("100.00");
    assertThat(accepted(decision).claims()).isEmpty();
    assertThat(ledger.decide(call.in(Language.EN).command()).message())
        .isEqualTo("Nothing to accrue: the sum is below the minimum.");
    assertThat(amount(accrue("100").token("2").with("min_base", "100"))).isEqualTo("5.50");
  }

  @Test
  void accruesNothingWhenThePercentageComesToNothing() {
    Call call = accrue("100").with("percent", "0");
    assertThat(ledger.decide(call.command()).message())
        .isEqualTo("Начислять нечего: 0% от 100,00 RUB - это 0.");
    assertThat(ledger.decide(call.in(Language.EN).command()).message())
        .isEqualTo("Nothing to accrue: 0% of 100.00 RUB is 0.");
  }

  @Test
  void accruesAtMostTheCap() {
    Call call = accrue("2000").with("max_amount", "50");
    Decision decision = ledger.decide(call.command());
    assertThat(value(decision, "amount")).isEqualTo("50.00");
    assertThat(decision.message())
        .isEqualTo("На карту 79780000000 начислено 50,00 RUB - больше за один раз нельзя.");
    assertThat(ledger.decide(call.token("2").in(Language.EN).command()).message())
        .isEqualTo("50.00 RUB accrued to card 79780000000 - the most for one time.");
    assertThat(amount(call.token("3").with("max_amount", "0"))).isEqualTo("110.00");
  }

  @Test
  void refusesWithoutASum() {
    String ru = "Сумма сделки не заполнена.";
    String en = "The deal sum is empty.";
    assertRefused(ledger, accrue("0"), Rejection.DEAL_SUM_MISSING, ru, en);
    assertRefused(ledger, accrue("1").without("base_sum"), Rejection.DEAL_SUM_MISSING, ru, en);
    assertThat(refusal(ledger, accrue("-1"))).isEqualTo(Rejection.INPUT_INVALID);
  }

  @Test
  void refusesARateOutsideTheProgram() {
    assertRefused(
        ledger,
        accrue("100").with("percent", "100.5"),
        Rejection.PERCENTAGE_OUT_OF_RANGE,
        "Процент 100,5 вне допустимого диапазона 0-100.",
        "Rate 100.5 is outside 0-100.");
    assertThat(refusal(ledger, accrue("100").with("percent", "1.00001")))
        .isEqualTo(Rejection.INPUT_INVALID);
  }

  @Test
  void refusesWhatAccrualsRefuse() {
    assertThat(refusal(ledger, accrue("100").with("currency", "USD")))
        .isEqualTo(Rejection.CURRENCY_MISMATCH);
    ledger.with("accrual.max_per_operation", "5");
    assertThat(refusal(ledger, accrue("100"))).isEqualTo(Rejection.AMOUNT_TOO_LARGE);
    ledger.with("accrual.max_per_operation", "0").with("accrual.max_per_day", "10");
    assertThat(amount(accrue("100").token("1"))).isEqualTo("5.50");
    assertThat(refusal(ledger, accrue("100").token("2")))
        .isEqualTo(Rejection.ACCRUAL_LIMIT_EXCEEDED);
    ledger.with("accrual.max_per_day", "0").with("accrual.max_balance", "106");
    assertThat(refusal(ledger, accrue("100").token("3")))
        .isEqualTo(Rejection.BALANCE_LIMIT_EXCEEDED);
    ledger.with("touch_point.s1.name", "Касса 1").with("touch_point.s1.accrual", "N");
    assertThat(refusal(ledger, accrue("1").with("touch_point_id", "s1")))
        .isEqualTo(Rejection.TOUCH_POINT_FORBIDS_ACCRUAL);
  }

  @Test
  void accruesOncePerDocument() {
    Call call = accrue("100").with("once_per", "document");
    Decision first = ledger.decide(call.token("1").onDeal("7").command());
    Decision second = ledger.decide(call.token("2").onDeal("7").command());
    assertThat(Answers.rejected(second).rejection()).isEqualTo(Rejection.DUPLICATE_OPERATION);
    assertThat(value(second, "transaction_id")).isEqualTo(value(first, "transaction_id"));
    accepted(ledger.decide(call.token("3").onDeal("8").command()));
  }

  @Test
  void prefersTheRepeatToTheStatusAndThatToTheRateAndThatToTheSum() {
    Call call = accrue("100").with("once_per", "document");
    ledger.decide(call.token("1").onDeal("7").command());
    Call wrong = accrue("0").with("once_per", "document").with("percent", "500");
    assertThat(refusal(ledger, wrong.token("2").onDeal("8")))
        .isEqualTo(Rejection.PERCENTAGE_OUT_OF_RANGE);
    ledger.decide(Call.block().command());
    assertThat(refusal(ledger, wrong.token("3").onDeal("8"))).isEqualTo(Rejection.CARD_BLOCKED);
    assertThat(refusal(ledger, wrong.token("4").onDeal("7")))
        .isEqualTo(Rejection.DUPLICATE_OPERATION);
  }

  private String amount(Call call) {
    return value(ledger.decide(call.command()), "amount");
  }

  private static Call accrue(String base) {
    return Call.of("accrue_percent").with("card_number", NUMBER).with("base_sum", base);
  }
}
