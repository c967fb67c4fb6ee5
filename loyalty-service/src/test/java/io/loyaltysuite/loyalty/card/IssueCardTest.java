package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.CONTACT;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static io.loyaltysuite.loyalty.card.Call.issue;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A1: issue card. */
class IssueCardTest {

  private final Ledger ledger = new Ledger();

  @Test
  void issuesACardWithAStartBalance() {
    Decision decision = ledger.decide(issue().with("start_balance", "500").command());
    assertThat(decision.message())
        .isEqualTo("Карта 79780000000 выпущена, начальный баланс 500,00 RUB.");
    assertThat(value(decision, "created")).isEqualTo("Y");
    assertThat(value(decision, "contact_id")).isEqualTo(CONTACT);
    assertThat(value(decision, "card_balance")).isEqualTo("500.00");
    assertThat(value(decision, "card_percentage")).isEqualTo("5.0");
    assertThat(value(decision, "start_balance")).isEqualTo("500.00");
    assertThat(value(decision, "transaction_id")).isNotEmpty();
    assertThat(accepted(decision).entries())
        .extracting(e -> ChangeText.kind(e.change()))
        .containsExactly("card_issued", "accrued");
    assertThat(accepted(decision).entries().getLast().reason().code()).isEqualTo("card.start");
  }

  @Test
  void saysSoInEnglish() {
    Decision decision =
        ledger.decide(issue().in(Language.EN).with("start_balance", "1500").command());
    assertThat(decision.message())
        .isEqualTo("Card 79780000000 issued, starting balance 1,500.00 RUB.");
  }

  @Test
  void answersARepeatedContactWithTheCardItHas() {
    ledger.decide(issue().command());
    Decision again = ledger.decide(issue().token("2").with("card_number", "another").command());
    assertThat(again.message())
        .isEqualTo("У клиента уже есть карта 79780000000, новая не выпускалась.");
    assertThat(value(again, "created")).isEqualTo("N");
    assertThat(accepted(again).entries()).isEmpty();
    assertThat(ledger.decide(issue().in(Language.EN).token("3").command()).message())
        .isEqualTo("The client already has card 79780000000; no new card was issued.");
  }

  @Test
  void takesTheContactFromTheDocument() {
    Call call = issue().without("contact_id").on("CONTACT_77");
    assertThat(value(ledger.decide(call.command()), "contact_id")).isEqualTo("77");
  }

  @Test
  void takesThePercentageFromTheLevel() {
    ledger.with("level.1.code", "silver").with("level.1.percentage", "7.50");
    Decision decision = ledger.decide(issue().with("level_code", "silver").command());
    assertThat(value(decision, "card_percentage")).isEqualTo("7.5");
    assertThat(value(decision, "card_level_code")).isEqualTo("silver");
  }

  @Test
  void generatesTheSameNumberForTheSameCommand() {
    Call call = issue().without("card_number");
    String number = value(ledger.decide(call.command()), "card_number");
    assertThat(number).matches("[1-9][0-9]{11}");
    assertThat(value(new Ledger().decide(call.command()), "card_number")).isEqualTo(number);
  }

  @Test
  void passesOverGeneratedNumbersThatAreTaken() {
    Call call = issue().without("card_number");
    String first = value(new Ledger().decide(call.command()), "card_number");
    ledger.take(new Key(Kind.CARD_NUMBER, first), "taken");
    assertThat(value(ledger.decide(call.command()), "card_number")).isNotEqualTo(first);
  }

  @Test
  void makesThePhoneTheNumberWhenTheProgramSaysSo() {
    ledger.with("card.number_from_phone", "Y");
    Call call = issue().without("card_number").with("phone", "8 (978) 000-00-01");
    assertThat(value(ledger.decide(call.command()), "card_number")).isEqualTo("79780000001");
  }

  @Test
  void issuesABlockedCard() {
    Decision decision =
        ledger.decide(
            issue().with("status", "blocked").with("reason_comment", "ждёт анкету").command());
    assertThat(value(decision, "card_status")).isEqualTo("blocked");
    assertThat(refusal(ledger, Call.accrue("1"))).isEqualTo(Rejection.CARD_BLOCKED);
  }

  @Test
  void allowsMoreCardsPerContactWhenTheProgramSaysSo() {
    ledger.with("card.max_per_contact", "2");
    ledger.decide(issue().command());
    Decision second = ledger.decide(issue().token("2").with("card_number", "B2").command());
    assertThat(value(second, "created")).isEqualTo("Y");
  }

