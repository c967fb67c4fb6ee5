package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contacts that are added here are found by what is known about them, with a card or without. */
class HolderTest {

  private final Ledger ledger = new Ledger();
  private String anna = "";

  @BeforeEach
  void addContact() {
    Call call =
        Call.of("contact_create")
            .with("name", "Anna")
            .with("timezone", "Europe/Moscow")
            .with("phone", "+79001112233")
            .with("email", "Anna@Example.com")
            .with("external_ids", "site=5")
            .token("anna");
    anna = value(accepted(ledger.decide(call.command())), "contact_id");
  }

  private void issueCard() {
    Call call =
        Call.of("card_create")
            .with("contact_id", anna)
            .with("crm_contact_id", "77")
            .with("card_number", "A")
            .with("phone", "79001112233")
            .with("email", "anna@example.com")
            .with("external_ids", "site=5")
            .token("card");
    accepted(ledger.decide(call.command()));
  }

  private static Call find(String input, String text) {
    return Call.of("card_find").with(input, text);
  }

  private String found(Call call) {
    return value(ledger.decide(call.command()), "card_numbers");
  }

  @Test
  void areToldWhenTheyHaveNoCard() {
    for (Call call :
        new Call[] {
          find("phone", "8 900 111-22-33"),
          find("email", "anna@example.com"),
          find("external_id", "5").with("external_id_key", "site")
        }) {
      Decision decision = ledger.decide(call.command());
      assertThat(value(decision, "found_count")).isEqualTo("0");
      assertThat(value(decision, "contacts_without_card")).isEqualTo(anna);
    }
    issueCard();
    Decision decision = ledger.decide(find("phone", "79001112233").token("later").command());
    assertThat(value(decision, "card_numbers")).isEqualTo("A");
    assertThat(value(decision, "contacts_without_card")).isEmpty();
  }

  @Test
  void areFoundByTheirIdsWithinASystem() {
    issueCard();
    assertThat(found(find("external_id", "5").with("external_id_key", "site"))).isEqualTo("A");
    assertThat(found(find("external_id", "5").with("external_id_key", "mobile"))).isEmpty();
    assertThat(found(find("external_id", "77"))).isEqualTo("A");
    assertThat(found(find("email", "anna@example.com").with("contact_id", "77"))).isEqualTo("A");
  }

  @Test
  void noLongerLeadToACardThatIsGone() {
    issueCard();
    Call replace = Call.of("card_replace").with("card_number", "A").with("new_card_number", "B");
    accepted(ledger.decide(replace.token("replace").command()));
    Call bySite = find("external_id", "5").with("external_id_key", "site");
    assertThat(found(bySite)).isEqualTo("B");
    assertThat(found(find("contact_id", "77"))).isEqualTo("B");

    accepted(
        ledger.decide(Call.of("card_delete").with("card_number", "B").token("delete").command()));
    assertThat(found(bySite.token("again"))).isEmpty();
    assertThat(found(find("contact_id", "77").token("again"))).isEmpty();
  }
}
