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

/** A21: the transactions of a card. */
class TransactionsTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().command());
  }

  private void fourTransactions() {
    ledger.decide(Call.accrue("250").token("a1").with("reason_comment", "за визит").command());
    ledger.decide(Call.pay("100").token("p1").later(Duration.ofDays(1)).command());
    ledger.decide(Call.accrue("50").token("a2").later(Duration.ofDays(2)).command());
    ledger.decide(Call.pay("20").token("p2").later(Duration.ofDays(3)).command());
  }

  @Test
  void listsTheNewestFirst() {
    fourTransactions();
    Decision decision = ledger.decide(list().command());
    assertThat(decision.message())
        .isEqualTo("За период 4 операции: начислено 300,00, списано 120,00 RUB.");
    assertThat(value(decision, "total_count")).isEqualTo("4");
    assertThat(value(decision, "sum_accrual")).isEqualTo("300.00");
    assertThat(value(decision, "sum_payment")).isEqualTo("120.00");
    assertThat(items(decision)).hasSize(4);
    assertThat(items(decision).getFirst()).startsWith("2026-03-13T12:00:00+03:00;payment;20.00;;");
    assertThat(items(decision).getLast()).contains(";accrual;250.00;за визит;");
    assertThat(value(decision, "text").lines())
        .startsWith("13.03.2026 12:00  -20,00 RUB")
        .endsWith("10.03.2026 12:00  +250,00 RUB  за визит");
    assertThat(value(decision, "card_balance")).isEqualTo("180.00");
    assertThat(accepted(decision).entries()).isEmpty();
    assertThat(ledger.decide(list().in(Language.EN).command()).message())
        .isEqualTo("4 operations in the period: 300.00 accrued, 120.00 charged.");
  }

  @Test
  void theLimitBoundsTheListAndNotTheTotals() {
    fourTransactions();
    Decision decision = ledger.decide(list().with("limit", "1").command());
    assertThat(items(decision)).hasSize(1);
    assertThat(value(decision, "total_count")).isEqualTo("4");
    assertThat(value(decision, "sum_accrual")).isEqualTo("300.00");
  }

  @Test
  void narrowsByPeriodTypeAndReason() {
    fourTransactions();
    Call days = list().with("date_from", "2026-03-11").with("date_to", "2026-03-12");
    assertThat(value(ledger.decide(days.command()), "total_count")).isEqualTo("2");
    Call moment = list().with("date_to", "2026-03-11T12:00:00+03:00").token("m");
    assertThat(value(ledger.decide(moment.command()), "total_count")).isEqualTo("2");
    Decision accruals = ledger.decide(list().with("type", "accrual").token("2").command());
    assertThat(accruals.message())
        .isEqualTo("За период 2 операции: начислено 300,00, списано 0,00 RUB.");
    Call burns = list().with("reason_code", "bonus.burn").token("3");
    assertThat(ledger.decide(burns.command()).message())
        .isEqualTo("За период 0 операций: начислено 0,00, списано 0,00 RUB.");
    assertThat(items(ledger.decide(burns.command()))).isEmpty();
  }

  @Test
  void tellsWhatHasJustRunOutAndIsNotWrittenYet() {
    ledger.decide(Call.accrue("30").with("expires_at", "2026-03-12").command());
    Decision decision = ledger.decide(list().later(Duration.ofDays(5)).command());
    assertThat(value(decision, "sum_payment")).isEqualTo("30.00");
    assertThat(items(decision).getFirst()).startsWith("2026-03-13T00:00:00+03:00;payment;30.00;");
    assertThat(value(decision, "card_balance")).isEqualTo("0.00");
    Call one = list().later(Duration.ofDays(5)).with("limit", "1").in(Language.EN);
    assertThat(items(ledger.decide(one.command()))).hasSize(1);
  }

  @Test
  void everyMovementCountsWithWhatItMoved() {
    ledger.decide(Call.accrue("100").with("available_after_days", "3").command());
    ledger.decide(Call.accrue("60").token("2").command());
    Call hold = Call.of("hold").with("card_number", NUMBER).with("amount", "40");
    String id = value(ledger.decide(hold.command()), "hold_id");
    ledger.decide(Call.of("hold_capture").with("hold_id", id).with("amount", "10").command());
    ledger.decide(Call.of("burn").with("card_number", NUMBER).with("mode", "all").command());
    Decision decision = ledger.decide(list().command());
    assertThat(value(decision, "sum_accrual")).isEqualTo("160.00");
    assertThat(value(decision, "sum_payment")).isEqualTo("160.00");
    assertThat(value(decision, "total_count")).isEqualTo("4");
  }

  @Test
  void aCommentCannotBreakTheList() {
    ledger.decide(Call.accrue("5").with("reason_comment", "a;b\nc").command());
    Decision decision = ledger.decide(list().in(Language.EN).command());
    assertThat(items(decision).getFirst().split(";")).hasSize(5).contains("a,b c");
    assertThat(value(decision, "text")).isEqualTo("2026-03-10 12:00  +5.00 RUB  a;b c");
    assertThat(decision.message())
        .isEqualTo("1 operation in the period: 5.00 accrued, 0.00 charged.");
  }

  @Test
  void refusesAPeriodThatEndsBeforeItBegins() {
    assertRefused(
        ledger,
        list().with("date_from", "2026-03-03").with("date_to", "2026-03-02").with("limit", "0"),
        Rejection.PERIOD_INVALID,
        "Начало периода позже конца.",
        "The period starts after it ends.");
  }

  @Test
  void refusesALimitNoListHas() {
    for (String limit : List.of("0", "51", "-1", "999999999999999999")) {
      assertRefused(
          ledger,
          list().with("limit", limit),
          Rejection.LIMIT_OUT_OF_RANGE,
          "Количество строк должно быть от 1 до 50.",
          "The number of rows must be 1 to 50.");
    }
    accepted(ledger.decide(list().with("limit", "50").token("50").command()));
    assertRefused(
        ledger,
        list().with("limit", "1.5"),
        Rejection.INPUT_INVALID,
        "Поле «Количество строк» заполнено неверно: «1.5».",
        "Field \"Number of rows\" has a wrong value: \"1.5\".");
    assertThat(refusal(ledger, Call.of("transactions_list")))
        .isEqualTo(Rejection.IDENTIFIER_MISSING);
  }

  private static List<String> items(Decision decision) {
    return value(decision, "items").lines().toList();
  }

  private static Call list() {
    return Call.of("transactions_list").with("card_number", NUMBER);
  }
}
