package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels from the purchases of a window, and what happens when a period is over. */
class LevelReviewTest {

  private final Ledger ledger =
      new Ledger()
          .with("level.1.code", "silver")
          .with("level.1.name", "Серебро")
          .with("level.1.percentage", "5")
          .with("level.1.threshold", "1000")
          .with("level.2.code", "gold")
          .with("level.2.name", "Золото")
          .with("level.2.percentage", "7.5")
          .with("level.2.threshold", "5000");

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().at(Instant.parse("2025-01-10T09:00:00Z")).command());
  }

  @Test
  void aYearsPurchasesRaiseTheLevelInThatYear() {
    ledger.with("level.window", "calendar_year");
    bought("2025-12-20", "900");
    bought("2026-01-20", "900");
    assertThat(level()).isEmpty();
    bought("2026-02-20", "100");
    assertThat(level()).isEqualTo("silver");
  }

  @Test
  void theLast365DaysRaiseTheLevel() {
    ledger.with("level.window", "rolling_365_days");
    bought("2025-02-01", "900");
    bought("2026-02-01", "100");
    assertThat(level()).isEmpty();
    bought("2026-02-02", "900");
    assertThat(level()).isEqualTo("silver");
  }

  @Test
  void aPurchaseOfTheYearBeforeCountsWhenTheYearIsOver() {
    ledger.with("level.window", "previous_year");
    bought("2025-12-20", "6000");
    assertThat(level()).isEmpty();
    assertThat(Scheduled.lastReview(ledger.settings(), Instant.parse("2026-03-01T00:00:00Z")))
        .contains(Instant.parse("2025-12-31T21:00:00Z"));
    Decision decision = review("2026-01-01");
    assertThat(decision.message())
        .isEqualTo("Уровень повышен до «Золото»: покупок на 6 000,00 RUB.");
    assertThat(level()).isEqualTo("gold");
  }

  @Test
  void aRefundedPurchaseCountsNoMore() {
    ledger.with("level.window", "calendar_year").with("level.downgrade", "to_reached");
    ledger.decide(purchase("2025-06-01", "6000").onDeal("1").command());
    assertThat(level()).isEqualTo("gold");
    Call refund = Call.of("refund").onDeal("1").at(Instant.parse("2025-06-10T09:00:00Z"));
    accepted(ledger.decide(refund.command()));
    assertThat(level()).isEqualTo("gold");
    review("2026-01-01");
    assertThat(level()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "never, gold, ''",
    "one_step, silver, Уровень понижен до «Серебро»: покупок на 0.00 RUB.",
    "to_reached, '', Уровень снят: покупок на 0.00 RUB."
  })
  void whatIsReachedNoMoreGoesAsFarAsTheProgramSays(String policy, String level, String sentence) {
    ledger.with("level.window", "calendar_year").with("level.downgrade", policy);
    bought("2025-02-20", "6000");
    assertThat(review("2026-01-01").message()).contains("Уровень не изменился");
    assertThat(level()).isEqualTo("gold");
    Decision decision = review("2027-01-01");
    assertThat(level()).isEqualTo(level);
    if (!sentence.isEmpty()) {
      assertThat(decision.message()).isEqualTo(sentence.replace("0.00", "0,00"));
      assertThat(value(decision, "changed")).isEqualTo("Y");
    }
  }

  @Test
  void purchasesOfTheGraceKeepTheLevel() {
    ledger
        .with("level.window", "calendar_year")
        .with("level.downgrade", "to_reached")
        .with("level.downgrade_grace_days", "30");
    bought("2025-02-20", "6000");
    review("2026-01-31");
    bought("2026-12-20", "4000");
    bought("2027-01-20", "1000");
    assertThat(Scheduled.lastReview(ledger.settings(), Instant.parse("2027-01-30T00:00:00Z")))
        .contains(Instant.parse("2026-01-30T21:00:00Z"));
    review("2027-01-31");
    assertThat(level()).isEqualTo("gold");
  }

  @Test
  void monthsEndWithAReviewOfTheLast365Days() {
    ledger.with("level.window", "rolling_365_days").with("level.downgrade", "one_step");
    bought("2025-02-20", "6000");
    assertThat(Scheduled.lastReview(ledger.settings(), Instant.parse("2026-02-20T00:00:00Z")))
        .contains(Instant.parse("2026-01-31T21:00:00Z"));
    review("2026-02-01");
    assertThat(level()).isEqualTo("gold");
    review("2026-03-01");
    assertThat(level()).isEqualTo("silver");
  }

  @Test
  void aLockedLevelAndABlockedCardStayAsTheyAre() {
    ledger.with("level.window", "calendar_year").with("level.downgrade", "to_reached");
    Call set = Call.of("level_set").with("card_number", NUMBER).with("level_code", "gold");
    Instant then = Instant.parse("2025-03-01T09:00:00Z");
    accepted(ledger.decide(set.with("lock_until", "2026-01-31").at(then).command()));
    assertThat(review("2026-01-01").message()).contains("закреплён по 31.01.2026");
    assertThat(level()).isEqualTo("gold");
    ledger.decide(Call.block().at(Instant.parse("2026-02-03T09:00:00Z")).command());
    review("2027-01-01");
    assertThat(level()).isEqualTo("gold");
  }

  @Test
  void aManualRateStays() {
    ledger.with("level.window", "calendar_year").with("level.downgrade", "to_reached");
    bought("2025-02-20", "6000");
    Call rate = Call.of("percentage_set").with("card_number", NUMBER).with("percentage", "9");
    ledger.decide(rate.at(Instant.parse("2025-03-01T09:00:00Z")).command());
    review("2027-01-01");
    assertThat(level()).isEmpty();
    assertThat(ledger.card(NUMBER).percentage()).isEqualByComparingTo("9");
  }

  @Test
  void tellsWhatIsMissingWithinTheWindow() {
    ledger.with("level.window", "calendar_year");
    bought("2025-12-20", "400");
    bought("2026-01-20", "300");
    Instant then = Instant.parse("2026-02-01T09:00:00Z");
    for (String operation : new String[] {"card_get", "turnover_get", "level_recalculate"}) {
      Call call = Call.of(operation).with("card_number", NUMBER).at(then);
      assertThat(value(ledger.decide(call.command()), "to_next_level_sum")).isEqualTo("700.00");
    }
  }

  @Test
  void nothingIsReviewedUnlessTheProgramSaysSo() {
    Instant then = Instant.parse("2026-02-01T09:00:00Z");
    assertThat(Scheduled.lastReview(ledger.settings(), then)).isEmpty();
    ledger.with("level.window", "calendar_year");
    assertThat(Scheduled.lastReview(ledger.settings(), then)).isEmpty();
    ledger.with("level.downgrade", "one_step");
    assertThat(Scheduled.lastReview(ledger.settings(), then)).isPresent();
    Ledger bare = new Ledger().with("level.downgrade", "one_step");
    assertThat(Scheduled.lastReview(bare.settings(), then)).isEmpty();
  }

  private void bought(String day, String sum) {
    accepted(ledger.decide(purchase(day, sum).command()));
  }

  private static Call purchase(String day, String sum) {
    return Call.of("purchase_register")
        .token(day)
        .with("card_number", NUMBER)
        .with("purchase_sum", sum)
        .with("purchase_id", day)
        .with("accrue", "N")
        .at(Instant.parse(day + "T09:00:00Z"));
  }

  /** As the day begins in the program's zone. */
  private Decision review(String day) {
    Instant at = Instant.parse(day + "T00:00:00+03:00");
    Account card = ledger.card(NUMBER);
    Command review = Scheduled.review("portal", card.cardId(), at);
    return ledger.decide(review);
  }

  private String level() {
    return ledger.card(NUMBER).levelCode();
  }
}
