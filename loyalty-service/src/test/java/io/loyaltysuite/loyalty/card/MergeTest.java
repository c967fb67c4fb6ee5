package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.CONTACT;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One card out of two of the same client. */
class MergeTest {

  private static final String OTHER = "OTHER";

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCards() {
    ledger.decide(Call.issue().with("start_balance", "200").command());
    ledger.decide(
        Call.issue()
            .with("card_number", OTHER)
            .with("contact_id", "16")
            .with("phone", "+79001112233")
            .with("email", "anna@example.com")
            .with("external_id", "ext-16")
            .with("barcode", "bar-16")
            .with("external_ids", "site=5")
            .with("start_balance", "100")
            .token("other")
            .command());
  }

  private static Call merge() {
    return merge(OTHER, NUMBER);
  }

  private static Call merge(String from, String into) {
    return Call.of("card_merge")
        .with("card_number", into)
        .with("from_card_number", from)
        .token("merge-" + from + "-" + into);
  }

  private Decision merged() {
    Decision decision = ledger.decide(merge().command());
    accepted(decision);
    return decision;
  }

  private static Call onOther(String operation) {
    return Call.of(operation).with("card_number", OTHER).token(operation + "-other");
  }

  @Test
  void movesEverythingAndDeletesTheOther() {
    ledger.decide(
        onOther("accrue").with("amount", "70").with("expires_after_days", "90").command());
    ledger.decide(
        onOther("accrue")
            .with("amount", "30")
            .with("available_after_days", "3")
            .token("pending")
            .command());
    List<Lot> both =
        Stream.of(ledger.card(NUMBER), ledger.card(OTHER))
            .flatMap(card -> card.lots().stream())
            .sorted(Lot.SPENDING_ORDER)
            .toList();
    Decision decision = merged();
    assertThat(decision.message())
        .isEqualTo(
            "Карта OTHER объединена с картой 79780000000: перенесено 200,00 RUB,"
                + " прежняя карта удалена.");
    assertThat(value(decision, "from_card_number")).isEqualTo(OTHER);
    assertThat(value(decision, "moved_amount")).isEqualTo("200.00");
    assertThat(value(decision, "moved_lots")).isEqualTo("3");
    assertThat(value(decision, "level_changed")).isEqualTo("N");
    assertThat(value(decision, "card_number")).isEqualTo(NUMBER);
    assertThat(value(decision, "card_balance")).isEqualTo("370.00");
    assertThat(ledger.card(NUMBER).pending().text()).isEqualTo("30.00");
    assertThat(ledger.card(NUMBER).lots())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("amount")
        .isEqualTo(both);
    Account gone = ledger.card(OTHER);
    assertThat(gone.status()).isEqualTo(CardStatus.DELETED);
    assertThat(gone.balance().isZero()).isTrue();
    assertThat(gone.pending().isZero()).isTrue();
    assertThat(gone.lots()).isEmpty();
  }

  @Test
  void tellsItInEnglishAndByTheId() {
    Call call =
        merge()
            .without("from_card_number")
            .with("from_card_id", ledger.card(OTHER).cardId().toString())
            .in(Language.EN);
    assertThat(ledger.decide(call.command()).message())
        .isEqualTo(
            "Card OTHER merged into card 79780000000: 100.00 RUB moved, the former is deleted.");
  }