  @Test
  void remembersTheAffiliate() {
    ledger.decide(issue().command());
    ledger.decide(other().with("affiliate_card_number", NUMBER).command());
    assertThat(ledger.card("B2").affiliateCardNumber()).isEqualTo(NUMBER);
  }

  @Test
  void takesAnAffiliateWhoseBlockHasEnded() {
    ledger.decide(issue().command());
    ledger.decide(Call.block().with("block_until", "2026-03-10T12:00:00Z").command());
    Call call = other().with("affiliate_card_number", NUMBER);
    assertThat(refusal(ledger, call)).isEqualTo(Rejection.AFFILIATE_NOT_ACTIVE);
    accepted(ledger.decide(call.later(Duration.ofHours(3)).command()));
  }

  @Test
  void refusesADealWithoutAContact() {
    assertRefused(
        ledger,
        issue().with("contact_id", "0").onDeal("7"),
        Rejection.DEAL_CONTACT_MISSING,
        "В сделке не указан контакт.",
        "The deal has no contact.");
  }

  @Test
  void refusesADocumentThatHasNoContact() {
    assertRefused(
        ledger,
        issue().without("contact_id").on("COMPANY_3"),
        Rejection.DOCUMENT_UNSUPPORTED,
        "Действие нельзя использовать для этого типа документа.",
        "This action cannot be used for this type of document.");
  }

  @Test
  void refusesACallWithoutAnyContact() {
    assertRefused(
        ledger,
        issue().without("contact_id"),
        Rejection.INPUT_REQUIRED,
        "Не заполнено поле «Контакт CRM» в настройках действия.",
        "Field \"CRM contact\" of the action is empty.");
  }

  @Test
  void refusesASecondCardWhenAsked() {
    ledger.decide(issue().command());
    assertRefused(
        ledger,
        issue().token("2").with("if_exists", "error"),
        Rejection.CONTACT_ALREADY_HAS_CARD,
        "У клиента уже есть карта 79780000000.",
        "The client already has card 79780000000.");
  }

  @Test
  void refusesANumberAgainstTheRule() {
    assertRefused(
        ledger,
        issue().with("card_number", "№ 5"),
        Rejection.CARD_NUMBER_INVALID,
        "Номер карты «№ 5» не подходит: латинские буквы, цифры, точка, дефис и подчёркивание,"
            + " знаков 1-64.",
        "Card number \"№ 5\" is not allowed: Latin letters, digits, dot, hyphen and underscore,"
            + " 1 to 64 characters.");
  }

  @Test
  void refusesANumberAgainstAStricterRule() {
    ledger.with("card.number_digits_only", "Y").with("card.number_min_length", "4");
    assertRefused(
        ledger,
        issue().with("card_number", "A12"),
        Rejection.CARD_NUMBER_INVALID,
        "Номер карты «A12» не подходит: только цифры, знаков 4-64.",
        "Card number \"A12\" is not allowed: digits only, 4 to 64 characters.");
  }

  @Test
  void refusesATakenNumber() {
    ledger.decide(issue().command());
    assertRefused(
        ledger,
        issue().token("2").with("contact_id", "16"),
        Rejection.CARD_NUMBER_TAKEN,
        "Номер 79780000000 уже занят другой картой.",
        "Number 79780000000 already belongs to another card.");
  }

  @Test
  void refusesATakenBarcode() {
    ledger.decide(issue().with("barcode", "460").command());
    assertRefused(
        ledger,
        other().with("barcode", "460"),
        Rejection.BARCODE_TAKEN,
        "Штрихкод уже используется другой картой.",
        "The barcode is used by another card.");
  }

  @Test
  void refusesAPercentageOutOfRange() {
    ledger.with("program.max_percentage", "20");
    assertRefused(
        ledger,
        issue().with("percentage", "20.5"),
        Rejection.PERCENTAGE_OUT_OF_RANGE,
        "Процент 20,5 вне допустимого диапазона 0-20.",
        "Rate 20.5 is outside 0-20.");
  }

  @Test
  void refusesANegativeStartBalance() {
    assertRefused(
        ledger,
        issue().with("start_balance", "-1"),
        Rejection.AMOUNT_NEGATIVE,
        "Сумма не может быть отрицательной.",
        "The amount cannot be negative.");
  }

