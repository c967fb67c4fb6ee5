package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.rejected;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.loyaltysuite.loyalty.card.Operation.Refused;
import io.loyaltysuite.loyalty.program.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Refusals that come before any rule about cards, and calls that were refused elsewhere. */
class ProgramStateTest {

  private final Ledger ledger = new Ledger();

  @Test
  void refusesEverythingWhileTheProgramIsPaused() {
    ledger.with("program.enabled", "N");
    assertRefused(
        ledger,
        Call.get(),
        Rejection.PROGRAM_DISABLED,
        "Программа лояльности приостановлена в настройках.",
        "The loyalty program is paused in settings.");
  }

  @Test
  void refusesADisabledAccount() {
    ledger.with("account.enabled", "N");
    assertRefused(
        ledger,
        Call.get(),
        Rejection.ACCOUNT_DISABLED,
        "Программа лояльности для компании отключена.",
        "The loyalty account of the company is disabled.");
  }

  @Test
  void refusesFromTheDayAfterTheLicenseEnds() {
    ledger.with("license.until", "2026-03-10");
    accepted(ledger.decide(Call.issue().command()));
    assertRefused(
        ledger,
        Call.get().later(Duration.ofDays(1)),
        Rejection.LICENSE_EXPIRED,
        "Срок оплаты приложения лояльности истёк 10.03.2026.",
        "The loyalty app subscription ended on 2026-03-10.");
  }

  @Test
  void prefersTheAccountToTheLicenseAndThatToThePausedProgram() {
    ledger.with("license.until", "2020-01-01").with("program.enabled", "N");
    assertThat(refusal(ledger, Call.get())).isEqualTo(Rejection.LICENSE_EXPIRED);
    ledger.with("account.enabled", "N");
    assertThat(refusal(ledger, Call.get())).isEqualTo(Rejection.ACCOUNT_DISABLED);
  }

  @Test
  void answersWhatTheGatewayRefused() {
    Command command =
        refused(
            new Refused("accrue", "input_invalid", Map.of("field", "amount", "value", "много")));
    Decision decision = ledger.decide(command);
    assertThat(decision.message()).isEqualTo("Поле «Сумма» заполнено неверно: «много».");
    assertThat(value(decision, "error_code")).isEqualTo("input_invalid");
    assertThat(value(decision, "transaction_id")).isEmpty();
  }

  @Test
  void answersAnUnknownActivity() {
    Command command =
        refused(new Refused("", "input_invalid", Map.of("field", "code", "value", "teleport")));
    Decision decision = ledger.decide(command);
    assertThat(decision.message()).isEqualTo("Поле «Код действия» заполнено неверно: «teleport».");
    assertThat(decision.returned()).hasSize(Catalogue.COMMON.size());
  }

  @Test
  void givesTheNumberThatSupportAsksFor() {
    Command command = Call.get().command();
    Decision decision = Decider.refuse(command, Rejection.INTERNAL_ERROR, Map.of());
    assertThat(decision.message())
        .isEqualTo(
            "Произошёл сбой сервиса лояльности. Передайте в поддержку номер " + command.id() + ".");
    assertThat(value(decision, "retryable")).isEqualTo("Y");
    assertThat(value(decision, "request_id")).isEqualTo(command.id().toString());
  }

  @Test
  void cutsLongTextsAndNeverInterpretsThem() {
    String text = "{field}\n" + "ы".repeat(500);
    Command command =
        refused(new Refused("", "input_invalid", Map.of("field", "x", "value", text)));
    String message = rejected(ledger.decide(command)).message();
    assertThat(message).hasSizeLessThan(Wording.MAX_MESSAGE).contains("«{field} ыы").contains("…»");
  }

  @Test
  void refusesMalformedInputsInsteadOfFailing() {
    List<Call> malformed =
        List.of(
            Call.accrue("1e999999"),
            Call.accrue("9".repeat(19)),
            Call.accrue("1").with("expires_at", "+999999999-01-01"),
            Call.accrue("1").with("expires_at", "2026-03-11T10:00:00Z"),
            Call.accrue("1").with("available_after_days", "1.5"),
            Call.accrue("1").with("available_after_days", "99999999999"),
            Call.accrue("1").with("once_per", "year"),
            Call.accrue("1").with("contact_id", "fifteen"),
            Call.accrue("1").with("reason_id", "\0"),
            Call.accrue("1").with("reason_id", "r".repeat(256)),
            Call.get().with("not_found_is_error", "perhaps"),
            Call.block().with("block_until", "tomorrow"));
    assertThat(malformed.stream().map(call -> refusal(ledger, call)))
        .containsOnly(Rejection.INPUT_INVALID);
  }

  @Test
  void anUnknownOperationIsABug() {
    assertThatIllegalArgumentException().isThrownBy(() -> Operations.parse("teleport", Map.of()));
  }

  @Test
  void refusesToDecideOnAnotherAccountOrWithoutItsLookups() {
    ledger.decide(Call.issue().command());
    Ledger.Handled get = ledger.handle(Call.get().command());
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Decider.decide(
                    Cards.NONE,
                    get.lookups(),
                    Settings.DEFAULTS,
                    get.command(),
                    get.effectiveAt()));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Decider.decide(
                    get.before(), Lookups.NONE, Settings.DEFAULTS, get.command(), Instant.EPOCH))
        .isInstanceOf(Lookups.UnansweredKey.class);
  }

  @Test
  void neverCountsACommandAsEarlierThanTheCardsLastEntry() {
    ledger.decide(Call.issue().command());
    Ledger.Handled late = ledger.handle(Call.accrue("1").later(Duration.ofDays(-5)).command());
    assertThat(late.effectiveAt()).isEqualTo(Call.NOON);
    Instant fine = Call.NOON.plusNanos(1_999_999);
    assertThat(Decider.effectiveAt(Call.get().at(fine).command(), Cards.NONE))
        .isEqualTo(Call.NOON.plusMillis(1));
  }

  private static Command refused(Refused refused) {
    Command any = Call.get().command();
    return new Command(
        any.id(),
        any.memberId(),
        any.source(),
        any.activityCode(),
        any.language(),
        any.receivedAt(),
        refused,
        Map.of(),
        any.context());
  }
}
