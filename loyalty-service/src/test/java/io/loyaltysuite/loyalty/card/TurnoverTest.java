package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A22: turnovers of a card. */
class TurnoverTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCardAndBuy() {
    ledger.decide(Call.issue().command());
    buy("1", "10000", 1);
    buy("2", "4000", 3);
    buy("3", "300.01", 5);
  }

  private void buy(String id, String sum, int day) {
    Call call =
        Call.of("purchase_register")
            .with("card_number", NUMBER)
            .with("purchase_id", id)
            .with("purchase_sum", sum)
            .with("purchase_date", "2026-03-0" + day)
            .onDeal(id)
            .token("buy-" + id);
    accepted(ledger.decide(call.command()));
  }

  @Test
  void tellsAllPurchases() {
    Decision decision = ledger.decide(turnover().command());
    assertThat(decision.message()).isEqualTo("Покупок: 3 на 14 300,01 RUB.");
    assertThat(value(decision, "purchases_count")).isEqualTo("3");
    assertThat(value(decision, "purchases_sum")).isEqualTo("14300.01");
    assertThat(value(decision, "average_sum")).isEqualTo("4766.67");
    assertThat(value(decision, "last_purchase_at")).isEqualTo("2026-03-05T00:00:00+03:00");
    assertThat(value(decision, "card_number")).isEqualTo(NUMBER);
    assertThat(accepted(decision).entries()).isEmpty();
  }

  @Test
  void tellsThoseOfAPeriodWithItsLastDay() {
    Call call = turnover().with("date_from", "2026-03-02").with("date_to", "2026-03-03");
    Decision decision = ledger.decide(call.in(Language.EN).command());
    assertThat(decision.message()).isEqualTo("1 purchase, 4,000.00 RUB in total.");
    assertThat(value(decision, "last_purchase_at")).startsWith("2026-03-03");
    Decision all = ledger.decide(turnover().in(Language.EN).command());
    assertThat(all.message()).isEqualTo("3 purchases, 14,300.01 RUB in total.");
  }

  @Test
  void tellsNothingOfAnEmptyPeriod() {
    Decision decision = ledger.decide(turnover().with("date_from", "2026-03-06").command());
    assertThat(decision.message()).isEqualTo("Покупок: 0 на 0,00 RUB.");
    assertThat(value(decision, "average_sum")).isEqualTo("0.00");
    assertThat(value(decision, "last_purchase_at")).isEmpty();
  }

  @Test
  void whatWasReturnedCountsNoMore() {
    ledger.decide(
        Call.of("refund")
            .with("document_sum", "4000")
            .with("amount", "1000")
            .onDeal("2")
            .command());
    assertThat(value(ledger.decide(turnover().command()), "purchases_sum")).isEqualTo("13300.01");
    ledger.decide(Call.of("refund").onDeal("3").token("all").command());
    Decision decision = ledger.decide(turnover().token("t2").command());
    assertThat(value(decision, "purchases_count")).isEqualTo("2");
    assertThat(value(decision, "purchases_sum")).isEqualTo("13000.00");
    assertThat(value(decision, "last_purchase_at")).startsWith("2026-03-03");
  }

  @Test
  void tellsTheWayToTheNextLevel() {
    ledger
        .with("level.1.code", "gold")
        .with("level.1.threshold", "20000")
        .with("level.1.percentage", "7");
    assertThat(value(ledger.decide(turnover().command()), "to_next_level_sum"))
        .isEqualTo("5699.99");
  }

  @Test
  void refusesAPeriodThatEndsBeforeItBegins() {
    assertRefused(
        ledger,
        turnover().with("date_from", "2026-03-03").with("date_to", "2026-03-02"),
        Rejection.PERIOD_INVALID,
        "Начало периода позже конца.",
        "The period starts after it ends.");
    accepted(
        ledger.decide(
            turnover().with("date_from", "2026-03-03").with("date_to", "2026-03-03").command()));
    assertThat(refusal(ledger, turnover().with("date_from", "soon").token("2")))
        .isEqualTo(Rejection.INPUT_INVALID);
    assertThat(refusal(ledger, Call.of("turnover_get"))).isEqualTo(Rejection.IDENTIFIER_MISSING);
  }

  @Test
  void readsBlockedAndDeletedCards() {
    ledger.decide(Call.block().command());
    accepted(ledger.decide(turnover().command()));
    ledger.decide(
        Call.of("card_delete")
            .with("card_number", NUMBER)
            .with("balance_action", "burn")
            .command());
    Decision decision = ledger.decide(turnover().later(Duration.ofDays(1)).command());
    assertThat(value(decision, "purchases_count")).isEqualTo("3");
  }

  private static Call turnover() {
    return Call.of("turnover_get").with("card_number", NUMBER);
  }
}
