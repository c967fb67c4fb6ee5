package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.CONTACT;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A25: a new card in the place of another. */
class ReplaceTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("start_balance", "200").command());
  }

  @Test
  void movesEverythingAndBlocksTheOldCard() {
    ledger.decide(Call.accrue("70").with("expires_after_days", "90").command());
    ledger.decide(Call.accrue("30").token("2").with("available_after_days", "3").command());
    Account before = ledger.card(NUMBER);
    Decision decision = ledger.decide(replace("NEW").command());
    assertThat(decision.message())
        .isEqualTo("Баланс 300,00 RUB перенесён на карту NEW, старая заблокирована.");
    assertThat(value(decision, "old_card_number")).isEqualTo(NUMBER);
    assertThat(value(decision, "new_card_number")).isEqualTo("NEW");
    assertThat(value(decision, "moved_amount")).isEqualTo("300.00");
    assertThat(value(decision, "moved_lots")).isEqualTo("3");
    assertThat(value(decision, "card_number")).isEqualTo("NEW");
    assertThat(value(decision, "card_balance")).isEqualTo("270.00");
    Account old = ledger.card(NUMBER);
    assertThat(old.status()).isEqualTo(CardStatus.BLOCKED);
    assertThat(old.blockReason()).isEqualTo("заменена картой NEW");
    assertThat(old.balance().isZero()).isTrue();
    assertThat(old.lots()).isEmpty();
    Account fresh = ledger.card("NEW");
    assertThat(fresh.lots())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("amount")
        .isEqualTo(before.lots());
    assertThat(fresh.pending().text()).isEqualTo("30.00");
  }

  @Test
  void clientsSeeAPaymentAndAnAccrual() {
    List<Entry> entries = accepted(ledger.decide(replace("NEW").command())).entries();
    assertThat(entries.stream().map(entry -> ChangeText.kind(entry.change())))
        .containsExactly("moved_out", "card_blocked", "card_issued", "moved_in");
    assertThat(entries.get(0).reason().code()).isEqualTo("card.transfer");
    assertThat(entries.get(3).reason().code()).isEqualTo("card.transfer");
    Decision old = ledger.decide(list(NUMBER).command());
    assertThat(value(old, "sum_payment")).isEqualTo("200.00");
    Decision fresh = ledger.decide(list("NEW").command());
    assertThat(value(fresh, "sum_accrual")).isEqualTo("200.00");
    Call refund = Call.of("refund").with("transaction_id", entries.get(0).transactionId() + "");
    assertThat(refusal(ledger, refund)).isEqualTo(Rejection.TRANSACTION_NOT_REVERSIBLE);
  }

  private static Call list(String number) {
    return Call.of("transactions_list").with("card_number", number).token("list-" + number);
  }

  @Test
  void theOldCardMayBeDeleted() {
    Call call = replace("NEW").with("old_card", "delete").in(Language.EN);
    assertThat(ledger.decide(call.command()).message())
        .isEqualTo("200.00 RUB moved to card NEW, the old card is deleted.");
    assertThat(ledger.card(NUMBER).status()).isEqualTo(CardStatus.DELETED);
    Decision russian =
        ledger.decide(
            replace("N3")
                .with("card_number", "NEW")
                .with("old_card", "delete")
                .token("2")
                .command());
    assertThat(russian.message())
        .isEqualTo("Баланс 200,00 RUB перенесён на карту N3, старая удалена.");
    Decision english =
        ledger.decide(replace("N4").with("card_number", "N3").in(Language.EN).token("3").command());
    assertThat(english.message())
        .isEqualTo("200.00 RUB moved to card N4, the old card is blocked.");
  }

  @Test
  void rateLevelTurnoverAndReferrerGoOver() {
    ledger.decide(
        Call.issue().with("card_number", "R").with("contact_id", "9").token("r").command());
    ledger.decide(
        Call.of("affiliate_set")
            .with("card_number", NUMBER)
            .with("affiliate_card_number", "R")
            .command());
    ledger.decide(
        Call.of("percentage_set").with("card_number", NUMBER).with("percentage", "9").command());
    buy("1");
    Account before = ledger.card(NUMBER);
    ledger.decide(replace("NEW").command());
    Account fresh = ledger.card("NEW");
    assertThat(fresh.terms()).isEqualTo(before.terms());
    assertThat(fresh.turnover()).isEqualTo(before.turnover());
    Decision turnover = ledger.decide(Call.of("turnover_get").with("card_number", "NEW").command());
    assertThat(value(turnover, "purchases_count")).isEqualTo("1");
    assertThat(value(turnover, "last_purchase_at")).startsWith("2026-03-10");
    Call referral = Call.of("affiliate_accrue").with("card_number", "NEW").with("base_sum", "100");
    assertThat(value(ledger.decide(referral.command()), "affiliate_card_number")).isEqualTo("R");
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
  void whoWasBroughtByTheOldCardIsBroughtByTheNewOne() {
    ledger.decide(
        Call.issue()
            .with("card_number", "friend")
            .with("contact_id", "9")
            .with("affiliate_card_number", NUMBER)
            .token("f")
            .command());
    ledger.decide(replace("NEW").command());
    Call referral =
        Call.of("affiliate_accrue").with("card_number", "friend").with("base_sum", "100");
    Decision decision = ledger.decide(referral.command());
    assertThat(value(decision, "affiliate_card_number")).isEqualTo("NEW");
    assertThat(ledger.card("NEW").balance().text()).isEqualTo("205.00");
  }

  @Test
  void theClientIsFoundByTheNewCard() {
    ledger.decide(replace("NEW").command());
    Call get = Call.of("card_get").with("contact_id", CONTACT);
    assertThat(value(ledger.decide(get.command()), "card_number")).isEqualTo("NEW");
    Call byPhone = Call.of("card_get").with("phone", NUMBER);
    assertThat(value(ledger.decide(byPhone.command()), "card_number")).isEqualTo("NEW");
    Call again = Call.issue().token("2").without("card_number");
    assertThat(value(ledger.decide(again.command()), "card_number")).isEqualTo("NEW");
    Call old = Call.get().with("contact_id", CONTACT).token("3");
    assertThat(value(ledger.decide(old.command()), "card_number")).isEqualTo(NUMBER);
  }

  @Test
  void aRefundOfWhatHappenedBeforeWorksOnTheNewCard() {
    Decision payment = ledger.decide(Call.pay("50").command());
    buy("1");
    ledger.decide(replace("NEW").with("old_card", "delete").command());
    Decision back =
        ledger.decide(
            Call.of("refund").with("transaction_id", value(payment, "transaction_id")).command());
    assertThat(value(back, "card_number")).isEqualTo("NEW");
    assertThat(value(back, "reversed_payment")).isEqualTo("50.00");
    assertThat(ledger.card("NEW").balance().text()).isEqualTo("250.00");
    Decision all = ledger.decide(Call.of("refund").onDeal("1").token("all").command());
    assertThat(value(all, "reversed_accrual")).isEqualTo("50.00");
    assertThat(ledger.card("NEW").balance().text()).isEqualTo("200.00");
    assertThat(ledger.card("NEW").turnover().count()).isZero();
    Decision turnover = ledger.decide(Call.of("turnover_get").with("card_number", "NEW").command());
    assertThat(value(turnover, "purchases_sum")).isEqualTo("0.00");
    assertThat(value(turnover, "purchases_count")).isEqualTo("0");
  }

  @Test
  void drawsANumberWhenNoneIsGiven() {
    Decision decision = ledger.decide(replace("").command());
    assertThat(value(decision, "new_card_number")).matches("\\d{12}");
  }

  @Test
  void anEmptyBlockedCardCanBeReplaced() {
    ledger.decide(Call.of("burn").with("card_number", NUMBER).with("mode", "all").command());
    ledger.decide(Call.block().with("block_until", "2026-03-12").command());
    Decision decision = ledger.decide(replace("NEW").command());
    assertThat(value(decision, "moved_amount")).isEqualTo("0.00");
    assertThat(accepted(decision).entries()).allMatch(entry -> entry.transactionId() == null);
    Decision later = ledger.decide(Call.get().later(Duration.ofDays(5)).command());
    assertThat(value(later, "card_status")).isEqualTo("blocked");
    assertThat(ledger.card("NEW").status()).isEqualTo(CardStatus.ACTIVE);
  }

  @Test
  void refusesADeletedCard() {
    ledger.decide(
        Call.of("card_delete")
            .with("card_number", NUMBER)
            .with("balance_action", "burn")
            .command());
    assertRefused(
        ledger,
        replace(NUMBER),
        Rejection.CARD_DELETED,
        "Карта 79780000000 удалена, операции по ней невозможны.",
        "Card 79780000000 is deleted; no operations are possible.");
  }

  @Test
  void refusesACardWithReserves() {
    ledger.decide(Call.of("hold").with("card_number", NUMBER).with("amount", "40").command());
    assertRefused(
        ledger,
        replace(NUMBER),
        Rejection.CARD_HAS_OPEN_HOLDS,
        "На карте есть резерв 40,00 RUB. Сначала завершите оплату.",
        "The card has 40.00 RUB reserved. Finish the payment first.");
  }

  @Test
  void refusesANumberThatCannotBe() {
    assertRefused(
        ledger,
        replace("a b"),
        Rejection.CARD_NUMBER_INVALID,
        "Номер карты «a b» не подходит: латинские буквы, цифры, точка, дефис и подчёркивание,"
            + " знаков 1-64.",
        "Card number \"a b\" is not allowed: Latin letters, digits, dot, hyphen and underscore,"
            + " 1 to 64 characters.");
    assertRefused(
        ledger,
        replace(NUMBER),
        Rejection.CARD_NUMBER_TAKEN,
        "Номер 79780000000 уже занят другой картой.",
        "Number 79780000000 already belongs to another card.");
  }

  @Test
  void refusesWhenNoNumberIsLeft() {
    Numbers.candidates(replace("").id(), "", ledger.settings().card())
        .forEach(number -> ledger.take(new Key(Key.Kind.CARD_NUMBER, number), "x"));
    assertRefused(
        ledger,
        replace(""),
        Rejection.CARD_NUMBER_POOL_EXHAUSTED,
        "Закончились свободные номера карт.",
        "No free card numbers are left.");
    assertThat(refusal(ledger, Call.of("card_replace"))).isEqualTo(Rejection.IDENTIFIER_MISSING);
  }

  private static Call replace(String number) {
    return Call.of("card_replace").with("card_number", NUMBER).with("new_card_number", number);
  }
}
