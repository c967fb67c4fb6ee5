package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A24: who brought the client. */
class AffiliateSetTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCards() {
    ledger.decide(Call.issue().command());
    for (int contact = 1; contact <= 3; contact++) {
      issue("R" + contact, contact);
    }
  }

  private void issue(String number, int contact) {
    Call call =
        Call.issue()
            .with("card_number", number)
            .with("contact_id", Integer.toString(contact))
            .token("issue-" + number);
    accepted(ledger.decide(call.command()));
  }

  @Test
  void remembersWhoBroughtTheClient() {
    Decision decision = ledger.decide(set("R1").command());
    assertThat(decision.message()).isEqualTo("Рекомендатель записан: карта R1.");
    assertThat(value(decision, "affiliate_card_number")).isEqualTo("R1");
    assertThat(value(decision, "changed")).isEqualTo("Y");
    assertThat(value(ledger.decide(Call.get().command()), "affiliate_card_number")).isEqualTo("R1");
    Decision again = ledger.decide(set("R1").token("2").in(Language.EN).command());
    assertThat(again.message()).isEqualTo("Referrer saved: card R1.");
    assertThat(value(again, "changed")).isEqualTo("N");
    assertThat(accepted(again).entries()).isEmpty();
  }

  @Test
  void anotherReferrerNeedsPermission() {
    ledger.decide(set("R1").command());
    assertRefused(
        ledger,
        set("R2").token("2"),
        Rejection.AFFILIATE_ALREADY_SET,
        "Рекомендатель уже указан: карта R1.",
        "The referrer is already set: card R1.");
    accepted(ledger.decide(set("R2").with("overwrite", "Y").token("3").command()));
    assertThat(ledger.card(NUMBER).affiliateCardNumber()).isEqualTo("R2");
  }

  @Test
  void refusesACardThatIsNotThere() {
    assertRefused(
        ledger,
        set("none"),
        Rejection.AFFILIATE_CARD_NOT_FOUND,
        "Карта рекомендателя none не найдена.",
        "Referrer card none was not found.");
  }

  @Test
  void refusesACardThatIsNotActive() {
    ledger.decide(Call.block().with("card_number", "R1").command());
    assertRefused(
        ledger,
        set("R1"),
        Rejection.AFFILIATE_NOT_ACTIVE,
        "Карта рекомендателя R1 не активна.",
        "Referrer card R1 is not active.");
  }

  @Test
  void nobodyBringsHimself() {
    assertRefused(
        ledger,
        set(NUMBER),
        Rejection.AFFILIATE_SELF_REFERENCE,
        "Нельзя указать клиента рекомендателем самому себе.",
        "A client cannot refer themselves.");
    ledger.with("card.max_per_contact", "2");
    issue("second", 15);
    assertThat(refusal(ledger, set("second"))).isEqualTo(Rejection.AFFILIATE_SELF_REFERENCE);
    Call samePhone =
        Call.issue().with("card_number", "P").with("contact_id", "9").with("phone", NUMBER);
    accepted(ledger.decide(samePhone.token("phone").command()));
    assertThat(refusal(ledger, set("P"))).isEqualTo(Rejection.AFFILIATE_SELF_REFERENCE);
  }

  @Test
  void refusesACircle() {
    ledger.decide(set("R1").command());
    ledger.decide(set("R2").with("card_number", "R1").token("2").command());
    ledger.decide(set("R3").with("card_number", "R2").token("3").command());
    assertRefused(
        ledger,
        set(NUMBER).with("card_number", "R3"),
        Rejection.AFFILIATE_CYCLE,
        "Цепочка рекомендаций замыкается.",
        "The referral chain is circular.");
    assertThat(ledger.card("R3").affiliateCardNumber()).isEmpty();
  }

  @Test
  void refusesAChainWithoutEnd() {
    for (int i = 4; i <= SettingAffiliate.MAX_CHAIN + 3; i++) {
      issue("R" + i, 100 + i);
      ledger.decide(set("R" + (i - 1)).with("card_number", "R" + i).token("s" + i).command());
    }
    String last = "R" + (SettingAffiliate.MAX_CHAIN + 3);
    assertThat(refusal(ledger, set(last))).isEqualTo(Rejection.AFFILIATE_CYCLE);
  }

  @Test
  void theClientsCardHasToBeActive() {
    ledger.decide(Call.block().command());
    assertThat(refusal(ledger, set("none"))).isEqualTo(Rejection.CARD_BLOCKED);
    ledger.decide(Call.of("card_delete").with("card_number", NUMBER).command());
    assertThat(refusal(ledger, set("none"))).isEqualTo(Rejection.CARD_DELETED);
    assertRefused(
        ledger,
        set("R1").without("affiliate_card_number"),
        Rejection.INPUT_REQUIRED,
        "Не заполнено поле «Карта рекомендателя» в настройках действия.",
        "Field \"Referrer card\" of the action is empty.");
  }

  private static Call set(String referrer) {
    return Call.of("affiliate_set")
        .with("card_number", NUMBER)
        .with("affiliate_card_number", referrer);
  }
}