  @Test
  void isAPairOfTransactionsThatAddUpToNothing() {
    List<Entry> entries = accepted(merged()).entries();
    assertThat(entries.stream().map(entry -> ChangeText.kind(entry.change())))
        .containsExactly("moved_out", "card_deleted", "moved_in");
    assertThat(entries).allMatch(entry -> entry.reason().code().equals("card.merge"));
    assertThat(entries.stream().map(Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(BigDecimal.ZERO);
    List<String> transactions =
        entries.stream()
            .map(Entry::transactionId)
            .filter(Objects::nonNull)
            .map(Object::toString)
            .toList();
    assertThat(transactions).hasSize(2).doesNotHaveDuplicates();
    Call refund = Call.of("refund").with("transaction_id", transactions.get(1));
    assertThat(refusal(ledger, refund)).isEqualTo(Rejection.TRANSACTION_NOT_REVERSIBLE);
  }

  @Test
  void nothingMovesFromAnEmptyCard() {
    ledger.decide(onOther("burn").with("mode", "all").command());
    Decision decision = merged();
    assertThat(value(decision, "moved_amount")).isEqualTo("0.00");
    assertThat(accepted(decision).entries()).allMatch(entry -> entry.transactionId() == null);
  }

  @Test
  void beyondTheOpenLotsBonusesJoinTheNearestOfTheirKind() {
    accrue(NUMBER, "10", "30", "0");
    accrue(NUMBER, "10", "90", "0");
    accrue(OTHER, "5", "80", "0");
    accrue(OTHER, "7", "60", "9");
    ledger.with("accrual.max_open_lots", "3");
    Account before = ledger.card(NUMBER);
    merged();
    Account after = ledger.card(NUMBER);
    assertThat(after.lots()).hasSize(4);
    assertThat(after.pending().text()).isEqualTo("7.00");
    assertThat(after.balance().text()).isEqualTo("325.00");
    assertThat(after.lots().stream().map(Lot::id))
        .containsAll(before.lots().stream().map(Lot::id).toList());
    assertThat(remaining(after, before, 1)).isEqualTo("15.00");
    assertThat(remaining(after, before, 2)).isEqualTo("300.00");
  }

  private static String remaining(Account after, Account before, int lot) {
    return Lots.withId(after.lots(), before.lots().get(lot).id()).orElseThrow().remaining().text();
  }

  private void accrue(String number, String amount, String days, String delay) {
    Call call =
        Call.of("accrue")
            .with("card_number", number)
            .with("amount", amount)
            .with("expires_after_days", days)
            .with("available_after_days", delay)
            .token("accrue-" + number + amount + days);
    accepted(ledger.decide(call.command()));
  }

  @Test
  void noBalanceIsTooLarge() {
    ledger.with("accrual.max_balance", "250");
    merged();
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("300.00");
  }

  @Test
  void purchasesAddUpAndRaiseTheLevel() {
    levels();
    buy(NUMBER, "1", "600");
    buy(OTHER, "1", "500");
    Decision decision = merged();
    assertThat(decision.message()).endsWith(" Новый уровень: «Золото».");
    assertThat(value(decision, "level_changed")).isEqualTo("Y");
    assertThat(value(decision, "purchases_count")).isEqualTo("2");
    assertThat(value(decision, "purchases_sum")).isEqualTo("1100.00");
    assertThat(value(decision, "card_level_code")).isEqualTo("gold");
    assertThat(value(decision, "card_percentage")).isEqualTo("9.0");
    Decision turnover =
        ledger.decide(Call.of("turnover_get").with("card_number", NUMBER).command());
    assertThat(value(turnover, "purchases_count")).isEqualTo("2");
    assertThat(value(turnover, "last_purchase_at")).startsWith("2026-03-10");
  }

  @Test
  void theLevelRisesInEnglishToo() {
    levels();
    buy(NUMBER, "1", "600");
    buy(OTHER, "1", "500");
    assertThat(ledger.decide(merge().in(Language.EN).command()).message())
        .endsWith(" New level: Золото.");
  }

  @Test
  void purchasesOfTheWindowCountFromBothCards() {
    levels();
    ledger.with("level.window", "rolling_365_days");
    buy(NUMBER, "1", "600");
    buy(OTHER, "1", "500");
    assertThat(value(merged(), "card_level_code")).isEqualTo("gold");
    Decision since =
        ledger.decide(
            Call.of("turnover_get")
                .with("card_number", NUMBER)
                .with("date_from", "2026-03-01")
                .command());
    assertThat(value(since, "purchases_sum")).isEqualTo("1100.00");
    ledger.decide(Call.of("refund").onDeal("OTHER-1").token("back").command());
    Decision left =
        ledger.decide(
            Call.of("turnover_get")
                .with("card_number", NUMBER)
                .with("date_from", "2026-03-01")
                .token("left")
                .command());
    assertThat(value(left, "purchases_sum")).isEqualTo("600.00");
    assertThat(value(left, "purchases_count")).isEqualTo("1");
  }

  @Test
  void theLevelNeverFallsAndTheRateStays() {
    levels();
    ledger.decide(
        Call.of("level_set").with("card_number", NUMBER).with("level_code", "gold").command());
    ledger.decide(
        Call.of("percentage_set").with("card_number", NUMBER).with("percentage", "3").command());
    Account before = ledger.card(NUMBER);
    merged();
    assertThat(ledger.card(NUMBER).terms()).isEqualTo(before.terms());
  }

  private void levels() {
    ledger
        .with("level.1.code", "silver")
        .with("level.1.percentage", "6")
        .with("level.1.threshold", "0")
        .with("level.2.code", "gold")
        .with("level.2.name", "Золото")
        .with("level.2.percentage", "9")
        .with("level.2.threshold", "1000");
  }

  private void buy(String number, String id, String sum) {
    Call call =
        Call.of("purchase_register")
            .with("card_number", number)
            .with("purchase_id", id)
            .with("purchase_sum", sum)
            .with("accrue", "N")
            .onDeal(number + "-" + id)
            .token("buy-" + number + id);
    accepted(ledger.decide(call.command()));
  }

  @Test
  void refundsOfWhatHappenedBeforeGoToTheCardThatStays() {
    Decision payment = ledger.decide(onOther("pay").with("amount", "40").command());
    buy(OTHER, "1", "700");
    merged();
    Decision back =
        ledger.decide(
            Call.of("refund").with("transaction_id", value(payment, "transaction_id")).command());
    assertThat(value(back, "card_number")).isEqualTo(NUMBER);
    assertThat(value(back, "reversed_payment")).isEqualTo("40.00");
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("300.00");
    accepted(ledger.decide(Call.of("refund").onDeal("OTHER-1").token("all").command()));
    assertThat(ledger.card(NUMBER).turnover().count()).isZero();
    assertThat(ledger.card(NUMBER).turnover().sum().isZero()).isTrue();
  }

  @Test
  void refundsFindTheirWayThroughSeveralMerges() {
    Decision payment = ledger.decide(onOther("pay").with("amount", "40").command());
    merged();
    ledger.decide(
        Call.issue().with("card_number", "C").with("contact_id", "17").token("c").command());
    accepted(ledger.decide(merge(NUMBER, "C").command()));
    ledger.decide(
        Call.of("refund").with("transaction_id", value(payment, "transaction_id")).command());
    assertThat(ledger.card("C").balance().text()).isEqualTo("300.00");
    assertThat(found("contact_id", "16")).isEqualTo("C");
  }

  @Test
  void whateverLedToTheOtherCardLeadsToTheOneThatStays() {
    merged();
    assertThat(found("contact_id", "16")).isEqualTo(NUMBER);
    assertThat(found("contact_id", CONTACT)).isEqualTo(NUMBER);
    assertThat(found("phone", "+79001112233")).isEqualTo(NUMBER);
    assertThat(found("email", "anna@example.com")).isEqualTo(NUMBER);
    assertThat(found("external_id", "ext-16")).isEqualTo(NUMBER);
    assertThat(found("barcode", "bar-16")).isEqualTo(OTHER);
    Call bySite = find("external_id", "5").with("external_id_key", "site");
    assertThat(value(ledger.decide(bySite.command()), "card_numbers")).isEqualTo(NUMBER);
    Call get = Call.of("card_get").with("contact_id", "16").with("card_number", NUMBER);
    assertThat(value(ledger.decide(get.command()), "card_number")).isEqualTo(NUMBER);
    Call again = Call.issue().with("contact_id", "16").without("card_number").token("again");
    assertThat(value(ledger.decide(again.command()), "card_number")).isEqualTo(NUMBER);
  }

  @Test
  void whateverLedThereLeadsOnWhenThatCardIsGivenUp() {
    merged();
    accepted(
        ledger.decide(
            Call.of("card_replace")
                .with("card_number", NUMBER)
                .with("new_card_number", "N")
                .command()));
    assertThat(found("contact_id", "16")).isEqualTo("N");
    assertThat(found("email", "anna@example.com")).isEqualTo("N");
    accepted(
        ledger.decide(
            Call.of("card_delete")
                .with("card_number", "N")
                .with("balance_action", "burn")
                .command()));
    assertThat(found("contact_id", "16")).isEmpty();
    assertThat(found("phone", "+79001112233")).isEmpty();
  }

  private static Call find(String input, String text) {
    return Call.of("card_find").with(input, text).token("find-" + input + text);
  }

  private String found(String input, String text) {
    return value(ledger.decide(find(input, text).command()), "card_numbers");
  }

  @Test
  void whoWasBroughtByTheOtherCardIsBroughtByTheOneThatStays() {
    friendOf(OTHER);
    merged();
    Decision decision = ledger.decide(referral("friend").command());
    assertThat(value(decision, "affiliate_card_number")).isEqualTo(NUMBER);
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("305.00");
  }

  private void friendOf(String referrer) {
    Call call =
        Call.issue()
            .with("card_number", "friend")
            .with("contact_id", "9")
            .with("affiliate_card_number", referrer)
            .token("friend");
    accepted(ledger.decide(call.command()));
  }

  private static Call referral(String number) {
    return Call.of("affiliate_accrue").with("card_number", number).with("base_sum", "100");
  }

  private void bring(String number, String referrer) {
    Call call =
        Call.of("affiliate_set")
            .with("card_number", number)
            .with("affiliate_card_number", referrer)
            .token("bring-" + number);
    accepted(ledger.decide(call.command()));
  }

  @Test
  void theReferrerGoesOverWhereTheCardHasNone() {
    ledger.decide(
        Call.issue().with("card_number", "R").with("contact_id", "9").token("r").command());
    bring(OTHER, "R");
    merged();
    assertThat(ledger.card(NUMBER).affiliateCardNumber()).isEqualTo("R");
    assertThat(value(ledger.decide(referral(NUMBER).command()), "affiliate_card_number"))
        .isEqualTo("R");
  }

  @Test
  void theReferrerOfTheCardThatStaysCounts() {
    for (String number : List.of("R", "Q")) {
      ledger.decide(
          Call.issue()
              .with("card_number", number)
              .with("contact_id", number.equals("R") ? "9" : "8")
              .token(number)
              .command());
    }
    bring(OTHER, "R");
    bring(NUMBER, "Q");
    merged();
    assertThat(value(ledger.decide(referral(NUMBER).command()), "affiliate_card_number"))
        .isEqualTo("Q");
  }

  @Test
  void nobodyBecomesHisOwnReferrer() {
    bring(NUMBER, OTHER);
    merged();
    assertThat(ledger.card(NUMBER).affiliateCardNumber()).isEmpty();
    assertThat(value(ledger.decide(referral(NUMBER).command()), "skipped_reason"))
        .isEqualTo("no_affiliate");
    ledger.decide(
        Call.of("card_replace").with("card_number", NUMBER).with("new_card_number", "N").command());
    assertThat(value(ledger.decide(referral("N").token("n").command()), "skipped_reason"))
        .isEqualTo("no_affiliate");
  }

  @Test
  void whoWasBroughtByTheCardThatStaysBringsItNot() {
    bring(OTHER, NUMBER);
    merged();
    assertThat(ledger.card(NUMBER).affiliateCardNumber()).isEmpty();
    assertThat(value(ledger.decide(referral(NUMBER).command()), "skipped_reason"))
        .isEqualTo("no_affiliate");
  }

  @Test
  void bonusesOfAReferrerComeBackFromTheClientsOwnCardOnceTheyAreOne() {
    for (String goes : List.of(OTHER, NUMBER)) {
      Ledger own = new Ledger();
      own.decide(Call.issue().command());
      own.decide(
          Call.issue().with("card_number", OTHER).with("contact_id", "16").token("o").command());
      own.decide(
          Call.of("affiliate_set")
              .with("card_number", NUMBER)
              .with("affiliate_card_number", OTHER)
              .command());
      accepted(own.decide(referral(NUMBER).onDeal("1").command()));
      accepted(own.decide(Call.accrue("50").onDeal("1").command()));
      String stays = goes.equals(OTHER) ? NUMBER : OTHER;
      accepted(own.decide(merge(goes, stays).command()));
      assertThat(own.card(stays).balance().text()).isEqualTo("55.00");
      Decision refund = own.decide(Call.of("refund").onDeal("1").command());
      assertThat(value(refund, "card_number")).isEqualTo(stays);
      assertThat(own.card(stays).balance().isZero()).isTrue();
    }
  }

  @Test
  void blockedCardsCanBeMerged() {
    ledger.decide(Call.block().command());
    ledger.decide(onOther("card_block").with("block_reason", "x").command());
    merged();
    assertThat(ledger.card(NUMBER).status()).isEqualTo(CardStatus.BLOCKED);
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("300.00");
  }

  @Test
  void theCardThatStaysMayHaveReserves() {
    ledger.decide(Call.of("hold").with("card_number", NUMBER).with("amount", "40").command());
    merged();
    assertThat(ledger.card(NUMBER).held().text()).isEqualTo("40.00");
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("260.00");
  }

  @Test
  void refusesTheOtherCardWithReserves() {
    ledger.decide(onOther("hold").with("amount", "40").command());
    assertRefused(
        ledger,
        merge(),
        Rejection.CARD_HAS_OPEN_HOLDS,
        "На карте есть резерв 40,00 RUB. Сначала завершите оплату.",
        "The card has 40.00 RUB reserved. Finish the payment first.");
  }

  @Test
  void refusesDeletedCards() {
    merged();
    assertRefused(
        ledger,
        merge().token("again"),
        Rejection.CARD_DELETED,
        "Карта OTHER удалена, операции по ней невозможны.",
        "Card OTHER is deleted; no operations are possible.");
    assertRefused(
        ledger,
        merge(NUMBER, OTHER),
        Rejection.CARD_DELETED,
        "Карта OTHER удалена, операции по ней невозможны.",
        "Card OTHER is deleted; no operations are possible.");
  }

  @Test
  void refusesACardThatIsNotThere() {
    assertRefused(
        ledger,
        merge("NOBODY", NUMBER),
        Rejection.CARD_NOT_FOUND,
        "Карта NOBODY не найдена.",
        "Card NOBODY was not found.");
    assertThat(refusal(ledger, merge(NUMBER, "NOBODY"))).isEqualTo(Rejection.CARD_NOT_FOUND);
    Call both = merge().with("from_card_id", ledger.card(NUMBER).cardId().toString());
    assertThat(refusal(ledger, both)).isEqualTo(Rejection.IDENTIFIERS_CONFLICT);
  }

  @Test
  void refusesACallThatNamesNoOtherCard() {
    assertRefused(
        ledger,
        merge().without("from_card_number"),
        Rejection.INPUT_REQUIRED,
        "Не заполнено поле «Номер второй карты» в настройках действия.",
        "Field \"Number of the other card\" of the action is empty.");
    assertThat(refusal(ledger, merge().without("card_number")))
        .isEqualTo(Rejection.IDENTIFIER_MISSING);
  }

  @Test
  void refusesACardWithItself() {
    assertRefused(
        ledger,
        merge(NUMBER, NUMBER),
        Rejection.INPUT_INVALID,
        "Поле «Номер второй карты» заполнено неверно: «79780000000».",
        "Field \"Number of the other card\" has a wrong value: \"79780000000\".");
  }

  @Test
  void refusesACardWhosePlaceAnotherTook() {
    ledger.decide(onOther("card_replace").with("new_card_number", "N").command());
    for (Call call : List.of(merge(), merge(NUMBER, OTHER), merge("N", OTHER), merge(OTHER, "N"))) {
      assertRefused(
          ledger,
          call,
          Rejection.CARD_BLOCKED,
          "Карта OTHER заблокирована: заменена картой N. Операция не выполнена.",
          "Card OTHER is blocked: заменена картой N. Nothing was done.");
    }
    ledger.decide(onOther("card_unblock").command());
    assertRefused(
        ledger,
        merge("N", OTHER).token("used"),
        Rejection.INPUT_INVALID,
        "Поле «Номер второй карты» заполнено неверно: «N».",
        "Field \"Number of the other card\" has a wrong value: \"N\".");
  }

  /** A card that was replaced, is in use again and takes over another one leads nowhere else. */
  @Test
  void aCardInUseAgainStandsForItself() {
    Decision payment = ledger.decide(onOther("pay").with("amount", "40").command());
    ledger.decide(Call.of("card_replace").with("card_number", NUMBER).command());
    ledger.decide(Call.unblock().command());
    merged();
    Decision back =
        ledger.decide(
            Call.of("refund").with("transaction_id", value(payment, "transaction_id")).command());
    assertThat(value(back, "card_number")).isEqualTo(NUMBER);
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("100.00");
  }

  @Test
  void refusesAnotherCurrency() {
    ledger.with("program.currency", "USD");
    ledger.decide(
        Call.issue().with("card_number", "D").with("contact_id", "17").token("d").command());
    assertRefused(
        ledger,
        merge("D", NUMBER),
        Rejection.CURRENCY_MISMATCH,
        "Валюта USD не совпадает с валютой карты RUB.",
        "Currency USD differs from the card currency RUB.");
  }
}
