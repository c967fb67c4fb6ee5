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

/** A20: burn bonuses. */
class BurnTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("start_balance", "120").command());
  }

  @Test
  void burnsAnAmount() {
    Decision decision = ledger.decide(burn("amount").with("amount", "75").command());
    assertThat(decision.message()).isEqualTo("Сгорело 75,00 RUB, на карте осталось 45,00 RUB.");
    assertThat(value(decision, "burned_amount")).isEqualTo("75.00");
    assertThat(value(decision, "balance_before")).isEqualTo("120.00");
    assertThat(value(decision, "balance_after")).isEqualTo("45.00");
    assertThat(value(decision, "lots")).endsWith("=75.00");
    assertThat(value(decision, "transaction_id")).isNotEmpty();
    assertThat(value(decision, "dry_run")).isEqualTo("N");
    assertThat(accepted(decision).entries().getFirst().reason().code()).isEqualTo("bonus.burn");
    Call english = burn("amount").with("amount", "5").token("2").in(Language.EN);
    assertThat(ledger.decide(english.command()).message())
        .isEqualTo("5.00 RUB burned, 40.00 RUB left.");
  }

  @Test
  void burnsWhatHasRunOutByItsOwnTransactions() {
    ledger.decide(Call.accrue("30").with("expires_at", "2026-03-12").command());
    Decision decision = ledger.decide(burn("expired_lots").later(Duration.ofDays(5)).command());
    assertThat(decision.message()).isEqualTo("Сгорело 30,00 RUB, на карте осталось 120,00 RUB.");
    assertThat(value(decision, "balance_before")).isEqualTo("150.00");
    assertThat(value(decision, "lots")).endsWith("=30.00");
    assertThat(value(decision, "transaction_id"))
        .isEqualTo(String.valueOf(accepted(decision).entries().getFirst().transactionId()));
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("120.00");
  }

  @Test
  void burnsNothingWhenNothingHasRunOut() {
    Decision decision = ledger.decide(burn("expired_lots").command());
    assertThat(decision.message()).isEqualTo("Сгорать нечему.");
    assertThat(value(decision, "burned_amount")).isEqualTo("0.00");
    assertThat(value(decision, "transaction_id")).isEmpty();
    assertThat(accepted(decision).entries()).isEmpty();
    Call english = burn("expired_lots").token("2").in(Language.EN);
    assertThat(ledger.decide(english.command()).message()).isEqualTo("Nothing to burn.");
  }

  @Test
  void burnsWhatWasEarnedBeforeADay() {
    Duration days = Duration.ofDays(3);
    ledger.decide(Call.accrue("30").with("expires_after_days", "90").later(days).command());
    Call call = burn("accrued_before").later(days);
    Decision none = ledger.decide(call.token("1").with("date", "2026-03-10").command());
    assertThat(value(none, "burned_amount")).isEqualTo("0.00");
    Decision some = ledger.decide(call.token("2").with("date", "2026-03-11").command());
    assertThat(value(some, "burned_amount")).isEqualTo("120.00");
    assertThat(value(some, "balance_after")).isEqualTo("30.00");
  }

  @Test
  void burnsEverythingButWhatIsReserved() {
    ledger.decide(Call.accrue("30").with("available_after_days", "3").command());
    ledger.decide(Call.of("hold").with("card_number", NUMBER).with("amount", "20").command());
    Decision decision = ledger.decide(burn("all").command());
    assertThat(value(decision, "burned_amount")).isEqualTo("130.00");
    Account card = ledger.card(NUMBER);
    assertThat(card.balance().isZero()).isTrue();
    assertThat(card.pending().isZero()).isTrue();
    assertThat(card.held().text()).isEqualTo("20.00");
  }

  @Test
  void aPreviewTellsWhatTheRealRunDoesAndWritesNothing() {
    Call call = burn("amount").with("amount", "75");
    Decision preview = ledger.decide(call.with("dry_run", "Y").token("1").command());
    assertThat(preview.message()).isEqualTo("Сгорит 75,00 RUB, на карте останется 45,00 RUB.");
    assertThat(accepted(preview).entries()).isEmpty();
    assertThat(value(preview, "transaction_id")).isEmpty();
    assertThat(value(preview, "card_balance")).isEqualTo("120.00");
    Decision real = ledger.decide(call.with("dry_run", "N").token("2").command());
    for (String same : new String[] {"burned_amount", "balance_before", "balance_after", "lots"}) {
      assertThat(value(preview, same)).as(same).isEqualTo(value(real, same));
    }
    Call english = burn("amount").with("amount", "5").with("dry_run", "Y").in(Language.EN);
    assertThat(ledger.decide(english.token("3").command()).message())
        .isEqualTo("5.00 RUB would burn, 40.00 RUB would be left.");
  }

  @Test
  void refusesWithoutTheAmountOrTheDate() {
    assertRefused(
        ledger,
        burn("amount"),
        Rejection.INPUT_REQUIRED,
        "Не заполнено поле «Сумма» в настройках действия.",
        "Field \"Amount\" of the action is empty.");
    assertRefused(
        ledger,
        burn("accrued_before"),
        Rejection.INPUT_REQUIRED,
        "Не заполнено поле «Дата» в настройках действия.",
        "Field \"Date\" of the action is empty.");
  }

  @Test
  void refusesADateAhead() {
    assertRefused(
        ledger,
        burn("accrued_before").with("date", "2026-03-11"),
        Rejection.DATE_IN_FUTURE,
        "Дата 11.03.2026 ещё не наступила.",
        "The date 2026-03-11 is in the future.");
  }

  @Test
  void refusesBadAmounts() {
    assertThat(refusal(ledger, burn("amount").with("amount", "0")))
        .isEqualTo(Rejection.AMOUNT_NOT_POSITIVE);
    assertThat(refusal(ledger, burn("amount").with("amount", "1.234")))
        .isEqualTo(Rejection.AMOUNT_SCALE_EXCEEDED);
    assertRefused(
        ledger,
        burn("amount").with("amount", "120.01"),
        Rejection.INSUFFICIENT_BALANCE,
        "На карте 120,00 RUB, для списания 120,01 RUB не хватает.",
        "The card has 120.00 RUB; not enough to charge 120.01 RUB.");
  }

  @Test
  void worksOnABlockedCardAndNotOnADeletedOne() {
    ledger.decide(Call.block().command());
    accepted(ledger.decide(burn("amount").with("amount", "10").command()));
    ledger.put(Accounts.deleted(ledger.card(NUMBER)));
    assertThat(refusal(ledger, burn("amount").with("amount", "0").token("2")))
        .isEqualTo(Rejection.CARD_DELETED);
  }

  @Test
  void burnedBonusesDoNotComeBack() {
    Decision burned = ledger.decide(burn("all").command());
    Call refund = Call.of("refund").with("transaction_id", value(burned, "transaction_id"));
    assertThat(refusal(ledger, refund)).isEqualTo(Rejection.TRANSACTION_NOT_REVERSIBLE);
  }

  private static Call burn(String mode) {
    return Call.of("burn").with("card_number", NUMBER).with("mode", mode);
  }
}
