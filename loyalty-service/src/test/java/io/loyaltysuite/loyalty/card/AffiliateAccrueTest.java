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

/** A23: bonuses for those who brought the client. */
class AffiliateAccrueTest {

  private final Ledger ledger = new Ledger();

  /** R3 brought R2, R2 brought R1, R1 brought the client. */
  @BeforeEach
  void issueCards() {
    issue("R3", 3, "");
    issue("R2", 2, "R3");
    issue("R1", 1, "R2");
    issue(NUMBER, 15, "R1");
    issue("alone", 4, "");
  }

  private void issue(String number, int contact, String referrer) {
    Call call =
        Call.issue()
            .with("card_number", number)
            .with("contact_id", Integer.toString(contact))
            .with("affiliate_card_number", referrer)
            .token("issue-" + number);
    accepted(ledger.decide(call.command()));
  }

  @Test
  void theReferrerGetsAPercentageOfTheSum() {
    Decision decision = ledger.decide(percent("1000").command());
    assertThat(decision.message()).isEqualTo("Рекомендателю (карта R1) начислено 50,00 RUB.");
    assertThat(value(decision, "affiliate_card_number")).isEqualTo("R1");
    assertThat(value(decision, "affiliate_card_id"))
        .isEqualTo(ledger.card("R1").cardId().toString());
    assertThat(value(decision, "amount")).isEqualTo("50.00");
    assertThat(value(decision, "skipped_reason")).isEmpty();
    assertThat(value(decision, "card_number")).isEqualTo(NUMBER);
    assertThat(value(decision, "card_balance")).isEqualTo("0.00");
    assertThat(ledger.card("R1").balance().text()).isEqualTo("50.00");
    assertThat(ledger.card("R2").balance().isZero()).isTrue();
    Entry entry = accepted(decision).entries().getFirst();
    assertThat(entry.reason().code()).isEqualTo("affiliate.accrual");
    assertThat(value(decision, "transaction_ids")).isEqualTo(String.valueOf(entry.transactionId()));
  }

  @Test
  void aFixedAmountGoesUpTheChain() {
    Call call = fixed("20").with("levels_up", "3").in(Language.EN);
    Decision decision = ledger.decide(call.command());
    assertThat(decision.message())
        .isEqualTo("Referrers (cards R1, R2, R3) received 20.00 RUB each.");
    assertThat(value(decision, "amount")).isEqualTo("60.00");
    assertThat(value(decision, "transaction_ids").split(";")).doesNotHaveDuplicates().hasSize(3);
    for (String number : List.of("R1", "R2", "R3")) {
      assertThat(ledger.card(number).balance().text()).as(number).isEqualTo("20.00");
    }
    Decision one = ledger.decide(fixed("1500").token("2").in(Language.EN).command());
    assertThat(one.message()).isEqualTo("Referrer (card R1) received 1,500.00 RUB.");
    Decision two = ledger.decide(fixed("5").with("levels_up", "2").token("3").command());
    assertThat(two.message()).isEqualTo("Рекомендателям (карты R1, R2) начислено по 5,00 RUB.");
  }

  @Test
  void thoseFurtherUpWhoCannotGetItAreLeftOut() {
    ledger.decide(Call.block().with("card_number", "R2").command());
    Decision decision = ledger.decide(fixed("20").with("levels_up", "3").command());
    assertThat(decision.message())
        .isEqualTo("Рекомендателям (карты R1, R3) начислено по 20,00 RUB.");
    assertThat(value(decision, "amount")).isEqualTo("40.00");
    assertThat(ledger.card("R2").balance().isZero()).isTrue();
  }

  @Test
  void aClientNobodyBroughtIsSuccessUnlessAsked() {
    Call alone = fixed("20").with("card_number", "alone");
    Decision decision = ledger.decide(alone.command());
    assertThat(decision.message()).isEqualTo("У клиента нет рекомендателя, ничего не начислено.");
    assertThat(value(decision, "skipped_reason")).isEqualTo("no_affiliate");
    assertThat(value(decision, "amount")).isEqualTo("0.00");
    Decision english = ledger.decide(alone.token("2").in(Language.EN).command());
    assertThat(english.message()).isEqualTo("The client has no referrer, nothing accrued.");
    assertRefused(
        ledger,
        alone.with("no_affiliate_is_error", "Y"),
        Rejection.AFFILIATE_MISSING,
        "У клиента нет рекомендателя.",
        "The client has no referrer.");
  }

