package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.rejected;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A26: is the application there, and what does the process do with an error. */
class CheckTest {

  private final Ledger ledger = new Ledger();

  @Test
  void saysThatItIsThere() {
    ledger.with("license.until", "2026-12-31");
    Decision decision = ledger.decide(Call.of("check").with("text", "привет").command());
    assertThat(decision.message()).isEqualTo("Приложение лояльности на связи.");
    assertThat(value(decision, "echo")).isEqualTo("привет");
    assertThat(value(decision, "server_time")).isEqualTo("2026-03-10T12:00:00+03:00");
    assertThat(value(decision, "portal")).isEqualTo("portal");
    assertThat(value(decision, "license_until")).isEqualTo("2026-12-31");
    assertThat(value(decision, "card_id")).isEmpty();
    assertThat(accepted(decision).entries()).isEmpty();
    assertThat(ledger.decide(Call.of("check").in(Language.EN).command()).message())
        .isEqualTo("The loyalty application is reachable.");
  }

  @Test
  void refusesAsAsked() {
    assertRefused(
        ledger,
        failing("card_blocked"),
        Rejection.CARD_BLOCKED,
        "Карта … заблокирована: …. Операция не выполнена.",
        "Card … is blocked: …. Nothing was done.");
  }

  @ParameterizedTest
  @EnumSource(value = Rejection.class, mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL_ERROR")
  void playsEveryRefusal(Rejection rejection) {
    Decision decision = ledger.decide(failing(rejection.code()).command());
    assertThat(rejected(decision).rejection()).isEqualTo(rejection);
    assertThat(decision.message()).isNotBlank().doesNotContain("{", "}");
  }

  @Test
  void refusesACodeThatIsNoneAndAFailureThatWouldWakeSomebody() {
    assertRefused(
        ledger,
        failing("card_stolen"),
        Rejection.INPUT_INVALID,
        "Поле «Какую ошибку показать» заполнено неверно: «card_stolen».",
        "Field \"Error to rehearse\" has a wrong value: \"card_stolen\".");
    assertThat(refusal(ledger, failing("internal_error"))).isEqualTo(Rejection.INPUT_INVALID);
  }

  @Test
  void theProgramsOwnStateComesFirst() {
    ledger.with("program.enabled", "N");
    assertThat(refusal(ledger, failing("card_blocked"))).isEqualTo(Rejection.PROGRAM_DISABLED);
  }

  private static Call failing(String code) {
    return Call.of("check").with("fail_with", code);
  }
}
