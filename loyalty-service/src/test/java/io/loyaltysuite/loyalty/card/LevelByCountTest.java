package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Levels that the number of purchases makes. */
class LevelByCountTest {

  private final Ledger ledger =
      new Ledger()
          .with("level.metric", "count")
          .with("level.1.code", "silver")
          .with("level.1.name", "Серебро")
          .with("level.1.percentage", "5")
          .with("level.1.threshold", "2")
          .with("level.2.code", "gold")
          .with("level.2.name", "Золото")
          .with("level.2.percentage", "7.5")
          .with("level.2.threshold", "4");

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().at(Instant.parse("2025-01-10T09:00:00Z")).command());
  }

  @Test
  void purchasesRaiseTheLevelWhateverTheyCost() {
    bought("2025-02-01", "100000");
    assertThat(level()).isEmpty();
    bought("2025-02-02", "1");
    assertThat(level()).isEqualTo("silver");
    bought("2025-02-03", "1");
    bought("2025-02-04", "1");
    assertThat(level()).isEqualTo("gold");
  }

  @Test
  void tellsHowManyAreMissing() {
    bought("2025-02-01", "700");
    Decision read = ledger.decide(Call.get().at(Instant.parse("2025-02-02T09:00:00Z")).command());
    assertThat(value(read, "next_level_code")).isEqualTo("silver");
    assertThat(value(read, "to_next_level_sum")).isEqualTo("1");
    Decision unchanged = recalculated(Language.RU);
    assertThat(unchanged.message()).isEqualTo("Уровень не изменился, до следующего 1 покупка.");
    assertThat(value(unchanged, "turnover_used")).isEqualTo("1");
    assertThat(value(unchanged, "to_next_level_sum")).isEqualTo("1");
    assertThat(recalculated(Language.EN).message())
        .isEqualTo("Level unchanged, 1 purchase to the next one.");
    Call turnover =
        Call.of("turnover_get")
            .with("card_number", NUMBER)
            .at(Instant.parse("2025-02-02T09:00:00Z"));
    assertThat(value(ledger.decide(turnover.command()), "to_next_level_sum")).isEqualTo("1");
  }

  @Test
  void onlyPurchasesThatAreWhollyReturnedCountNoMore() {
    bought("2025-02-01", "700");
    ledger.decide(purchase("2025-02-02", "900").onDeal("1").command());
    assertThat(level()).isEqualTo("silver");
    refund("400", "1");
    Decision half = recalculated(Language.RU);
    assertThat(value(half, "turnover_used")).isEqualTo("2");
    refund("500", "2");
    Decision none = recalculated(Language.RU);
    assertThat(none.message()).isEqualTo("Уровень снят: 1 покупка.");
    assertThat(level()).isEmpty();
  }

  private void refund(String amount, String token) {
    Call refund =
        Call.of("refund")
            .with("amount", amount)
            .with("document_sum", "900")
            .token("refund" + token)
            .onDeal("1")
            .at(Instant.parse("2025-02-03T09:00:00Z"));
    accepted(ledger.decide(refund.command()));
  }

  @Test
  void purchasesOfTheWindowCount() {
    ledger.with("level.window", "calendar_year").with("level.downgrade", "to_reached");
    bought("2025-12-20", "1");
    bought("2026-01-20", "1");
    assertThat(level()).isEmpty();
    bought("2026-01-21", "1");
    assertThat(level()).isEqualTo("silver");
    Decision review = review("2028-01-01");
    assertThat(review.message()).isEqualTo("Уровень снят: 0 покупок.");
    assertThat(value(review, "turnover_used")).isEqualTo("0");
  }

  @Test
  void aReviewKeepsWhatTheYearReached() {
    ledger.with("level.window", "calendar_year").with("level.downgrade", "to_reached");
    for (int day = 10; day < 14; day++) {
      bought("2025-06-" + day, "1");
    }
    assertThat(level()).isEqualTo("gold");
    assertThat(review("2026-01-01").message()).startsWith("Уровень не изменился");
    bought("2026-03-01", "9");
    bought("2026-03-02", "9");
    assertThat(review("2027-01-01").message())
        .isEqualTo("Уровень понижен до «Серебро»: 2 покупки.");
  }

  @Test
  void theNumberGoesWithTheClientToAnotherCard() {
    bought("2025-02-01", "1");
    Call replace =
        Call.of("card_replace")
            .with("card_number", NUMBER)
            .with("new_card_number", "new-1")
            .at(Instant.parse("2025-02-02T09:00:00Z"));
    accepted(ledger.decide(replace.command()));
    Call purchase = purchase("2025-02-03", "1").with("card_number", "new-1");
    assertThat(value(ledger.decide(purchase.command()), "level_code")).isEqualTo("silver");
  }

  private Decision recalculated(Language language) {
    return ledger.decide(
        Call.of("level_recalculate")
            .with("card_number", NUMBER)
            .with("allow_downgrade", "Y")
            .in(language)
            .at(Instant.parse("2025-02-04T09:00:00Z"))
            .command());
  }

  private Decision review(String day) {
    Instant at =
        Scheduled.lastReview(ledger.settings(), Instant.parse(day + "T09:00:00Z")).orElseThrow();
    return ledger.decide(Scheduled.review("portal", ledger.card(NUMBER).cardId(), at));
  }

  private void bought(String day, String sum) {
    accepted(ledger.decide(purchase(day, sum).command()));
  }

  private static Call purchase(String day, String sum) {
    return Call.of("purchase_register")
        .token(day)
        .with("card_number", NUMBER)
        .with("purchase_id", day)
        .with("purchase_sum", sum)
        .at(Instant.parse(day + "T09:00:00Z"));
  }

  private String level() {
    return ledger.card(NUMBER).levelCode();
  }
}
