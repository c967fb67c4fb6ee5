package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.CONTACT;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A2: delete a card. */
class DeleteTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().command());
  }

  @Test
  void closesAnEmptyCard() {
    Decision decision = ledger.decide(delete().command());
    assertThat(decision.message()).isEqualTo("Карта 79780000000 удалена, сгорело 0,00 RUB.");
    assertThat(value(decision, "card_status")).isEqualTo("deleted");
    assertThat(value(decision, "burned_amount")).isEqualTo("0.00");
    assertThat(value(decision, "transaction_id")).isEmpty();
    assertThat(kinds(decision)).containsExactly("card_deleted");
  }

  @Test
  void burnsWhatIsLeftWhenAllowed() {
    ledger.decide(Call.accrue("1500").command());
    ledger.decide(Call.accrue("20").token("2").with("available_after_days", "3").command());
    Call call = delete().with("balance_action", "burn").in(Language.EN);
    Decision decision = ledger.decide(call.command());
    assertThat(decision.message()).isEqualTo("Card 79780000000 deleted, 1,520.00 RUB burned.");
    assertThat(value(decision, "burned_amount")).isEqualTo("1520.00");
    assertThat(value(decision, "card_balance")).isEqualTo("0.00");
    assertThat(kinds(decision)).containsExactly("burned", "card_deleted");
    assertThat(accepted(decision).entries().getFirst().reason().code()).isEqualTo("bonus.burn");
    assertThat(ledger.card(NUMBER).pending().isZero()).isTrue();
    Call refund = Call.of("refund").with("transaction_id", value(decision, "transaction_id"));
    assertThat(refusal(ledger, refund)).isEqualTo(Rejection.CARD_DELETED);
  }

  @Test
  void keepsACardWithBonuses() {
    ledger.decide(Call.accrue("1500").command());
    ledger.decide(Call.accrue("20").token("2").with("available_after_days", "3").command());
    assertRefused(
        ledger,
        delete(),
        Rejection.CARD_BALANCE_NOT_ZERO,
        "На карте осталось 1 520,00 RUB. Спишите бонусы или разрешите сжечь их.",
        "1,520.00 RUB is left on the card. Spend it or allow burning.");
  }

  @Test
  void keepsACardWithReserves() {
    ledger.decide(Call.accrue("100").command());
    ledger.decide(Call.of("hold").with("card_number", NUMBER).with("amount", "40").command());
    assertThat(refusal(ledger, delete())).isEqualTo(Rejection.CARD_BALANCE_NOT_ZERO);
    assertRefused(
        ledger,
        delete().with("balance_action", "burn"),
        Rejection.CARD_HAS_OPEN_HOLDS,
        "На карте есть резерв 40,00 RUB. Сначала завершите оплату.",
        "The card has 40.00 RUB reserved. Finish the payment first.");
  }

  @Test
  void closesABlockedCardAndNoneTwice() {
    ledger.decide(Call.block().command());
    accepted(ledger.decide(delete().command()));
    assertRefused(
        ledger,
        delete(),
        Rejection.CARD_ALREADY_DELETED,
        "Карта 79780000000 уже удалена.",
        "Card 79780000000 is already deleted.");
  }

  @Test
  void refusesWhatItCannotFindOrUnderstand() {
    assertThat(refusal(ledger, Call.of("card_delete"))).isEqualTo(Rejection.IDENTIFIER_MISSING);
    assertThat(refusal(ledger, delete().with("card_number", "none")))
        .isEqualTo(Rejection.CARD_NOT_FOUND);
    assertRefused(
        ledger,
        delete().with("balance_action", "keep"),
        Rejection.INPUT_INVALID,
        "Поле «Что сделать с остатком» заполнено неверно: «keep».",
        "Field \"What to do with the balance\" has a wrong value: \"keep\".");
  }

  @Test
  void nothingMovesOnADeletedCard() {
    ledger.decide(delete().command());
    assertThat(refusal(ledger, Call.accrue("5"))).isEqualTo(Rejection.CARD_DELETED);
    assertThat(refusal(ledger, Call.pay("5"))).isEqualTo(Rejection.CARD_DELETED);
    assertThat(refusal(ledger, Call.block())).isEqualTo(Rejection.CARD_DELETED);
    assertThat(refusal(ledger, Call.unblock())).isEqualTo(Rejection.CARD_DELETED);
    assertThat(ledger.decide(Call.get().command()).message()).contains("удалена");
  }

  @Test
  void theClientGetsAnotherCardAndIsFoundByIt() {
    ledger.decide(delete().command());
    Call again = Call.issue().token("2").with("card_number", "B2").with("phone", NUMBER);
    assertThat(value(ledger.decide(again.command()), "created")).isEqualTo("Y");
    Call get = Call.of("card_get").with("contact_id", CONTACT);
    assertThat(value(ledger.decide(get.command()), "card_number")).isEqualTo("B2");
    assertThat(value(ledger.decide(get.with("phone", NUMBER).command()), "card_number"))
        .isEqualTo("B2");
    Call old = get.with("card_number", NUMBER);
    assertThat(value(ledger.decide(old.command()), "card_status")).isEqualTo("deleted");
  }

  @Test
  void ofDeletedCardsAloneTheLastAnswers() {
    ledger.decide(delete().command());
    Call again = Call.issue().token("2").with("card_number", "B2");
    ledger.decide(again.command());
    ledger.decide(delete().token("3").with("card_number", "B2").command());
    Call get = Call.of("card_get").with("contact_id", CONTACT);
    assertThat(value(ledger.decide(get.command()), "card_number")).isEqualTo("B2");
  }

  @Test
  void theNumberStaysTaken() {
    ledger.decide(delete().command());
    assertThat(refusal(ledger, Call.issue().token("2"))).isEqualTo(Rejection.CARD_NUMBER_TAKEN);
  }

  private static List<String> kinds(Decision decision) {
    return accepted(decision).entries().stream()
        .map(entry -> ChangeText.kind(entry.change()))
        .toList();
  }

  private static Call delete() {
    return Call.of("card_delete").with("card_number", NUMBER);
  }
}