  @Test
  void mayPayForTheFirstPurchaseOnly() {
    Call first = fixed("20").with("only_first_purchase", "Y").with("once_per", "token");
    accepted(ledger.decide(first.token("0").command()));
    buy("1");
    assertThat(value(ledger.decide(first.token("1").command()), "amount")).isEqualTo("20.00");
    buy("2");
    Decision late = ledger.decide(first.token("2").command());
    assertThat(late.message()).isEqualTo("Это не первая покупка клиента, ничего не начислено.");
    assertThat(value(late, "skipped_reason")).isEqualTo("not_first_purchase");
    assertThat(ledger.decide(first.token("3").in(Language.EN).command()).message())
        .isEqualTo("This is not the client's first purchase, nothing accrued.");
  }

  private void buy(String id) {
    Call call =
        Call.of("purchase_register")
            .with("card_number", NUMBER)
            .with("purchase_id", id)
            .with("purchase_sum", "1000")
            .onDeal(id)
            .token("buy-" + id);
    accepted(ledger.decide(call.command()));
  }

  @Test
  void tooLittleIsNothing() {
    Decision decision = ledger.decide(percent("0.05").command());
    assertThat(value(decision, "skipped_reason")).isEqualTo("nothing_to_accrue");
    assertThat(decision.message()).isEqualTo("Начислять нечего: сумма слишком мала.");
    assertThat(ledger.decide(percent("0.05").token("2").in(Language.EN).command()).message())
        .isEqualTo("Nothing to accrue: the sum is too small.");
  }

  @Test
  void theProgramSaysHowMuchAndForHowLong() {
    ledger.with("affiliate.percent", "10").with("accrual.lifetime_days", "30");
    ledger.decide(percent("100").command());
    assertThat(ledger.card("R1").balance().text()).isEqualTo("10.00");
    assertThat(ledger.card("R1").lots().getFirst().expiresAt()).isNotNull();
    ledger.decide(percent("100").with("percent", "2").token("2").command());
    assertThat(ledger.card("R1").balance().text()).isEqualTo("12.00");
  }

  @Test
  void happensOncePerDocument() {
    Call call = fixed("20").with("once_per", "document").onDeal("7");
    accepted(ledger.decide(call.command()));
    assertRefused(
        ledger,
        fixed("20").with("once_per", "document").onDeal("7").token("2"),
        Rejection.DUPLICATE_OPERATION,
        "Такая операция по этому документу уже выполнена 10.03.2026.",
        "The same operation for this document was done on 2026-03-10.");
    assertThat(ledger.card("R1").balance().text()).isEqualTo("20.00");
  }

  @Test
  void aRefundOfTheDocumentTakesItBackToo() {
    buy("7");
    ledger.decide(fixed("20").with("levels_up", "2").onDeal("7").command());
    ledger.decide(Call.pay("15").with("card_number", "R2").command());
    Call half = Call.of("refund").with("document_sum", "1000").with("amount", "500").onDeal("7");
    Decision part = ledger.decide(half.command());
    assertThat(part.message())
        .isEqualTo(
            "Возврат: снято ранее начисленное 25,00 RUB, у рекомендателя снято 15,00 RUB,"
                + " покупки уменьшены на 500,00 RUB.");
    assertThat(ledger.card("R1").balance().text()).isEqualTo("10.00");
    assertThat(ledger.card("R2").balance().text()).isEqualTo("0.00");
    Decision rest =
        ledger.decide(Call.of("refund").onDeal("7").in(Language.EN).token("r").command());
    assertThat(rest.message())
        .isEqualTo(
            "Refund: 25.00 RUB of earned bonuses taken back, 10.00 RUB taken back from the referrer,"
                + " purchases lowered by 500.00 RUB.");
    assertThat(ledger.card("R1").balance().isZero()).isTrue();
    assertThat(value(rest, "card_number")).isEqualTo(NUMBER);
    assertThat(refusal(ledger, Call.of("refund").onDeal("7").token("again")))
        .isEqualTo(Rejection.TRANSACTION_ALREADY_REVERSED);
  }

  @Test
  void aRefundFindsTheReferrersBonusesOnTheCardThatTookTheirPlace() {
    buy("7");
    ledger.decide(fixed("20").onDeal("7").command());
    ledger.decide(
        Call.of("card_replace").with("card_number", "R1").with("new_card_number", "R1b").command());
    assertThat(ledger.card("R1b").balance().text()).isEqualTo("20.00");
    Decision refund = ledger.decide(Call.of("refund").onDeal("7").command());
    assertThat(refund.message()).contains("у рекомендателя снято 20,00 RUB");
    assertThat(ledger.card("R1b").balance().isZero()).isTrue();
  }

  @Test
  void aReferrerWhoUsesTheOldCardAgainPaysFromIt() {
    buy("7");
    ledger.decide(fixed("20").onDeal("7").command());
    ledger.decide(
        Call.of("card_replace").with("card_number", "R1").with("new_card_number", "R1b").command());
    ledger.decide(Call.unblock().with("card_number", "R1").command());
    ledger.decide(Call.accrue("50").with("card_number", "R1").token("again").command());
    ledger.decide(Call.of("refund").onDeal("7").command());
    assertThat(ledger.card("R1").balance().text()).isEqualTo("30.00");
    assertThat(ledger.card("R1b").balance().text()).isEqualTo("20.00");
  }

