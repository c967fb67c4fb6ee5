package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A10: reserve bonuses, charge a reserve, release it. */
class HoldTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("start_balance", "500").command());
  }

  @Test
  void reservesBonuses() {
    Decision decision = ledger.decide(hold("300").with("lifetime_minutes", "360").command());
    assertThat(decision.message()).isEqualTo("Зарезервировано 300,00 RUB до 10.03.2026 18:00.");
    assertThat(value(decision, "hold_state")).isEqualTo("open");
    assertThat(value(decision, "held_amount")).isEqualTo("300.00");
    assertThat(value(decision, "captured_amount")).isEqualTo("0.00");
    assertThat(value(decision, "hold_expires_at")).isEqualTo("2026-03-10T18:00:00+03:00");
    assertThat(value(decision, "transaction_id")).isEmpty();
    assertThat(value(decision, "card_balance")).isEqualTo("200.00");
    assertThat(value(ledger.decide(Call.get().command()), "held_amount")).isEqualTo("300.00");
  }

  @Test
  void reservesForADayUnlessToldOtherwise() {
    assertThat(ledger.decide(hold("1").in(Language.EN).command()).message())
        .isEqualTo("1.00 RUB reserved until 2026-03-11 12:00.");
    ledger.with("hold.lifetime_minutes", "30");
    assertThat(ledger.decide(hold("1").token("2").command()).message())
        .isEqualTo("Зарезервировано 1,00 RUB до 10.03.2026 12:30.");
  }

  @Test
  void reservesUpToTheBalance() {
    Call call = hold("800").with("mode", "up_to");
    assertThat(ledger.decide(call.command()).message())
        .isEqualTo("Зарезервировано 500,00 RUB из запрошенных 800,00 RUB до 11.03.2026 12:00.");
    Decision nothing = ledger.decide(call.token("2").command());
    assertThat(nothing.message())
        .isEqualTo("Бонусы не зарезервированы: на карте нет доступных бонусов.");
    assertThat(value(nothing, "held_amount")).isEqualTo("0.00");
    assertThat(accepted(nothing).entries()).isEmpty();
    assertThat(ledger.decide(call.token("3").in(Language.EN).command()).message())
        .isEqualTo("Nothing was reserved: no bonuses are available on the card.");
  }

  @Test
  void reservedBonusesCannotBeSpent() {
    ledger.decide(hold("300").command());
    assertThat(refusal(ledger, Call.pay("201"))).isEqualTo(Rejection.INSUFFICIENT_BALANCE);
    accepted(ledger.decide(Call.pay("200").command()));
  }

  @Test
  void chargesAReserve() {
    Decision held = ledger.decide(hold("300").command());
    Decision decision = ledger.decide(capture(held).command());
    assertThat(decision.message()).isEqualTo("Резерв списан: 300,00 RUB.");
    assertThat(value(decision, "hold_state")).isEqualTo("captured");
    assertThat(value(decision, "captured_amount")).isEqualTo("300.00");
    assertThat(value(decision, "transaction_id")).isNotEmpty();
    assertThat(value(decision, "card_balance")).isEqualTo("200.00");
    assertThat(ledger.card(NUMBER).held().isZero()).isTrue();
    Decision other = ledger.decide(hold("10").token("2").command());
    assertThat(ledger.decide(capture(other).token("c").in(Language.EN).command()).message())
        .isEqualTo("Reserve charged: 10.00 RUB.");
  }

  @Test
  void returnsTheRestOfAReserveThatIsChargedInPart() {
    ledger.decide(Call.accrue("50").with("expires_at", "2026-06-30").command());
    Decision held = ledger.decide(hold("300").command());
    Decision decision = ledger.decide(capture(held).with("amount", "60").command());
    assertThat(decision.message())
        .isEqualTo("Из резерва списано 60,00 RUB, остальные 240,00 RUB возвращены на карту.");
    assertThat(value(decision, "card_balance")).isEqualTo("490.00");
    assertThat(remaining()).containsExactly("490.00");
    Decision other = ledger.decide(hold("10").token("2").command());
    Call part = capture(other).token("c").with("amount", "4").in(Language.EN);
    assertThat(ledger.decide(part.command()).message())
        .isEqualTo("4.00 RUB of the reserve charged, the other 6.00 RUB are back on the card.");
  }

  @Test
  void releasesAReserve() {
    ledger.decide(Call.accrue("50").with("expires_at", "2026-06-30").command());
    List<String> before = remaining();
    Decision held = ledger.decide(hold("300").command());
    Decision decision = ledger.decide(release(held).command());
    assertThat(decision.message()).isEqualTo("Резерв снят, бонусы снова доступны.");
    assertThat(value(decision, "hold_state")).isEqualTo("released");
    assertThat(value(decision, "card_balance")).isEqualTo("550.00");
    assertThat(remaining()).isEqualTo(before);
    Decision other = ledger.decide(hold("10").token("2").command());
    assertThat(ledger.decide(release(other).token("r").in(Language.EN).command()).message())
        .isEqualTo("Reserve released; the bonuses are available again.");
  }

  @Test
  void aReserveEndsByItselfAndItsBonusesComeBack() {
    Decision held = ledger.decide(hold("300").with("lifetime_minutes", "60").command());
    Duration hour = Duration.ofHours(1);
    assertThat(value(ledger.decide(Call.get().later(hour).command()), "card_balance"))
        .isEqualTo("500.00");
    String ru = "Срок резерва истёк, бонусы вернулись на карту.";
    String en = "The reserve expired; bonuses are back on the card.";
    Call late = capture(held).later(hour);
    assertRefused(ledger, late, Rejection.HOLD_EXPIRED, ru, en);
    Decision paid = ledger.decide(Call.pay("500").later(hour).command());
    assertThat(accepted(paid).entries())
        .extracting(entry -> ChangeText.kind(entry.change()))
        .containsExactly("hold_expired", "paid");
    assertRefused(ledger, late, Rejection.HOLD_EXPIRED, ru, en);
    assertThat(refusal(ledger, release(held).later(hour))).isEqualTo(Rejection.HOLD_EXPIRED);
  }

  @Test
  void bonusesThatRanOutWhileReservedLiveForTheDaysOfGrace() {
    ledger.decide(Call.accrue("50").with("expires_at", "2026-03-10").command());
    Decision held = ledger.decide(hold("50").with("lifetime_minutes", "9000").command());
    Decision released = ledger.decide(release(held).later(Duration.ofDays(2)).command());
    assertThat(value(released, "card_balance")).isEqualTo("550.00");
    assertThat(ledger.card(NUMBER).lots().getFirst().expiresAt()).isEqualTo("2026-04-11T21:00:00Z");
  }

  @Test
  void refusesAReserveThatHasEndedOrNeverWas() {
    Decision held = ledger.decide(hold("300").command());
    ledger.decide(capture(held).command());
    String ru = "Резерв уже списан или снят.";
    String en = "The reserve was already charged or released.";
    assertRefused(ledger, capture(held), Rejection.HOLD_ALREADY_CLOSED, ru, en);
    assertRefused(ledger, release(held), Rejection.HOLD_ALREADY_CLOSED, ru, en);
    Call unknown = Call.of("hold_capture").with("hold_id", "none");
    assertRefused(
        ledger,
        unknown,
        Rejection.HOLD_NOT_FOUND,
        "Резерв не найден.",
        "The reserve was not found.");
    assertThat(refusal(ledger, Call.of("hold_release"))).isEqualTo(Rejection.INPUT_REQUIRED);
  }

  @Test
  void refusesToChargeMoreThanIsReserved() {
    Decision held = ledger.decide(hold("300").command());
    assertRefused(
        ledger,
        capture(held).with("amount", "300.01"),
        Rejection.HOLD_AMOUNT_EXCEEDED,
        "Сумма больше резерва (300,00 RUB).",
        "The amount exceeds the reserve (300.00 RUB).");
    assertThat(refusal(ledger, capture(held).with("amount", "0")))
        .isEqualTo(Rejection.AMOUNT_NOT_POSITIVE);
    assertThat(refusal(ledger, capture(held).with("amount", "1.234")))
        .isEqualTo(Rejection.AMOUNT_SCALE_EXCEEDED);
    assertThat(refusal(ledger, capture(held).with("amount", "1").with("currency", "USD")))
        .isEqualTo(Rejection.CURRENCY_MISMATCH);
  }

  @Test
  void refusesMoreReservesThanTheProgramAllows() {
    ledger.with("hold.max_open", "1");
    ledger.decide(hold("300").command());
    assertRefused(
        ledger,
        hold("1").token("2"),
        Rejection.CARD_HAS_OPEN_HOLDS,
        "На карте есть резерв 300,00 RUB. Сначала завершите оплату.",
        "The card has 300.00 RUB reserved. Finish the payment first.");
  }

  @Test
  void refusesWhatPaymentsRefuse() {
    assertThat(refusal(ledger, hold("501"))).isEqualTo(Rejection.INSUFFICIENT_BALANCE);
    assertThat(refusal(ledger, hold("60").with("document_sum", "50")))
        .isEqualTo(Rejection.PAYMENT_EXCEEDS_DOCUMENT);
    assertThat(refusal(ledger, hold("1").without("amount"))).isEqualTo(Rejection.DEAL_SUM_MISSING);
    assertThat(refusal(ledger, hold("1").with("lifetime_minutes", "0")))
        .isEqualTo(Rejection.INPUT_INVALID);
    Call once = hold("10").with("once_per", "document");
    ledger.decide(once.token("1").onDeal("7").command());
    assertThat(refusal(ledger, once.token("2").onDeal("7")))
        .isEqualTo(Rejection.DUPLICATE_OPERATION);
  }

  @Test
  void aReserveCountsAsPaidOnItsDocumentUntilItEnds() {
    Call pay = Call.pay("60").with("document_sum", "100").with("once_per", "token");
    Decision held = ledger.decide(hold("60").with("document_sum", "100").onDeal("7").command());
    assertThat(refusal(ledger, pay.token("1").onDeal("7")))
        .isEqualTo(Rejection.PAYMENT_EXCEEDS_DOCUMENT);
    ledger.decide(capture(held).with("amount", "40").command());
    accepted(ledger.decide(pay.token("2").onDeal("7").command()));
    Decision other =
        ledger.decide(hold("60").token("h8").with("document_sum", "100").onDeal("8").command());
    ledger.decide(release(other).token("r8").command());
    accepted(ledger.decide(pay.token("3").onDeal("8").command()));
  }

  @Test
  void aChargedReserveCanBeRefunded() {
    Decision held = ledger.decide(hold("300").command());
    Decision charged = ledger.decide(capture(held).with("amount", "200").command());
    Call refund = Call.of("refund").with("transaction_id", value(charged, "transaction_id"));
    Decision decision = ledger.decide(refund.command());
    assertThat(value(decision, "reversed_payment")).isEqualTo("200.00");
    assertThat(value(decision, "balance_after")).isEqualTo("500.00");
    assertThat(remaining()).containsExactly("500.00");
  }

  @Test
  void aBlockedCardKeepsItsReservesUnlessTheyAreReleased() {
    Decision held = ledger.decide(hold("300").command());
    ledger.decide(Call.block().command());
    assertThat(refusal(ledger, hold("1").token("2"))).isEqualTo(Rejection.CARD_BLOCKED);
    accepted(ledger.decide(capture(held).command()));
    ledger.decide(Call.unblock().command());
    ledger.decide(hold("100").token("3").command());
    ledger.decide(Call.block().token("b").with("release_holds", "Y").command());
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("200.00");
    assertThat(ledger.card(NUMBER).holds()).isEmpty();
  }

  @Test
  void refusesADeletedCardBeforeItsReserve() {
    Decision held = ledger.decide(hold("300").command());
    ledger.put(Accounts.deleted(ledger.card(NUMBER)));
    assertThat(refusal(ledger, capture(held).with("amount", "301")))
        .isEqualTo(Rejection.CARD_DELETED);
    assertThat(refusal(ledger, release(held))).isEqualTo(Rejection.CARD_DELETED);
  }

  private List<String> remaining() {
    return ledger.card(NUMBER).lots().stream().map(lot -> lot.remaining().text()).toList();
  }

  private static Call hold(String amount) {
    return Call.of("hold").with("card_number", NUMBER).with("amount", amount);
  }

  private static Call capture(Decision held) {
    return Call.of("hold_capture").with("hold_id", value(held, "hold_id"));
  }

  private static Call release(Decision held) {
    return Call.of("hold_release").with("hold_id", value(held, "hold_id"));
  }
}
