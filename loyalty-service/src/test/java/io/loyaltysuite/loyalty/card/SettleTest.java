package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NOON;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Scheduled.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that nobody sends: what becomes due is written down without anybody touching a card. */
class SettleTest {

  private static final Instant EXPIRY = Instant.parse("2026-03-15T21:00:00Z");

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("start_balance", "500").command());
  }

  @Test
  void writesDownWhatRanOut() {
    ledger.decide(Call.accrue("75").with("expires_after_days", "5").command());
    assertThat(card().due()).contains(new Due(EXPIRY, Due.Kind.EXPIRY));
    Decision decision = settle();
    assertThat(decision.message())
        .isEqualTo("Наступил срок: сгорело 75,00 RUB. На карте 500,00 RUB.");
    assertThat(value(decision, "burned_amount")).isEqualTo("75.00");
    assertThat(value(decision, "balance_before")).isEqualTo("575.00");
    assertThat(value(decision, "balance_after")).isEqualTo("500.00");
    assertThat(value(decision, "transaction_id")).isNotEmpty();
    assertThat(card().lastEffectiveAt()).isEqualTo(EXPIRY);
    assertThat(card().due()).isEmpty();
  }

  @Test
  void writesDownWhatBecameAvailable() {
    ledger.decide(Call.accrue("75").with("available_after_days", "2").command());
    Decision decision = settle();
    assertThat(decision.message())
        .isEqualTo("Наступил срок: стало доступно 75,00 RUB. На карте 575,00 RUB.");
    assertThat(value(decision, "activated_amount")).isEqualTo("75.00");
    assertThat(value(decision, "transaction_id")).isEmpty();
  }

  @Test
  void endsReserves() {
    ledger.decide(Call.of("hold").with("card_number", NUMBER).with("amount", "300").command());
    Decision decision = settle();
    assertThat(decision.message())
        .isEqualTo("Наступил срок: снят резерв 300,00 RUB. На карте 500,00 RUB.");
    assertThat(value(decision, "released_amount")).isEqualTo("300.00");
  }

  @Test
  void endsBlocks() {
    ledger.decide(Call.block().with("block_until", "2026-03-12").command());
    Decision decision = settle();
    assertThat(decision.message())
        .isEqualTo("Наступил срок: блокировка закончилась. На карте 500,00 RUB.");
    assertThat(value(decision, "block_ended")).isEqualTo("Y");
    assertThat(card().status()).isEqualTo(CardStatus.ACTIVE);
  }

  @Test
  void timeRunsForBlockedCardsOfPausedPrograms() {
    ledger.decide(Call.accrue("75").with("expires_after_days", "5").command());
    ledger.decide(Call.block().command());
    ledger.with("program.enabled", "N").with("license.until", "2020-01-01");
    accepted(settle());
    assertThat(card().balance().text()).isEqualTo("500.00");
    assertThat(card().status()).isEqualTo(CardStatus.BLOCKED);
  }

  @Test
  void doesNothingBeforeTheTime() {
    ledger.decide(Call.accrue("75").with("expires_after_days", "5").command());
    Due early = new Due(EXPIRY.minusMillis(1), Due.Kind.EXPIRY);
    Decision decision = ledger.decide(Scheduled.settle("portal", card().cardId(), early));
    assertThat(decision.message()).isEqualTo("Ни один срок ещё не наступил.");
    assertThat(accepted(decision).entries()).isEmpty();
    assertThat(card().balance().text()).isEqualTo("575.00");
  }

  @Test
  void oneMomentOfACardIsOneCommand() {
    Due due = new Due(EXPIRY, Due.Kind.EXPIRY);
    Command command = Scheduled.settle("portal", card().cardId(), due);
    assertThat(Scheduled.settle("portal", card().cardId(), new Due(EXPIRY, Due.Kind.BLOCK)).id())
        .isEqualTo(command.id());
    Due later = new Due(EXPIRY.plusMillis(1), Due.Kind.EXPIRY);
    assertThat(Scheduled.settle("portal", card().cardId(), later).id()).isNotEqualTo(command.id());
  }

  /** The price of not waiting for ever: whoever is later than the grace meets the card as it is. */
  @Test
  void whatWasReceivedBeforeAndComesAfterwardsCountsAfterwards() {
    ledger.decide(Call.accrue("75").with("expires_after_days", "5").command());
    settle();
    Call late = Call.pay("550").at(EXPIRY.minusSeconds(1));
    assertThat(refusal(ledger, late)).isEqualTo(Rejection.INSUFFICIENT_BALANCE);
    assertThat(ledger.handle(Call.pay("500").token("2").at(NOON).command()).effectiveAt())
        .isEqualTo(EXPIRY);
  }

  @Test
  void writesOneMomentAfterTheOther() {
    ledger.decide(
        Call.accrue("75")
            .with("available_after_days", "2")
            .with("expires_after_days", "5")
            .command());
    Instant longAfter = NOON.plus(Duration.ofDays(60));
    List<Step> told = Scheduled.rehearse("portal", card(), ledger.settings(), longAfter);
    assertThat(told).hasSize(2);
    assertThat(value(settle(), "activated_amount")).isEqualTo("75.00");
    assertThat(value(settle(), "burned_amount")).isEqualTo("75.00");
    assertThat(card()).isEqualTo(told.getLast().after());
  }

  private Decision settle() {
    return ledger.decide(Scheduled.settle("portal", card().cardId(), card().due().orElseThrow()));
  }

  private Account card() {
    return ledger.card(NUMBER);
  }
}
