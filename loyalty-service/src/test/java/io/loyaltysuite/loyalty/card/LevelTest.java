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

/** A15 and A16: the level a person chooses, and the one purchases reach. */
class LevelTest {

  private final Ledger ledger =
      new Ledger()
          .with("level.1.code", "silver")
          .with("level.1.name", "Серебро")
          .with("level.1.percentage", "5")
          .with("level.1.threshold", "1000")
          .with("level.2.code", "gold")
          .with("level.2.name", "Золото")
          .with("level.2.percentage", "7.5")
          .with("level.2.threshold", "50000");

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("percentage", "3").command());
  }

  @Test
  void setsALevelWithItsRate() {
    Decision decision = ledger.decide(set("silver").command());
    assertThat(decision.message()).isEqualTo("Карте присвоен уровень «Серебро», процент 5.");
    assertThat(value(decision, "level_old")).isEmpty();
    assertThat(value(decision, "level_new")).isEqualTo("silver");
    assertThat(value(decision, "percentage_old")).isEqualTo("3.0");
    assertThat(value(decision, "percentage_new")).isEqualTo("5.0");
    assertThat(value(decision, "card_level_code")).isEqualTo("silver");
    assertThat(ledger.decide(set("gold").in(Language.EN).token("2").command()).message())
        .isEqualTo("Card moved to level Золото, rate 7.5.");
  }

  @Test
  void neverSaysMoreThanAMessageMayHold() {
    ledger.with("level.2.name", "З".repeat(255)).with("level.1.name", "С".repeat(255));
    Decision moved = ledger.decide(set("gold").command());
    assertThat(moved.message()).hasSizeLessThanOrEqualTo(300).startsWith("Карте присвоен уровень");
    Call bought =
        Call.of("purchase_register")
            .with("card_number", Call.NUMBER)
            .with("purchase_sum", "1000")
            .with("purchase_id", "1");
    Ledger other = new Ledger().with(ledger.settings());
    other.decide(Call.issue().command());
    assertThat(other.decide(bought.command()).message()).hasSizeLessThanOrEqualTo(300);
  }

  @Test
  void setsALevelAndLeavesTheRate() {
    Decision decision =
        ledger.decide(set("silver").with("apply_default_percentage", "N").command());
    assertThat(decision.message()).isEqualTo("Карте присвоен уровень «Серебро», процент 3.");
    assertThat(value(decision, "percentage_new")).isEqualTo("3.0");
  }

  @Test
  void writesNothingWhenNothingChanges() {
    ledger.decide(set("silver").token("1").command());
    Decision again = ledger.decide(set("silver").token("2").command());
    assertThat(again.message()).isEqualTo("У карты и так уровень «Серебро», процент 5.");
    assertThat(accepted(again).entries()).isEmpty();
    assertThat(ledger.decide(set("silver").token("3").in(Language.EN).command()).message())
        .isEqualTo("The card is on level Серебро already, rate 5.");
  }

  @Test
  void aLevelsRateReplacesOneThatAPersonSet() {
    ledger.decide(
        Call.of("percentage_set").with("card_number", NUMBER).with("percentage", "9").command());
    ledger.decide(set("silver").command());
    assertThat(ledger.card(NUMBER).percentage()).isEqualByComparingTo("5");
    assertThat(ledger.card(NUMBER).terms().manual()).isFalse();
  }

  @Test
  void refusesWithoutLevels() {
    Ledger bare = new Ledger();
    bare.decide(Call.issue().command());
    String ru = "Уровни карт не настроены.";
    String en = "Card levels are not configured.";
    assertRefused(bare, set("silver"), Rejection.CARD_LEVELS_NOT_CONFIGURED, ru, en);
    assertRefused(bare, recalculate(), Rejection.CARD_LEVELS_NOT_CONFIGURED, ru, en);
  }

  @Test
  void refusesALevelThatIsNotThere() {
    assertRefused(
        ledger,
        set("platinum"),
        Rejection.CARD_LEVEL_NOT_FOUND,
        "Уровень «platinum» не найден.",
        "Level \"platinum\" was not found.");
    assertThat(refusal(ledger, set("x").without("level_code"))).isEqualTo(Rejection.INPUT_REQUIRED);
  }

  @Test
  void refusesALockThatIsOver() {
    assertRefused(
        ledger,
        set("silver").with("lock_until", "2026-03-09"),
        Rejection.DATE_IN_PAST,
        "Дата 09.03.2026 уже прошла.",
        "The date 2026-03-09 is in the past.");
    accepted(ledger.decide(set("silver").with("lock_until", "2026-03-10").command()));
  }

  @Test
  void prefersTheCardsStatusToTheLevelAndThatToTheLock() {
    Call wrong = set("platinum").with("lock_until", "2020-01-01");
    assertThat(refusal(ledger, wrong)).isEqualTo(Rejection.CARD_LEVEL_NOT_FOUND);
    ledger.decide(Call.block().command());
    assertThat(refusal(ledger, wrong)).isEqualTo(Rejection.CARD_BLOCKED);
    assertThat(refusal(ledger, recalculate())).isEqualTo(Rejection.CARD_BLOCKED);
  }

  @Test
  void raisesTheLevelThatPurchasesReachedOverSteps() {
    ledger.put(withTurnover("105000"));
    Decision decision = ledger.decide(recalculate().command());
    assertThat(decision.message())
        .isEqualTo("Уровень повышен до «Золото»: покупок на 105 000,00 RUB.");
    assertThat(value(decision, "changed")).isEqualTo("Y");
    assertThat(value(decision, "level_new")).isEqualTo("gold");
    assertThat(value(decision, "percentage_new")).isEqualTo("7.5");
    assertThat(value(decision, "turnover_used")).isEqualTo("105000.00");
    assertThat(value(decision, "to_next_level_sum")).isEmpty();
    Decision again = ledger.decide(recalculate().token("2").command());
    assertThat(again.message()).isEqualTo("Уровень не изменился, он самый высокий.");
    assertThat(ledger.decide(recalculate().token("3").in(Language.EN).command()).message())
        .isEqualTo("Level unchanged, it is the top.");
  }

  @Test
  void saysHowFarTheNextLevelIs() {
    ledger.put(withTurnover("45800"));
    ledger.decide(set("silver").command());
    Decision decision = ledger.decide(recalculate().command());
    assertThat(decision.message()).isEqualTo("Уровень не изменился, до следующего 4 200,00 RUB.");
    assertThat(value(decision, "changed")).isEqualTo("N");
    assertThat(value(decision, "to_next_level_sum")).isEqualTo("4200.00");
    assertThat(accepted(decision).entries()).isEmpty();
    assertThat(ledger.decide(recalculate().token("2").in(Language.EN).command()).message())
        .isEqualTo("Level unchanged, 4,200.00 RUB to the next one.");
  }

  @Test
  void lowersALevelOnlyWhenAllowed() {
    ledger.put(withTurnover("1000"));
    ledger.decide(set("gold").command());
    assertThat(value(ledger.decide(recalculate().command()), "changed")).isEqualTo("N");
    Decision down = ledger.decide(recalculate().token("2").with("allow_downgrade", "Y").command());
    assertThat(down.message()).isEqualTo("Уровень понижен до «Серебро»: покупок на 1 000,00 RUB.");
    assertThat(value(down, "percentage_new")).isEqualTo("5.0");
  }

  @Test
  void theProgramMayAllowDowngradesToNoLevel() {
    ledger.with("level.allow_downgrade", "Y");
    ledger.decide(set("silver").command());
    assertThat(
            value(
                ledger.decide(recalculate().with("allow_downgrade", "N").token("n").command()),
                "changed"))
        .isEqualTo("N");
    Decision down = ledger.decide(recalculate().in(Language.EN).command());
    assertThat(down.message()).isEqualTo("Level removed: purchases total 0.00 RUB.");
    assertThat(value(down, "percentage_new")).isEqualTo("5.0");
    assertThat(ledger.card(NUMBER).levelCode()).isEmpty();
  }

  @Test
  void aLockedLevelStaysThroughItsLastDay() {
    ledger.put(withTurnover("105000"));
    ledger.decide(set("silver").with("lock_until", "2026-03-12").command());
    Decision locked = ledger.decide(recalculate().later(Duration.ofDays(2)).command());
    assertThat(locked.message()).isEqualTo("Уровень не изменился: он закреплён по 12.03.2026.");
    assertThat(
            ledger
                .decide(
                    recalculate().token("e").in(Language.EN).later(Duration.ofDays(2)).command())
                .message())
        .isEqualTo("Level unchanged: locked through 2026-03-12.");
    Decision free = ledger.decide(recalculate().token("2").later(Duration.ofDays(3)).command());
    assertThat(value(free, "level_new")).isEqualTo("gold");
  }

  @Test
  void aRateThatAPersonSetSurvivesARecalculation() {
    ledger.decide(
        Call.of("percentage_set").with("card_number", NUMBER).with("percentage", "9").command());
    ledger.put(withTurnover("1000"));
    Decision decision = ledger.decide(recalculate().command());
    assertThat(value(decision, "level_new")).isEqualTo("silver");
    assertThat(value(decision, "percentage_new")).isEqualTo("9.0");
  }

  @Test
  void refusesALadderThatDoesNotRise() {
    ledger.with("level.2.threshold", "1000");
    assertRefused(
        ledger,
        recalculate(),
        Rejection.LEVEL_LADDER_INVALID,
        "Лестница уровней настроена с ошибкой.",
        "The level ladder is configured incorrectly.");
    ledger.with("level.2.threshold", "2000").with("level.2.code", "silver");
    assertThat(refusal(ledger, recalculate())).isEqualTo(Rejection.LEVEL_LADDER_INVALID);
  }

  private Account withTurnover(String sum) {
    return Accounts.withTurnover(ledger.card(NUMBER), sum);
  }

  private static Call set(String level) {
    return Call.of("level_set").with("card_number", NUMBER).with("level_code", level);
  }

  private static Call recalculate() {
    return Call.of("level_recalculate").with("card_number", NUMBER);
  }
}