  @Test
  void theAccrualItselfCanBeReversed() {
    Decision decision = ledger.decide(fixed("20").command());
    Call refund = Call.of("refund").with("transaction_id", value(decision, "transaction_ids"));
    assertThat(value(ledger.decide(refund.command()), "card_number")).isEqualTo("R1");
    assertThat(ledger.card("R1").balance().isZero()).isTrue();
  }

  @Test
  void refusesAReferrerWhoIsNotActive() {
    ledger.decide(
        Call.block().with("card_number", "R1").with("block_until", "2026-03-12").command());
    assertRefused(
        ledger,
        fixed("20"),
        Rejection.AFFILIATE_NOT_ACTIVE,
        "Карта рекомендателя R1 не активна.",
        "Referrer card R1 is not active.");
    accepted(ledger.decide(fixed("20").later(Duration.ofDays(3)).command()));
  }

  @Test
  void refusesAReferrerWhoseCardIsNotThere() {
    Found lost = new Found(Call.of("lost").id(), "lost", "77", "", "");
    Claim claim = Referrer.claim(ledger.card("alone").cardId(), lost);
    ledger.take(claim.key(), claim.value());
    assertRefused(
        ledger,
        fixed("20").with("card_number", "alone"),
        Rejection.AFFILIATE_CARD_NOT_FOUND,
        "Карта рекомендателя lost не найдена.",
        "Referrer card lost was not found.");
  }

  @Test
  void refusesACircle() {
    Account top = ledger.card("R3");
    Account below = ledger.card("R2");
    Found found = new Found(below.cardId(), below.number(), below.contactId(), "", "");
    Claim claim = Referrer.claim(top.cardId(), found);
    ledger.take(claim.key(), claim.value());
    assertRefused(
        ledger,
        fixed("20").with("card_number", "R2").with("levels_up", "3"),
        Rejection.AFFILIATE_CYCLE,
        "Цепочка рекомендаций замыкается.",
        "The referral chain is circular.");
    accepted(ledger.decide(fixed("20").with("card_number", "R2").token("1").command()));
  }

  @Test
  void refusesBadAmountsAndRates() {
    assertRefused(
        ledger,
        fixed("20").without("amount"),
        Rejection.INPUT_REQUIRED,
        "Не заполнено поле «Сумма» в настройках действия.",
        "Field \"Amount\" of the action is empty.");
    assertThat(refusal(ledger, fixed("0"))).isEqualTo(Rejection.AMOUNT_NOT_POSITIVE);
    assertThat(refusal(ledger, fixed("1.234"))).isEqualTo(Rejection.AMOUNT_SCALE_EXCEEDED);
    assertThat(refusal(ledger, fixed("1000001"))).isEqualTo(Rejection.AMOUNT_TOO_LARGE);
    assertThat(refusal(ledger, fixed("5").with("currency", "EUR")))
        .isEqualTo(Rejection.CURRENCY_MISMATCH);
    assertThat(refusal(ledger, percent("100").with("percent", "101")))
        .isEqualTo(Rejection.PERCENTAGE_OUT_OF_RANGE);
    assertThat(refusal(ledger, percent("0"))).isEqualTo(Rejection.DEAL_SUM_MISSING);
    assertThat(refusal(ledger, fixed("5").with("levels_up", "4")))
        .isEqualTo(Rejection.INPUT_INVALID);
  }

  @Test
  void theLimitsOfTheReferrersCardHold() {
    ledger.with("accrual.max_per_day", "30").with("accrual.max_balance", "0");
    ledger.decide(fixed("20").command());
    assertRefused(
        ledger,
        fixed("20").token("2"),
        Rejection.ACCRUAL_LIMIT_EXCEEDED,
        "Превышен лимит начислений: 30,00 RUB за день.",
        "Accrual limit exceeded: 30.00 RUB per day.");
    ledger.with("accrual.max_per_day", "0").with("accrual.max_balance", "30");
    assertThat(refusal(ledger, fixed("20").token("3"))).isEqualTo(Rejection.BALANCE_LIMIT_EXCEEDED);
  }

  @Test
  void theClientsOwnCardMayBeBlocked() {
    ledger.decide(Call.block().command());
    accepted(ledger.decide(fixed("20").command()));
  }

  private static Call fixed(String amount) {
    return Call.of("affiliate_accrue")
        .with("card_number", NUMBER)
        .with("mode", "fixed")
        .with("amount", amount);
  }

  private static Call percent(String sum) {
    return Call.of("affiliate_accrue").with("card_number", NUMBER).with("base_sum", sum);
  }
}
