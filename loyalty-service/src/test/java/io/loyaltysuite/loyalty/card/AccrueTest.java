package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.rejected;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static io.loyaltysuite.loyalty.card.Call.accrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A7: accrue a fixed amount. */
class AccrueTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("start_balance", "120").command());
  }

  @Test
  void accrues() {
    Decision decision = ledger.decide(accrue("150").command());
    assertThat(decision.message())
        .isEqualTo("На карту 79780000000 начислено 150,00 RUB, баланс 270,00 RUB.");
    assertThat(value(decision, "amount")).isEqualTo("150.00");
    assertThat(value(decision, "balance_before")).isEqualTo("120.00");
    assertThat(value(decision, "balance_after")).isEqualTo("270.00");
    assertThat(value(decision, "card_balance")).isEqualTo("270.00");
    assertThat(value(decision, "available_from")).isEqualTo("2026-03-10T12:00:00+03:00");
    assertThat(value(decision, "expires_at")).isEmpty();
    assertThat(value(decision, "error_code")).isEmpty();
  }

  @Test
  void saysSoInEnglish() {
    assertThat(ledger.decide(accrue("1500.5").in(Language.EN).command()).message())
        .isEqualTo("1,500.50 RUB accrued to card 79780000000, balance 1,620.50 RUB.");
  }

  @Test
  void givesTheSameAnswerToTheSameCommandOnTheSameState() {
    Command command = accrue("150").command();
    Ledger.Handled first = ledger.handle(command);
    assertThat(
            Decider.decide(
                first.before(), first.lookups(), first.settings(), command, first.effectiveAt()))
        .isEqualTo(first.decision());
  }

  @Test
  void keepsBonusesPendingUntilTheirDay() {
    Decision decision = ledger.decide(accrue("150").with("available_after_days", "2").command());
    assertThat(decision.message())
        .isEqualTo(
            "На карту 79780000000 начислено 150,00 RUB, баланс 120,00 RUB."
                + " Станут доступны 12.03.2026.");
    assertThat(value(decision, "available_from")).isEqualTo("2026-03-12T00:00:00+03:00");
    assertThat(ledger.card(NUMBER).pending().text()).isEqualTo("150.00");
    Decision before = ledger.decide(Call.get().at(Instant.parse("2026-03-11T20:59:59Z")).command());
    assertThat(value(before, "card_balance")).isEqualTo("120.00");
    assertThat(value(before, "pending_amount")).isEqualTo("150.00");
    Decision after = ledger.decide(Call.get().at(Instant.parse("2026-03-11T21:00:00Z")).command());
    assertThat(value(after, "card_balance")).isEqualTo("270.00");
    assertThat(value(after, "pending_amount")).isEqualTo("0.00");
  }

  @Test
  void saysInEnglishWhenPendingBonusesBecomeAvailable() {
    Call call = accrue("150").in(Language.EN).with("available_after_days", "2");
    assertThat(ledger.decide(call.command()).message()).endsWith("Available from 2026-03-12.");
  }

  @Test
  void expiresBonusesAtTheEndOfTheirLastDay() {
    Decision decision =
        ledger.decide(
            accrue("150")
                .with("available_after_days", "1")
                .with("expires_after_days", "3")
                .command());
    assertThat(value(decision, "expires_at")).isEqualTo("2026-03-14");
    assertThat(balanceAt("2026-03-14T20:59:59Z")).isEqualTo("270.00");
    assertThat(balanceAt("2026-03-14T21:00:00Z")).isEqualTo("120.00");
  }

  @Test
  void settlesWhatIsDueInFrontOfTheNextEntry() {
    ledger.decide(accrue("1").with("available_after_days", "1").token("p").command());
    ledger.decide(accrue("2").with("expires_at", "2026-03-15").token("e").command());
    Decision decision = ledger.decide(accrue("4").later(Duration.ofDays(30)).command());
    assertThat(accepted(decision).entries())
        .extracting(entry -> ChangeText.kind(entry.change()), entry -> entry.at().toString())
        .containsExactly(
            tuple("activated", "2026-03-10T21:00:00Z"),
            tuple("expired", "2026-03-15T21:00:00Z"),
            tuple("accrued", "2026-04-09T09:00:00Z"));
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("125.00");
  }

  @Test
  void mergesBonusesOfEqualDatesIntoOneLot() {
    ledger.decide(accrue("1").with("expires_at", "2026-05-31").token("1").command());
    ledger.decide(accrue("2").with("expires_at", "2026-05-31").token("2").command());
    assertThat(ledger.card(NUMBER).lots()).hasSize(2);
    assertThat(ledger.card(NUMBER).lots().getFirst().remaining().text()).isEqualTo("3.00");
  }

  @Test
  void boundsOpenLotsWithoutShorteningALife() {
    ledger.with("accrual.max_open_lots", "3");
    for (int day = 10; day < 30; day++) {
      Call call = accrue("1").token("t" + day).with("expires_at", "2026-05-" + day);
      Decision decision = ledger.decide(call.command());
      assertThat(value(decision, "expires_at")).isGreaterThanOrEqualTo("2026-05-" + day);
    }
    assertThat(ledger.card(NUMBER).lots()).hasSize(3);
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("140.00");
  }

  @Test
  void refusesABlockedCard() {
    ledger.decide(Call.block().command());
    assertRefused(
        ledger,
        accrue("1"),
        Rejection.CARD_BLOCKED,
        "Карта 79780000000 заблокирована: утеряна. Операция не выполнена.",
        "Card 79780000000 is blocked: утеряна. Nothing was done.");
  }

  @Test
  void refusesAnAmountThatIsNotPositive() {
    String ru = "Сумма должна быть больше нуля.";
    String en = "The amount must be above zero.";
    assertRefused(ledger, accrue("0"), Rejection.AMOUNT_NOT_POSITIVE, ru, en);
    assertRefused(ledger, accrue("-5"), Rejection.AMOUNT_NOT_POSITIVE, ru, en);
  }

  @Test
  void refusesTooManyDecimals() {
    assertRefused(
        ledger,
        accrue("1.234"),
        Rejection.AMOUNT_SCALE_EXCEEDED,
        "Слишком много знаков после запятой в сумме 1,234.",
        "Too many decimals in 1.234.");
    accepted(ledger.decide(accrue("1.500").command()));
  }

  @Test
  void refusesAnAmountAboveTheLimit() {
    ledger.with("accrual.max_per_operation", "1000");
    assertRefused(
        ledger,
        accrue("1000.01"),
        Rejection.AMOUNT_TOO_LARGE,
        "Сумма больше разрешённой за одну операцию (1 000,00 RUB).",
        "The amount exceeds the single-operation limit (1,000.00 RUB).");
  }

  @Test
  void refusesAnotherCurrency() {
    accepted(ledger.decide(accrue("1").with("currency", "RUB").command()));
    assertRefused(
        ledger,
        accrue("1").with("currency", "EUR"),
        Rejection.CURRENCY_MISMATCH,
        "Валюта EUR не совпадает с валютой карты RUB.",
        "Currency EUR differs from the card currency RUB.");
  }

  @Test
  void refusesAnUnknownTouchPointAndOneThatForbidsAccrual() {
    ledger.with("touch_point.s1.name", "Касса 1").with("touch_point.s1.accrual", "N");
    assertRefused(
        ledger,
        accrue("1").with("touch_point_id", "s2"),
        Rejection.TOUCH_POINT_NOT_FOUND,
        "Точка продаж не найдена.",
        "The touch point was not found.");
    assertRefused(
        ledger,
        accrue("1").with("touch_point_id", "s1"),
        Rejection.TOUCH_POINT_FORBIDS_ACCRUAL,
        "На точке «Касса 1» начисление отключено.",
        "Accrual is turned off at \"Касса 1\".");
  }

  @Test
  void refusesMoreThanADaysLimit() {
    ledger.with("accrual.max_per_day", "100");
    ledger.decide(accrue("60").token("1").command());
    ledger.decide(accrue("40").token("2").command());
    assertRefused(
        ledger,
        accrue("0.01"),
        Rejection.ACCRUAL_LIMIT_EXCEEDED,
        "Превышен лимит начислений: 100,00 RUB за день.",
        "Accrual limit exceeded: 100.00 RUB per day.");
    accepted(ledger.decide(accrue("100").token("3").later(Duration.ofDays(1)).command()));
  }

  @Test
  void refusesABalanceAboveTheLimit() {
    ledger.with("accrual.max_balance", "200");
    ledger.decide(accrue("80").with("available_after_days", "1").token("1").command());
    assertRefused(
        ledger,
        accrue("0.01"),
        Rejection.BALANCE_LIMIT_EXCEEDED,
        "На карте не может быть больше 200,00 RUB.",
        "The card cannot hold more than 200.00 RUB.");
  }

  @Test
  void refusesAnExpiryInThePastAndOneBeforeActivation() {
    assertRefused(
        ledger,
        accrue("1").with("expires_at", "2026-03-09"),
        Rejection.DATE_IN_PAST,
        "Дата 09.03.2026 уже прошла.",
        "The date 2026-03-09 is in the past.");
    assertRefused(
        ledger,
        accrue("1").with("expires_at", "2026-03-11").with("available_after_days", "5"),
        Rejection.INPUT_INVALID,
        "Поле «Сгорают» заполнено неверно: «11.03.2026».",
        "Field \"Expire on\" has a wrong value: \"2026-03-11\".");
  }

  @Test
  void refusesAReservedReason() {
    assertRefused(
        ledger,
        accrue("1").with("reason_code", "bonus.burn"),
        Rejection.INPUT_INVALID,
        "Поле «Код причины» заполнено неверно: «bonus.burn».",
        "Field \"Reason code\" has a wrong value: \"bonus.burn\".");
  }

  @Test
  void refusesTheSameDocumentTwice() {
    Call call = accrue("1").onDeal("7").with("once_per", "document");
    String transaction =
        value(ledger.decide(call.token("1").onDeal("7").command()), "transaction_id");
    Call again = call.token("2").onDeal("7");
    assertRefused(
        ledger,
        again,
        Rejection.DUPLICATE_OPERATION,
        "Такая операция по этому документу уже выполнена 10.03.2026.",
        "The same operation for this document was done on 2026-03-10.");
    Decision refused = ledger.decide(again.command());
    assertThat(value(refused, "duplicate")).isEqualTo("Y");
    assertThat(value(refused, "transaction_id")).isEqualTo(transaction);
    accepted(ledger.decide(call.token("3").onDeal("8").command()));
  }

  @Test
  void refusesTheSameReasonTwice() {
    Call call = accrue("1").with("once_per", "reason").with("reason_id", "gift2026.03");
    accepted(ledger.decide(call.token("1").command()));
    assertThat(refusal(ledger, call.token("2").with("amount", "5")))
        .isEqualTo(Rejection.DUPLICATE_OPERATION);
  }

  @Test
  void asksForTheKeyItIsToldToUse() {
    assertThat(refusal(ledger, accrue("1").with("once_per", "document")))
        .isEqualTo(Rejection.DOCUMENT_UNSUPPORTED);
    assertThat(refusal(ledger, accrue("1").with("once_per", "reason")))
        .isEqualTo(Rejection.INPUT_REQUIRED);
  }

  @Test
  void repeatsWithoutABusinessKeyAreNewOperations() {
    accepted(ledger.decide(accrue("1").token("1").onDeal("7").command()));
    accepted(ledger.decide(accrue("1").token("2").onDeal("7").command()));
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("122.00");
  }

  @Test
  void prefersTheRepeatToTheBlockAndThatToTheAmount() {
    Call call = accrue("1").with("once_per", "reason").with("reason_id", "R");
    ledger.decide(call.token("1").command());
    ledger.decide(Call.block().command());
    assertThat(refusal(ledger, call.token("2").with("amount", "-1")))
        .isEqualTo(Rejection.DUPLICATE_OPERATION);
    assertThat(refusal(ledger, accrue("-1"))).isEqualTo(Rejection.CARD_BLOCKED);
  }

  @Test
  void prefersTheAmountToTheTouchPointAndThatToLimitsAndDates() {
    ledger.with("accrual.max_balance", "1");
    Call call = accrue("-1").with("touch_point_id", "none").with("expires_at", "2020-01-01");
    assertThat(refusal(ledger, call)).isEqualTo(Rejection.AMOUNT_NOT_POSITIVE);
    assertThat(refusal(ledger, call.with("amount", "5")))
        .isEqualTo(Rejection.TOUCH_POINT_NOT_FOUND);
    assertThat(refusal(ledger, call.without("touch_point_id")))
        .isEqualTo(Rejection.BALANCE_LIMIT_EXCEEDED);
  }

  @Test
  void changesNothingWhenRefused() {
    Account before = ledger.card(NUMBER);
    rejected(ledger.decide(accrue("-1").later(Duration.ofDays(3)).command()));
    assertThat(ledger.card(NUMBER)).isEqualTo(before);
  }

  private String balanceAt(String instant) {
    return value(ledger.decide(Call.get().at(Instant.parse(instant)).command()), "card_balance");
  }
}
