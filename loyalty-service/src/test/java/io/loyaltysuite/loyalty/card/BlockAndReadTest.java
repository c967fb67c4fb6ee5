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

/** A3 block, A4 unblock, A5 get. */
class BlockAndReadTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("start_balance", "120").command());
  }

  @Test
  void blocksForGood() {
    Decision decision = ledger.decide(Call.block().command());
    assertThat(decision.message()).isEqualTo("Карта 79780000000 заблокирована.");
    assertThat(value(decision, "changed")).isEqualTo("Y");
    assertThat(value(decision, "blocked_until")).isEmpty();
    assertThat(value(decision, "card_status")).isEqualTo("blocked");
  }

  @Test
  void blocksUntilADay() {
    Call call = Call.block().with("block_until", "2026-12-01");
    Decision decision = ledger.decide(call.command());
    assertThat(decision.message()).isEqualTo("Карта 79780000000 заблокирована до 01.12.2026.");
    assertThat(value(decision, "blocked_until")).isEqualTo("2026-12-01T00:00:00+03:00");
  }

  @Test
  void blocksUntilAnHourInEnglish() {
    Call call = Call.block().in(Language.EN).with("block_until", "2026-12-01T15:30:00+03:00");
    assertThat(ledger.decide(call.command()).message())
        .isEqualTo("Card 79780000000 blocked until 2026-12-01 15:30.");
  }

  @Test
  void endsATemporaryBlockAtItsInstant() {
    ledger.decide(Call.block().with("block_until", "2026-03-10T10:00:00Z").command());
    assertThat(refusal(ledger, Call.accrue("1").later(Duration.ofMinutes(59))))
        .isEqualTo(Rejection.CARD_BLOCKED);
    assertThat(value(ledger.decide(Call.get().later(Duration.ofHours(1)).command()), "card_status"))
        .isEqualTo("active");
    Decision accrual = ledger.decide(Call.accrue("1").later(Duration.ofHours(1)).command());
    assertThat(accepted(accrual).entries())
        .extracting(entry -> ChangeText.kind(entry.change()))
        .containsExactly("block_ended", "accrued");
    assertThat(ledger.card(NUMBER).status()).isEqualTo(CardStatus.ACTIVE);
  }

  @Test
  void blockingTwiceChangesNothing() {
    ledger.decide(Call.block().with("block_until", "2026-12-01").command());
    Decision again = ledger.decide(Call.block().token("2").command());
    assertThat(again.message()).isEqualTo("Карта уже была заблокирована.");
    assertThat(value(again, "changed")).isEqualTo("N");
    assertThat(value(again, "blocked_until")).isEqualTo("2026-12-01T00:00:00+03:00");
    assertThat(accepted(again).entries()).isEmpty();
    assertThat(ledger.decide(Call.block().in(Language.EN).token("3").command()).message())
        .isEqualTo("The card was already blocked.");
  }

  @Test
  void refusesABlockThatEndsInThePast() {
    assertRefused(
        ledger,
        Call.block().with("block_until", "2026-03-09"),
        Rejection.DATE_IN_PAST,
        "Дата 09.03.2026 уже прошла.",
        "The date 2026-03-09 is in the past.");
  }

  @Test
  void refusesABlockWithoutAReason() {
    assertRefused(
        ledger,
        Call.block().without("block_reason"),
        Rejection.INPUT_REQUIRED,
        "Не заполнено поле «Причина блокировки» в настройках действия.",
        "Field \"Block reason\" of the action is empty.");
  }

  @Test
  void refusesToBlockOrUnblockADeletedCardBeforeLookingAtDates() {
    delete();
    Call block = Call.block().with("block_until", "2020-01-01");
    String ru = "Карта 79780000000 удалена, операции по ней невозможны.";
    String en = "Card 79780000000 is deleted; no operations are possible.";
    assertRefused(ledger, block, Rejection.CARD_DELETED, ru, en);
    assertRefused(ledger, Call.unblock(), Rejection.CARD_DELETED, ru, en);
  }

  @Test
  void unblocks() {
    ledger.decide(Call.block().command());
    Decision decision = ledger.decide(Call.unblock().command());
    assertThat(decision.message()).isEqualTo("Карта 79780000000 снова активна, баланс 120,00 RUB.");
    assertThat(value(decision, "changed")).isEqualTo("Y");
    ledger.decide(Call.block().token("2").command());
    assertThat(ledger.decide(Call.unblock().in(Language.EN).token("3").command()).message())
        .isEqualTo("Card 79780000000 is active again, balance 120.00 RUB.");
  }

  @Test
  void unblockingAnActiveCardChangesNothing() {
    Decision decision = ledger.decide(Call.unblock().command());
    assertThat(value(decision, "changed")).isEqualTo("N");
    assertThat(accepted(decision).entries()).isEmpty();
  }

  @Test
  void readsACard() {
    ledger
        .with("level.1.code", "silver")
        .with("level.1.name", "Серебро")
        .with("level.1.threshold", "4200");
    Decision decision = ledger.decide(Call.get().command());
    assertThat(decision.message())
        .isEqualTo("Карта 79780000000: активна, доступно 120,00 RUB, процент 5.");
    assertThat(accepted(decision).entries()).isEmpty();
    assertThat(value(decision, "found")).isEqualTo("Y");
    assertThat(value(decision, "available_balance")).isEqualTo("120.00");
    assertThat(value(decision, "pending_amount")).isEqualTo("0.00");
    assertThat(value(decision, "next_level_code")).isEqualTo("silver");
    assertThat(value(decision, "to_next_level_sum")).isEqualTo("4200.00");
    assertThat(value(decision, "created")).isEqualTo("2026-03-10T12:00:00+03:00");
    assertThat(ledger.decide(Call.get().in(Language.EN).command()).message())
        .isEqualTo("Card 79780000000: active, 120.00 RUB available, rate 5%.");
  }

  @Test
  void readsTheNearestBurn() {
    ledger.decide(Call.accrue("5").with("expires_at", "2026-04-30").command());
    ledger.decide(Call.accrue("7").token("2").with("expires_at", "2026-05-31").command());
    Decision decision = ledger.decide(Call.get().command());
    assertThat(value(decision, "nearest_burn_date")).isEqualTo("2026-04-30");
    assertThat(value(decision, "nearest_burn_amount")).isEqualTo("5.00");
  }

  @Test
  void readsADeletedCard() {
    delete();
    assertThat(ledger.decide(Call.get().command()).message())
        .isEqualTo("Карта 79780000000: удалена, доступно 120,00 RUB, процент 5.");
  }

  @Test
  void refusesACardThatIsNotFound() {
    assertRefused(
        ledger,
        Call.get().with("card_number", "404"),
        Rejection.CARD_NOT_FOUND,
        "Карта 404 не найдена.",
        "Card 404 was not found.");
  }

  @Test
  void findsNothingWithoutAnErrorWhenAsked() {
    Call call = Call.get().with("card_number", "404").with("not_found_is_error", "N");
    Decision decision = ledger.decide(call.command());
    assertThat(decision.message()).isEqualTo("Карта у клиента не найдена.");
    assertThat(value(decision, "found")).isEqualTo("N");
    assertThat(value(decision, "card_id")).isEmpty();
    assertThat(ledger.decide(call.in(Language.EN).command()).message())
        .isEqualTo("The client has no card.");
  }

  @Test
  void softNotFoundNeverHidesAMissingSelector() {
    Call call = Call.get().without("card_number").with("not_found_is_error", "N");
    assertThat(refusal(ledger, call)).isEqualTo(Rejection.IDENTIFIER_MISSING);
  }

  private void delete() {
    ledger.put(Accounts.deleted(ledger.card(NUMBER)));
  }
}
