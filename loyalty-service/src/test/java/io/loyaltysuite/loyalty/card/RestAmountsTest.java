package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static io.loyaltysuite.loyalty.card.Call.accrue;
import static io.loyaltysuite.loyalty.card.Call.pay;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts over REST with more decimals than the currency has. */
class RestAmountsTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("start_balance", "500").command());
  }

  private void rounding() {
    ledger.with("program.rest_round_input", "Y");
  }

  @ParameterizedTest
  @CsvSource({"99.951, 99.95", "99.955, 99.96", "99.944999, 99.94", "0.005, 0.01", "7, 7.00"})
  void areRoundedHalfUpWhenTheProgramSaysSo(String given, String accrued) {
    rounding();
    assertThat(value(ledger.decide(accrue(given).overRest().command()), "amount"))
        .isEqualTo(accrued);
    assertThat(value(ledger.decide(pay(given).overRest().command()), "amount_paid"))
        .isEqualTo(accrued);
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("500.00");
  }

  @Test
  void areRefusedUnlessItSaysSo() {
    assertThat(refusal(ledger, accrue("99.951").overRest()))
        .isEqualTo(Rejection.AMOUNT_SCALE_EXCEEDED);
  }

  @Test
  void ofActivitiesAreRefusedAnyway() {
    rounding();
    assertThat(refusal(ledger, accrue("99.951"))).isEqualTo(Rejection.AMOUNT_SCALE_EXCEEDED);
    assertThat(refusal(ledger, pay("99.951"))).isEqualTo(Rejection.AMOUNT_SCALE_EXCEEDED);
  }

  @Test
  void thatRoundToNothingAreNothing() {
    rounding();
    assertThat(refusal(ledger, accrue("0.004").overRest()))
        .isEqualTo(Rejection.AMOUNT_NOT_POSITIVE);
  }

  @Test
  void areToldAsTheyCame() {
    rounding();
    Command command = accrue("99.951").overRest().command();
    accepted(ledger.decide(command));
    assertThat(command.inputs().get("amount")).containsExactly("99.951");
  }

  @Test
  void countInTheWholeUnitsOfACurrencyThatHasNoOthers() {
    Ledger yen = new Ledger().with("program.currency", "JPY").with("program.rest_round_input", "Y");
    Call issue = Call.issue().with("start_balance", "99.5").overRest();
    assertThat(value(yen.decide(issue.command()), "card_balance")).isEqualTo("100");
  }

  @Test
  void ofPurchasesCountRounded() {
    rounding();
    Call purchase =
        Call.of("purchase_register")
            .with("card_number", NUMBER)
            .with("purchase_id", "1")
            .with("purchase_sum", "1000.005")
            .overRest();
    assertThat(value(ledger.decide(purchase.command()), "purchases_sum")).isEqualTo("1000.01");
  }

  @Test
  void percentagesAreNoAmounts() {
    rounding();
    Call set =
        Call.of("percentage_set")
            .with("card_number", NUMBER)
            .with("percentage", "7.125")
            .overRest();
    assertThat(value(ledger.decide(set.command()), "percentage_new")).isEqualTo("7.125");
  }
}
