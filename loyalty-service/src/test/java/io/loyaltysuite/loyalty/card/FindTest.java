package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A6: find a client's card. */
class FindTest {

  private final Ledger ledger = new Ledger().with("card.max_per_contact", "5");

  /** Contact 1 has one card, contact 2 has three of which the second is the richest. */
  @BeforeEach
  void issueCards() {
    issue("A", "1", "10");
    issue("B1", "2", "20");
    issue("B2", "2", "40");
    issue("B3", "2", "30");
  }

  private void issue(String number, String contact, String balance) {
    Call call =
        Call.of("card_create")
            .with("card_number", number)
            .with("contact_id", contact)
            .with("start_balance", balance)
            .with("phone", contact.equals("1") ? "+79001112233" : "+79004445566")
            .with("email", "Client" + contact + "@example.com")
            .with("barcode", "bar-" + number)
            .with("external_id", "ext-" + number)
            .token("issue-" + number);
    accepted(ledger.decide(call.command()));
  }

  @Test
  void findsByEverythingThatIsKnown() {
    Decision decision = ledger.decide(find("contact_id", "1").command());
    assertThat(decision.message()).isEqualTo("Найдена карта A.");
    assertThat(value(decision, "card_number")).isEqualTo("A");
    assertThat(value(decision, "card_balance")).isEqualTo("10.00");
    assertThat(value(decision, "found_count")).isEqualTo("1");
    assertThat(value(decision, "card_numbers")).isEqualTo("A");
    assertThat(value(decision, "contact_ids")).isEqualTo("1");
    assertThat(value(decision, "contacts_without_card")).isEmpty();
    assertThat(ledger.decide(find("contact_id", "1").in(Language.EN).command()).message())
        .isEqualTo("Found card A.");
    assertThat(number(find("phone", "8 (900) 111-22-33"))).isEqualTo("A");
    assertThat(number(find("email", "client1@EXAMPLE.com"))).isEqualTo("A");
    assertThat(number(find("barcode", "bar-B3"))).isEqualTo("B3");
    assertThat(number(find("external_id", "ext-B1"))).isEqualTo("B1");
    assertThat(number(find("external_id", "1"))).isEqualTo("A");
    assertThat(number(find("external_id", "1").with("external_id_key", "site"))).isEmpty();
    assertThat(number(find("external_id", "ext-A").with("external_id_key", "site"))).isEqualTo("A");
  }

  private String number(Call call) {
    return value(ledger.decide(call.command()), "card_number");
  }

  @Test
  void everythingGivenHasToLeadToTheCard() {
    assertThat(number(find("contact_id", "2").with("barcode", "bar-B2"))).isEqualTo("B2");
    assertThat(number(find("contact_id", "1").with("barcode", "bar-B2"))).isEmpty();
  }

  @Test
  void tellsWhenThereIsNone() {
    Decision decision = ledger.decide(find("contact_id", "7").command());
    assertThat(decision.message()).isEqualTo("Карта у клиента не найдена.");
    assertThat(value(decision, "found_count")).isEqualTo("0");
    assertThat(value(decision, "contacts_without_card")).isEqualTo("7");
    assertThat(ledger.decide(find("contact_id", "7").in(Language.EN).command()).message())
        .isEqualTo("The client has no card.");
    assertRefused(
        ledger,
        find("contact_id", "7").with("not_found_is_error", "Y"),
        Rejection.CARD_NOT_FOUND,
        "Карта клиента не найдена.",
        "Card of the client was not found.");
  }

  @Test
  void picksTheNewestOrTheRichest() {
    assertThat(number(find("contact_id", "2").with("pick", "newest"))).isEqualTo("B3");
    Decision richest = ledger.decide(find("contact_id", "2").with("pick", "richest").command());
    assertThat(richest.message()).isEqualTo("Найдена карта B2.");
    assertThat(value(richest, "found_count")).isEqualTo("3");
    assertThat(value(richest, "card_balance")).isEqualTo("40.00");
    assertThat(number(find("contact_id", "1").with("pick", "richest").token("2"))).isEqualTo("A");
    assertThat(number(find("contact_id", "7").with("pick", "richest").token("3"))).isEmpty();
  }

