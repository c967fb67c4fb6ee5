package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static io.loyaltysuite.loyalty.card.Call.pay;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What limits payments beyond the card and the document: the day, small documents, the level. */
class PayLimitsTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.with("level.1.code", "silver").with("level.2.code", "gold");
    ledger.with("level.2.threshold", "1000").with("level.2.max_payment_share", "40.5");
    ledger.decide(Call.issue().with("start_balance", "500").command());
  }

  @Test
  void refusesMoreThanADaysLimit() {
    ledger.with("payment.max_per_day", "100");
    accepted(ledger.decide(pay("60").token("1").command()));
    accepted(ledger.decide(pay("40").token("2").command()));
    assertRefused(
        ledger,
        pay("0.01"),
        Rejection.PAYMENT_LIMIT_EXCEEDED,
        "Превышен лимит оплаты бонусами: 100,00 RUB за день.",
        "Bonus payment limit exceeded: 100.00 RUB per day.");
    Call late = pay("100").token("3");
    assertThat(refusal(ledger, late.later(Duration.ofHours(12).minusMillis(1))))
        .isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
    accepted(ledger.decide(late.later(Duration.ofHours(12)).command()));
  }

  @Test
  void paysWhatIsLeftOfTheDay() {
    ledger.with("payment.max_per_day", "100");
    ledger.decide(pay("60").token("1").command());
    Call call = pay("70").with("mode", "up_to");
    Decision rest = ledger.decide(call.token("2").command());
    assertThat(rest.message())
        .isEqualTo(
            "Списано 40,00 RUB из запрошенных 70,00 RUB - больше за день оплатить бонусами"
                + " нельзя.");
    assertThat(value(rest, "limit_applied")).isEqualTo("day");
    assertThat(value(rest, "amount_paid")).isEqualTo("40.00");
    Decision none = ledger.decide(call.token("3").command());
    assertThat(none.message()).isEqualTo("Бонусы не списаны: дневной лимит оплаты исчерпан.");
    assertThat(value(none, "limit_applied")).isEqualTo("day");
    assertThat(accepted(none).entries()).isEmpty();
    assertThat(ledger.decide(call.token("4").in(Language.EN).command()).message())
        .isEqualTo("Nothing was charged: the day's limit of payments is used up.");
  }

  @Test
  void saysInEnglishThatTheDayHadNoMore() {
    ledger.with("payment.max_per_day", "100");
    Call call = pay("170").with("mode", "up_to").in(Language.EN);
    assertThat(ledger.decide(call.command()).message())
        .isEqualTo(
            "Charged 100.00 RUB of 170.00 RUB requested - no more may be paid with bonuses on one"
                + " day.");
  }

  @Test
  void aReserveCountsOnItsDayAndItsChargeNotAgain() {
    ledger.with("payment.max_per_day", "100");
    Decision held = ledger.decide(hold("60").command());
    assertThat(refusal(ledger, pay("41"))).isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
    assertThat(refusal(ledger, hold("41").token("h"))).isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
    ledger.decide(ofHold("hold_capture", held).command());
    assertThat(refusal(ledger, pay("41"))).isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
    accepted(ledger.decide(pay("40").command()));
  }

  @Test
  void aReserveThatIsChargedOnAnotherDayTakesNothingFromIt() {
    ledger.with("payment.max_per_day", "100");
    Duration day = Duration.ofHours(20);
    Decision held = ledger.decide(hold("100").command());
    ledger.decide(ofHold("hold_capture", held).later(day).command());
    accepted(ledger.decide(pay("100").later(day).command()));
  }

  @Test
  void whatAReserveLeavesComesBackToItsDay() {
    ledger.with("payment.max_per_day", "100");
    Decision first = ledger.decide(hold("60").token("1").command());
    ledger.decide(ofHold("hold_capture", first).with("amount", "20").command());
    Decision second = ledger.decide(hold("80").token("2").command());
    assertThat(refusal(ledger, pay("0.01"))).isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
    ledger.decide(ofHold("hold_release", second).command());
    assertThat(refusal(ledger, pay("80.01"))).isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
    accepted(ledger.decide(pay("80").command()));
  }

  @Test
  void aReserveOfYesterdayGivesTodayNothing() {
    ledger.with("payment.max_per_day", "100");
    Duration day = Duration.ofHours(20);
    Decision held = ledger.decide(hold("100").command());
    ledger.decide(ofHold("hold_release", held).later(day).command());
    assertThat(refusal(ledger, pay("100.01").later(day)))
        .isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
    accepted(ledger.decide(pay("100").later(day).command()));
  }

  @Test
  void aReserveThatRanOutInFrontOfThePaymentIsComeBack() {
    ledger.with("payment.max_per_day", "100");
    ledger.decide(hold("100").with("lifetime_minutes", "60").command());
    assertThat(refusal(ledger, pay("1").later(Duration.ofMinutes(59))))
        .isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
    Call late = pay("100").later(Duration.ofHours(1));
    assertThat(accepted(ledger.decide(late.command())).entries())
        .extracting(entry -> ChangeText.kind(entry.change()))
        .containsExactly("hold_expired", "paid");
    assertThat(refusal(ledger, pay("1").token("2").later(Duration.ofHours(1))))
        .isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
  }

  @Test
  void whatIsRefundedStaysCounted() {
    ledger.with("payment.max_per_day", "100");
    Decision paid = ledger.decide(pay("100").token("1").command());
    ledger.decide(
        Call.of("refund").with("transaction_id", value(paid, "transaction_id")).command());
    assertThat(refusal(ledger, pay("0.01"))).isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
  }

  @Test
  void aDiscountThatTheDealDidNotTakeComesBackToTheDay() {
    ledger.with("payment.max_per_day", "100");
    Decision asked = ledger.decide(discount("amount").with("amount", "300").command());
    assertThat(work(asked)).containsEntry("amount", "100.00");
    Call exact = discount("amount").with("amount", "0.01").with("mode", "exact");
    assertThat(refusal(ledger, exact.token("2").onDeal("43")))
        .isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
    Call failed = Call.of(Objects.requireNonNull(work(asked).get("follow_up"))).onDeal("42");
    work(asked).forEach(failed::with);
    ledger.decide(failed.with("outcome", "failed").with("failure", "deal_closed").command());
    assertThat(work(ledger.decide(discount("amount").with("amount", "70").token("3").command())))
        .containsEntry("amount", "70.00");
  }

  /** Its amount is the rate of the card, which no limit of payments binds. */
  @Test
  void aDiscountByTheRateIsCountedButNotRefused() {
    ledger.with("payment.max_per_day", "100");
    Call call = discount("percent").with("charge_bonuses", "Y").with("percent", "10");
    assertThat(work(ledger.decide(call.command()))).containsEntry("amount", "200.00");
    assertThat(refusal(ledger, pay("0.01"))).isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
  }

  @Test
  void aDocumentThatIsTooSmallCannotBePaidWithBonuses() {
    ledger.with("payment.min_document_sum", "1000");
    assertRefused(
        ledger,
        pay("10").with("document_sum", "999.99"),
        Rejection.PAYMENT_DOCUMENT_TOO_SMALL,
        "Бонусами можно оплатить документы от 1 000,00 RUB.",
        "Bonuses can pay for documents of 1,000.00 RUB or more.");
    assertThat(refusal(ledger, hold("10").with("document_sum", "999.99")))
        .isEqualTo(Rejection.PAYMENT_DOCUMENT_TOO_SMALL);
    assertThat(refusal(ledger, pay("10"))).isEqualTo(Rejection.DEAL_SUM_MISSING);
    accepted(ledger.decide(pay("10").with("document_sum", "1000").command()));
  }

  @Test
  void nothingOfASmallDocumentIsPaidUpTo() {
    ledger.with("payment.min_document_sum", "1000");
    Call call = pay("10").with("document_sum", "999.99").with("mode", "up_to");
    Decision nothing = ledger.decide(call.command());
    assertThat(nothing.message()).isEqualTo("Бонусы не списаны: документ меньше 1 000,00 RUB.");
    assertThat(value(nothing, "limit_applied")).isEqualTo("min_document");
    assertThat(value(nothing, "amount_paid")).isEqualTo("0.00");
    assertThat(accepted(nothing).entries()).isEmpty();
    assertThat(ledger.decide(call.in(Language.EN).token("en").command()).message())
        .isEqualTo("Nothing was charged: the document is below 1,000.00 RUB.");
    Call most = pay("1").without("amount").with("document_sum", "999.99").token("most");
    assertThat(value(ledger.decide(most.command()), "limit_applied")).isEqualTo("min_document");
    Call reserve = hold("10").with("document_sum", "999.99").with("mode", "up_to");
    assertThat(ledger.decide(reserve.command()).message())
        .isEqualTo("Бонусы не зарезервированы: документ меньше 1 000,00 RUB.");
    Call deal = discount("amount").with("amount", "10").with("document_sum", "999.99");
    assertThat(accepted(ledger.decide(deal.command())).work()).isNull();
  }

  @Test
  void aLevelHasAShareOfItsOwn() {
    ledger.with("payment.max_share_percent", "20");
    Call call = pay("405").with("document_sum", "1000");
    assertThat(refusal(ledger, call)).isEqualTo(Rejection.PAYMENT_SHARE_EXCEEDED);
    level("silver");
    assertThat(refusal(ledger, call)).isEqualTo(Rejection.PAYMENT_SHARE_EXCEEDED);
    level("gold");
    assertRefused(
        ledger,
        call.with("amount", "405.01"),
        Rejection.PAYMENT_SHARE_EXCEEDED,
        "Бонусами можно оплатить не более 40,5% - это 405,00 RUB.",
        "At most 40.5% can be paid with bonuses, that is 405.00 RUB.");
    assertThat(refusal(ledger, call.with("amount", "405").with("max_share_percent", "30")))
        .isEqualTo(Rejection.PAYMENT_SHARE_EXCEEDED);
    accepted(ledger.decide(call.without("max_share_percent").token("gold").command()));
  }

  @Test
  void aShareOfALevelCanBeNoneAndIsBoundedByNothingElse() {
    level("gold");
    ledger.with("level.2.max_payment_share", "0");
    Call call = pay("1").with("document_sum", "1000").with("mode", "up_to");
    assertThat(value(ledger.decide(call.command()), "limit_applied")).isEqualTo("share");
    ledger.with("payment.max_share_percent", "10").with("level.2.max_payment_share", "100");
    accepted(ledger.decide(pay("1").token("without a document").command()));
  }

  @Test
  void namesTheFirstOfTheseCaps() {
    ledger.with("payment.max_per_day", "5").with("payment.min_document_sum", "100");
    Call call = pay("501").with("document_sum", "50").with("max_share_percent", "1");
    assertThat(refusal(ledger, call)).isEqualTo(Rejection.INSUFFICIENT_BALANCE);
    assertThat(refusal(ledger, call.with("amount", "60")))
        .isEqualTo(Rejection.PAYMENT_DOCUMENT_TOO_SMALL);
    call.with("document_sum", "100");
    assertThat(refusal(ledger, call.with("amount", "101")))
        .isEqualTo(Rejection.PAYMENT_SHARE_EXCEEDED);
    call.without("max_share_percent");
    assertThat(refusal(ledger, call)).isEqualTo(Rejection.PAYMENT_EXCEEDS_DOCUMENT);
    assertThat(refusal(ledger, call.with("amount", "6")))
        .isEqualTo(Rejection.PAYMENT_LIMIT_EXCEEDED);
  }

  private void level(String code) {
    Call call = Call.of("level_set").with("card_number", NUMBER).with("level_code", code);
    accepted(ledger.decide(call.token(code).command()));
  }

  private static Map<String, String> work(Decision decision) {
    return Objects.requireNonNull(accepted(decision).work()).parameters();
  }

  private static Call hold(String amount) {
    return Call.of("hold").with("card_number", NUMBER).with("amount", amount);
  }

  private static Call ofHold(String operation, Decision held) {
    String hold = value(held, "hold_id");
    return Call.of(operation).token(operation + hold).with("hold_id", hold);
  }

  private static Call discount(String by) {
    Call call = Call.of("deal_discount_" + by).with("document_sum", "2000");
    return call.with("card_number", NUMBER).onDeal("42");
  }
}