  @Test
  void refusesTooManyDecimals() {
    assertRefused(
        ledger,
        issue().with("start_balance", "1.005"),
        Rejection.AMOUNT_SCALE_EXCEEDED,
        "Слишком много знаков после запятой в сумме 1,005.",
        "Too many decimals in 1.005.");
  }

  @Test
  void refusesAnUnknownLevel() {
    assertRefused(
        ledger,
        issue().with("level_code", "gold"),
        Rejection.CARD_LEVEL_NOT_FOUND,
        "Уровень «gold» не найден.",
        "Level \"gold\" was not found.");
  }

  @Test
  void refusesAnUnknownAffiliate() {
    assertRefused(
        ledger,
        issue().with("affiliate_card_number", "X"),
        Rejection.AFFILIATE_CARD_NOT_FOUND,
        "Карта рекомендателя X не найдена.",
        "Referrer card X was not found.");
  }

  @Test
  void refusesABlockedAffiliate() {
    ledger.decide(issue().command());
    ledger.decide(Call.block().command());
    assertRefused(
        ledger,
        other().with("affiliate_card_number", NUMBER),
        Rejection.AFFILIATE_NOT_ACTIVE,
        "Карта рекомендателя 79780000000 не активна.",
        "Referrer card 79780000000 is not active.");
  }

  @Test
  void refusesASelfReferenceByContactAndByPhone() {
    ledger.with("card.max_per_contact", "2");
    ledger.decide(issue().command());
    assertRefused(
        ledger,
        issue().token("2").with("card_number", "B2").with("affiliate_card_number", NUMBER),
        Rejection.AFFILIATE_SELF_REFERENCE,
        "Нельзя указать клиента рекомендателем самому себе.",
        "A client cannot refer themselves.");
    Call samePhone = other().with("phone", "+79780000000").with("affiliate_card_number", NUMBER);
    assertThat(refusal(ledger, samePhone)).isEqualTo(Rejection.AFFILIATE_SELF_REFERENCE);
  }

  @Test
  void refusesWhenNoNumberIsFree() {
    Call call = issue().without("card_number");
    Numbers.candidates(call.id(), "", Settings.DEFAULTS.card())
        .forEach(number -> ledger.take(new Key(Kind.CARD_NUMBER, number), "taken"));
    assertRefused(
        ledger,
        call,
        Rejection.CARD_NUMBER_POOL_EXHAUSTED,
        "Закончились свободные номера карт.",
        "No free card numbers are left.");
  }

  @Test
  void refusesAPhoneThatIsNone() {
    assertRefused(
        ledger,
        issue().with("phone", "позвонить"),
        Rejection.INPUT_INVALID,
        "Поле «Телефон» заполнено неверно: «позвонить».",
        "Field \"Phone\" has a wrong value: \"позвонить\".");
  }

  @Test
  void prefersTheExistingCardToEverythingAboutANewOne() {
    ledger.decide(issue().command());
    Call wrong =
        issue()
            .token("2")
            .with("if_exists", "error")
            .with("card_number", "№")
            .with("percentage", "900");
    assertThat(refusal(ledger, wrong)).isEqualTo(Rejection.CONTACT_ALREADY_HAS_CARD);
  }

  @Test
  void prefersTheNumberToTheBarcodeAndThatToThePercentage() {
    ledger.decide(issue().with("barcode", "460").command());
    Call wrong = other().with("card_number", "№").with("barcode", "460").with("percentage", "900");
    assertThat(refusal(ledger, wrong)).isEqualTo(Rejection.CARD_NUMBER_INVALID);
    assertThat(refusal(ledger, wrong.with("card_number", "B2"))).isEqualTo(Rejection.BARCODE_TAKEN);
    assertThat(refusal(ledger, wrong.without("barcode")))
        .isEqualTo(Rejection.PERCENTAGE_OUT_OF_RANGE);
  }

  @Test
  void givesAStartBalanceTheProgramsLifetime() {
    ledger.with("accrual.lifetime_days", "30");
    ledger.decide(issue().with("start_balance", "10").command());
    assertThat(ledger.card(NUMBER).lots().getFirst().expiresAt()).isEqualTo("2026-04-09T21:00:00Z");
    assertThat(ledger.card(NUMBER).balance().amount()).isEqualTo(new BigDecimal("10.00"));
  }

  private static Call other() {
    return issue().token("other").with("contact_id", "16").with("card_number", "B2");
  }
}