  @Test
  void returnsAll() {
    Decision decision = ledger.decide(find("contact_id", "2").with("pick", "all").command());
    assertThat(decision.message()).isEqualTo("Найдено карт: 3.");
    assertThat(value(decision, "card_numbers")).isEqualTo("B1;B2;B3");
    assertThat(value(decision, "contact_ids")).isEqualTo("2");
    assertThat(value(decision, "card_number")).isEmpty();
    Call english = find("contact_id", "2").with("pick", "all").in(Language.EN).token("2");
    assertThat(ledger.decide(english.command()).message()).isEqualTo("3 cards found.");
    assertThat(number(find("contact_id", "1").with("pick", "all").token("3"))).isEqualTo("A");
  }

  @Test
  void deletedAndReplacedCardsAreNotFound() {
    ledger.decide(
        Call.of("card_delete").with("card_number", "B3").with("balance_action", "burn").command());
    ledger.decide(
        Call.of("card_replace").with("card_number", "B2").with("new_card_number", "B4").command());
    Decision decision = ledger.decide(find("contact_id", "2").with("pick", "all").command());
    assertThat(value(decision, "card_numbers")).isEqualTo("B1;B4");
    assertThat(number(find("email", "client2@example.com").with("pick", "richest").token("2")))
        .isEqualTo("B4");
    assertThat(number(find("external_id", "ext-B2").token("3"))).isEqualTo("B4");
  }

  @Test
  void refusesWhenItHasToChoose() {
    assertRefused(
        ledger,
        find("contact_id", "2"),
        Rejection.CARD_AMBIGUOUS,
        "У клиента несколько карт: B1, B2, B3. Укажите номер.",
        "The client has several cards: B1, B2, B3. Give the number.");
    Call sister =
        Call.of("card_create")
            .with("card_number", "S")
            .with("contact_id", "3")
            .with("phone", "+79001112233")
            .token("sister");
    accepted(ledger.decide(sister.command()));
    assertRefused(
        ledger,
        find("phone", "+79001112233"),
        Rejection.CONTACT_AMBIGUOUS,
        "По телефону +79001112233 найдено контактов: 2. Объедините дубли или укажите карту.",
        "2 contacts share phone +79001112233. Merge duplicates or give the card.");
  }

  @Test
  void callsAnEMailNoPhone() {
    Call sister =
        Call.of("card_create")
            .with("card_number", "S")
            .with("contact_id", "3")
            .with("email", "client1@example.com")
            .token("sister");
    accepted(ledger.decide(sister.command()));
    Decision refused = ledger.decide(find("email", "client1@example.com").command());
    assertThat(refused.message())
        .startsWith("У клиента несколько карт: ")
        .doesNotContain("телефон");
    assertThat(ledger.decide(find("email", "client1@example.com").in(Language.EN).command()))
        .extracting(Decision::message)
        .asString()
        .startsWith("The client has several cards: ");
  }

  @Test
  void refusesWhatIsNoPhoneNoEMailOrNothing() {
    assertRefused(
        ledger,
        Call.of("card_find"),
        Rejection.IDENTIFIER_MISSING,
        "Не указано, чья карта: задайте номер карты, контакт или телефон.",
        "Whose card is it? Provide a card number, a contact or a phone.");
    assertRefused(
        ledger,
        find("phone", "call me"),
        Rejection.PHONE_INVALID,
        "Телефон «call me» не похож на номер.",
        "\"call me\" does not look like a phone number.");
    for (String email : List.of("me", "me@home", "a b@example.com", "@example.com", "a@b@c.d")) {
      assertRefused(
          ledger,
          find("email", email).token(email),
          Rejection.EMAIL_INVALID,
          "Адрес почты «" + email + "» записан неверно.",
          "The e-mail \"" + email + "\" is not valid.");
    }
    Call issue = Call.of("card_create").with("contact_id", "8").with("email", "me");
    assertThat(refusal(ledger, issue)).isEqualTo(Rejection.INPUT_INVALID);
  }

  private static Call find(String name, String value) {
    return Call.of("card_find").with(name, value);
  }
}
