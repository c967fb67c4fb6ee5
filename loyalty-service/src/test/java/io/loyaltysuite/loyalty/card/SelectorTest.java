package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose card: every identifier alone, together, and against each other. */
class SelectorTest {

  private final Ledger ledger = new Ledger().with("card.max_per_contact", "3");

  @BeforeEach
  void issueCards() {
    ledger.decide(Call.issue().command());
    ledger.decide(
        Call.issue().token("16").with("contact_id", "16").with("card_number", "B16").command());
  }

  @Test
  void findsByEachIdentifier() {
    String id = ledger.card(NUMBER).cardId().toString();
    assertThat(found(get().with("card_id", id))).isEqualTo(NUMBER);
    assertThat(found(get().with("card_id", id.toUpperCase(Locale.ROOT)))).isEqualTo(NUMBER);
    assertThat(found(get().with("card_number", NUMBER))).isEqualTo(NUMBER);
    assertThat(found(get().with("contact_id", "15"))).isEqualTo(NUMBER);
    assertThat(found(get().with("phone", "+7 (978) 000-00-00"))).isEqualTo(NUMBER);
    assertThat(found(get().with("phone", "89780000000"))).isEqualTo(NUMBER);
  }

  @Test
  void takesTheDocumentsContactOnlyWhenNothingIsGiven() {
    assertThat(found(get().on("CONTACT_16"))).isEqualTo("B16");
    assertThat(found(get().on("CONTACT_16").with("contact_id", "15"))).isEqualTo(NUMBER);
  }

  @Test
  void anUnknownPhoneContradictsNothing() {
    assertThat(found(get().with("card_number", "B16").with("phone", "+79991112233")))
        .isEqualTo("B16");
  }

  @Test
  void identifiersTogetherNarrowTheChoice() {
    ledger.decide(Call.issue().token("2").with("card_number", "B15").command());
    assertThat(found(get().with("contact_id", "15").with("phone", NUMBER))).isEqualTo(NUMBER);
    assertThat(found(get().with("contact_id", "15").with("card_number", "B15"))).isEqualTo("B15");
  }

  @Test
  void refusesWithoutIdentifier() {
    assertRefused(
        ledger,
        get(),
        Rejection.IDENTIFIER_MISSING,
        "Не указано, чья карта: задайте номер карты, контакт или телефон.",
        "Whose card is it? Provide a card number, a contact or a phone.");
    assertThat(refusal(ledger, get().with("contact_id", "0").onDeal("5")))
        .isEqualTo(Rejection.IDENTIFIER_MISSING);
  }

  @Test
  void refusesIdentifiersOfDifferentClients() {
    assertRefused(
        ledger,
        get().with("card_number", NUMBER).with("contact_id", "16"),
        Rejection.IDENTIFIERS_CONFLICT,
        "Номер карты и контакт относятся к разным клиентам.",
        "The card number and the contact belong to different clients.");
    assertThat(refusal(ledger, get().with("card_number", NUMBER).with("contact_id", "99")))
        .isEqualTo(Rejection.IDENTIFIERS_CONFLICT);
    assertThat(refusal(ledger, get().with("card_number", "B16").with("phone", NUMBER)))
        .isEqualTo(Rejection.IDENTIFIERS_CONFLICT);
  }

  @Test
  void refusesAPhoneThatIsNone() {
    assertRefused(
        ledger,
        get().with("phone", "12-34"),
        Rejection.PHONE_INVALID,
        "Телефон «12-34» не похож на номер.",
        "\"12-34\" does not look like a phone number.");
  }

  @Test
  void prefersAConflictToABadPhoneAndThatToAMissingCard() {
    Call conflict = get().with("card_number", NUMBER).with("contact_id", "16").with("phone", "12");
    assertThat(refusal(ledger, conflict)).isEqualTo(Rejection.IDENTIFIERS_CONFLICT);
    assertThat(refusal(ledger, get().with("card_number", "404").with("phone", "12")))
        .isEqualTo(Rejection.PHONE_INVALID);
  }

  @Test
  void refusesAPhoneOfSeveralContacts() {
    ledger.decide(
        Call.issue()
            .token("17")
            .with("contact_id", "17")
            .with("card_number", "B17")
            .with("phone", NUMBER)
            .command());
    assertRefused(
        ledger,
        get().with("phone", "+79780000000"),
        Rejection.CONTACT_AMBIGUOUS,
        "По телефону +79780000000 найдено контактов: 2. Объедините дубли или укажите карту.",
        "2 contacts share phone +79780000000. Merge duplicates or give the card.");
  }

  @Test
  void refusesAContactWithSeveralCards() {
    ledger.decide(Call.issue().token("2").with("card_number", "B15").command());
    assertRefused(
        ledger,
        get().with("contact_id", "15"),
        Rejection.CARD_AMBIGUOUS,
        "У клиента несколько карт: 79780000000, B15. Укажите номер.",
        "The client has several cards: 79780000000, B15. Give the number.");
  }

  /**
   * A card over REST belongs to a contact that was added here, and the CRM's contact leads to it.
   */
  @Test
  void callsNoPhoneByNameWhenNoneWasGiven() {
    ledger.decide(
        Call.issue()
            .token("rest")
            .with("contact_id", "0b5f3a0e-6f0e-4c3e-9d7e-0d7b6b1c2a11")
            .with("crm_contact_id", "15")
            .with("card_number", "B15")
            .command());
    assertRefused(
        ledger,
        get().with("contact_id", "15"),
        Rejection.CARD_AMBIGUOUS,
        "У клиента несколько карт: 79780000000, B15. Укажите номер.",
        "The client has several cards: 79780000000, B15. Give the number.");
  }

  @Test
  void saysWhatWasNotFound() {
    assertRefused(
        ledger,
        get().with("contact_id", "99"),
        Rejection.CARD_NOT_FOUND,
        "Карта клиента не найдена.",
        "Card of the client was not found.");
    assertRefused(
        ledger,
        get().with("phone", "+79991112233"),
        Rejection.CARD_NOT_FOUND,
        "Карта с телефоном +79991112233 не найдена.",
        "Card with phone +79991112233 was not found.");
    assertRefused(
        ledger,
        get().with("card_id", "nonsense").with("contact_id", "15"),
        Rejection.CARD_NOT_FOUND,
        "Карта с указанным идентификатором не найдена.",
        "Card with the given id was not found.");
  }

  private String found(Call call) {
    return value(ledger.decide(call.command()), "card_number");
  }

  private static Call get() {
    return Call.of("card_get");
  }
}
