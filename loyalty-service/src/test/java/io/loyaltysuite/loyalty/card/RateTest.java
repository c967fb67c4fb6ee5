package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A12 to A14: set, raise and lower the rate of a card. */
class RateTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("percentage", "3").command());
  }

  @Test
  void setsTheRate() {
    Decision decision = ledger.decide(set("5.50").command());
    assertThat(decision.message()).isEqualTo("Процент по карте изменён с 3 на 5,5.");
    assertThat(value(decision, "percentage_old")).isEqualTo("3.0");
    assertThat(value(decision, "percentage_new")).isEqualTo("5.5");
    assertThat(value(decision, "direction")).isEqualTo("increment");
    assertThat(value(decision, "card_percentage")).isEqualTo("5.5");
    assertThat(ledger.card(NUMBER).terms().manual()).isTrue();
  }

  @Test
  void saysInEnglishThatTheRateFell() {
    Decision decision = ledger.decide(set("1").in(Language.EN).command());
    assertThat(decision.message()).isEqualTo("Card rate changed from 3 to 1.");
    assertThat(value(decision, "direction")).isEqualTo("decrement");
  }

  @Test
  void settingTheSameRateMakesItAPersonsChoiceOnce() {
    Decision first = ledger.decide(set("3.0").token("1").command());
    Decision second = ledger.decide(set("3").token("2").in(Language.EN).command());
    assertThat(first.message()).isEqualTo("Процент по карте и так 3.");
    assertThat(second.message()).isEqualTo("The card rate is 3 already.");
    assertThat(value(first, "direction")).isEqualTo("none");
    assertThat(accepted(first).entries()).hasSize(1);
    assertThat(accepted(second).entries()).isEmpty();
  }

  @Test
  void raisesAndLowersTheRate() {
    Decision up = ledger.decide(up("1").command());
    assertThat(up.message()).isEqualTo("Процент увеличен на 1, теперь 4.");
    assertThat(value(up, "clamped")).isEqualTo("N");
    Decision down = ledger.decide(down("0.5").command());
    assertThat(down.message()).isEqualTo("Процент уменьшен на 0,5, теперь 3,5.");
    assertThat(ledger.decide(up("1").token("en").in(Language.EN).command()).message())
        .isEqualTo("Rate raised by 1, now 4.5.");
    assertThat(ledger.decide(down("1").token("en2").in(Language.EN).command()).message())
        .isEqualTo("Rate lowered by 1, now 3.5.");
  }

  @Test
  void stopsAtTheLimit() {
    Decision up = ledger.decide(up("4").with("max", "5").command());
    assertThat(up.message()).isEqualTo("Процент увеличен на 2, теперь 5 - это предел.");
    assertThat(value(up, "clamped")).isEqualTo("Y");
    Decision again = ledger.decide(up("4").with("max", "5").token("2").command());
    assertThat(again.message()).isEqualTo("Процент остался 5: дальше предел.");
    assertThat(value(again, "direction")).isEqualTo("none");
    assertThat(accepted(again).entries()).isEmpty();
    Call down = down("9").in(Language.EN);
    assertThat(ledger.decide(down.command()).message())
        .isEqualTo("Rate lowered by 5, now 0 - that is the limit.");
    assertThat(ledger.decide(down.token("2").command()).message())
        .isEqualTo("The rate stays 0: it is at its limit.");
  }

  @Test
  void neverMovesACardTowardsALimitItIsBeyond() {
    Decision decision = ledger.decide(up("1").with("max", "2").command());
    assertThat(value(decision, "percentage_new")).isEqualTo("3.0");
    assertThat(accepted(decision).entries()).isEmpty();
  }

  @Test
  void refusesToPassTheLimitWhenAsked() {
    assertRefused(
        ledger,
        up("3").with("max", "5").with("on_limit", "error"),
        Rejection.PERCENTAGE_LIMIT_REACHED,
        "Процент уже достиг предела 5.",
        "The rate has reached its limit 5.");
    assertThat(refusal(ledger, down("4").with("on_limit", "error")))
        .isEqualTo(Rejection.PERCENTAGE_LIMIT_REACHED);
    accepted(ledger.decide(up("2").with("max", "5").with("on_limit", "error").command()));
  }

  @Test
  void refusesARateOutsideTheProgram() {
    ledger.with("program.min_percentage", "1").with("program.max_percentage", "20");
    assertRefused(
        ledger,
        set("20.5"),
        Rejection.PERCENTAGE_OUT_OF_RANGE,
        "Процент 20,5 вне допустимого диапазона 1-20.",
        "Rate 20.5 is outside 1-20.");
    assertThat(refusal(ledger, set("0.5"))).isEqualTo(Rejection.PERCENTAGE_OUT_OF_RANGE);
    assertThat(refusal(ledger, up("1").with("max", "30")))
        .isEqualTo(Rejection.PERCENTAGE_OUT_OF_RANGE);
    assertThat(value(ledger.decide(up("50").token("far").command()), "percentage_new"))
        .isEqualTo("20.0");
  }

  @Test
  void refusesAStepThatIsNone() {
    assertRefused(
        ledger,
        up("0"),
        Rejection.DELTA_NOT_POSITIVE,
        "Изменение процента должно быть больше нуля.",
        "The rate change must be above zero.");
    assertThat(refusal(ledger, down("-1"))).isEqualTo(Rejection.DELTA_NOT_POSITIVE);
  }

  @Test
  void refusesMoreThanFourDecimals() {
    assertThat(refusal(ledger, set("1.00001"))).isEqualTo(Rejection.INPUT_INVALID);
    assertThat(refusal(ledger, up("0.00001"))).isEqualTo(Rejection.INPUT_INVALID);
    assertThat(refusal(ledger, down("1").with("min", "0.00001")))
        .isEqualTo(Rejection.INPUT_INVALID);
    accepted(ledger.decide(set("1.0001").command()));
  }

  @Test
  void refusesWithoutARateOrAStep() {
    assertThat(refusal(ledger, set("1").without("percentage"))).isEqualTo(Rejection.INPUT_REQUIRED);
    assertThat(refusal(ledger, up("1").without("delta"))).isEqualTo(Rejection.INPUT_REQUIRED);
  }

  @Test
  void prefersTheCardsStatusToTheRangeAndThatToTheStepAndThatToTheLimit() {
    Call everything = up("0").with("max", "101").with("on_limit", "error").token("all");
    assertThat(refusal(ledger, everything)).isEqualTo(Rejection.PERCENTAGE_OUT_OF_RANGE);
    Call stepAndLimit = up("0").with("max", "1").with("on_limit", "error");
    assertThat(refusal(ledger, stepAndLimit)).isEqualTo(Rejection.DELTA_NOT_POSITIVE);
    ledger.decide(Call.block().command());
    assertThat(refusal(ledger, everything)).isEqualTo(Rejection.CARD_BLOCKED);
    assertThat(refusal(ledger, set("500"))).isEqualTo(Rejection.CARD_BLOCKED);
  }

  private static Call set(String percentage) {
    return Call.of("percentage_set").with("card_number", NUMBER).with("percentage", percentage);
  }

  private static Call up(String delta) {
    return Call.of("percentage_increment").with("card_number", NUMBER).with("delta", delta);
  }

  private static Call down(String delta) {
    return Call.of("percentage_decrement").with("card_number", NUMBER).with("delta", delta);
  }
}
