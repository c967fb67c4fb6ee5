package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.accepted;
import static io.loyaltysuite.loyalty.card.Answers.assertRefused;
import static io.loyaltysuite.loyalty.card.Answers.refusal;
import static io.loyaltysuite.loyalty.card.Answers.rejected;
import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.schemas.Ids;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A18, A19: discounts on a deal, the part of them that concerns the card. */
class DealDiscountTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void issueCard() {
    ledger.decide(Call.issue().with("start_balance", "500").with("percentage", "5").command());
  }

  @Test
  void setsBonusesAsideAndTellsThePortalWhatToDo() {
    Decision decision = ledger.decide(amount("300").command());
    PortalWork work = work(decision);
    assertThat(decision.message()).isEqualTo("Скидка вносится в сделку 42.");
    assertThat(work.kind().code()).isEqualTo("deal_discount");
    assertThat(work.until()).isEqualTo(Call.NOON.plus(Duration.ofDays(1)));
    assertThat(work.parameters())
        .containsEntry("follow_up", "deal_discount_amount_settle")
        .containsEntry("measure", "amount")
        .containsEntry("deal_id", "42")
        .containsEntry("amount", "300.00")
        .containsEntry("currency", "RUB")
        .containsEntry("distribute", "proportional")
        .containsEntry("no_rows", "change_sum")
        .containsEntry("first", amount("300").id().toString())
        .containsEntry("reason_code", "b24_deal_discount_amount");
    Hold hold = ledger.card(NUMBER).holds().getFirst();
    assertThat(work.parameters()).containsEntry("hold_id", hold.id().toString());
    assertThat(hold.amount().text()).isEqualTo("300.00");
    assertThat(hold.document()).isEqualTo("crm|CCrmDocument|DEAL_42");
    assertThat(value(decision, "card_balance")).isEqualTo("200.00");
  }

  @Test
  void chargesWhatTheDealGot() {
    Decision asked = ledger.decide(amount("300").command());
    Decision given = ledger.decide(applied(asked, "299.97", "2000", "1700.03").command());
    assertThat(given.message())
        .isEqualTo("По сделке предоставлена скидка 299,97 RUB за бонусы, к оплате 1 700,03 RUB.");
    assertThat(value(given, "discount_amount")).isEqualTo("299.97");
    assertThat(value(given, "rounding_rest")).isEqualTo("0.03");
    assertThat(value(given, "deal_sum_before")).isEqualTo("2000.00");
    assertThat(value(given, "deal_sum_after")).isEqualTo("1700.03");
    assertThat(value(given, "rows_changed")).isEqualTo("3");
    assertThat(value(given, "deal_id")).isEqualTo("42");
    assertThat(value(given, "transaction_id")).isNotEmpty();
    assertThat(value(given, "card_balance")).isEqualTo("200.03");
    assertThat(accepted(given).work()).isNull();
    assertThat(ledger.card(NUMBER).holds()).isEmpty();
    Decision other = ledger.decide(amount("100").token("2").onDeal("43").command());
    Call en = applied(other, "100", "1500.5", "1400.5").token("en").onDeal("43");
    assertThat(ledger.decide(en.in(Language.EN).command()).message())
        .isEqualTo("100.00 RUB discount applied to the deal from bonuses, 1,400.50 RUB to pay.");
  }

  @Test
  void whatWasPaidWithBonusesCountsOnTheDeal() {
    Decision asked = ledger.decide(amount("300").command());
    ledger.decide(applied(asked, "300", "2000", "1700").command());
    Call pay =
        Call.pay("100").onDeal("42").with("document_sum", "2000").with("max_share_percent", "19");
    assertThat(refusal(ledger, pay)).isEqualTo(Rejection.PAYMENT_SHARE_EXCEEDED);
    Call whole = Call.of("refund").onDeal("42");
    assertThat(value(ledger.decide(whole.command()), "reversed_payment")).isEqualTo("300.00");
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("500.00");
  }

  @Test
  void givesAsMuchAsIsAllowedUnlessTheAmountIsExact() {
    Decision most = ledger.decide(amount("800").command());
    assertThat(work(most).parameters()).containsEntry("amount", "500.00");
    Call exact = amount("800").token("exact").onDeal("43").with("mode", "exact");
    ledger.decide(failed(most, "deal_closed").command());
    assertThat(refusal(ledger, exact)).isEqualTo(Rejection.INSUFFICIENT_BALANCE);
    Call share = amount("").token("s").onDeal("44").with("max_share_percent", "10");
    assertThat(work(ledger.decide(share.command())).parameters()).containsEntry("amount", "200.00");
  }

  @Test
  void aDiscountOfNothingIsAnswerEnough() {
    ledger.decide(Call.pay("500").command());
    Decision nothing = ledger.decide(amount("300").command());
    assertThat(accepted(nothing).work()).isNull();
    assertThat(nothing.message()).isEqualTo("Бонусы не списаны: на карте нет доступных бонусов.");
    assertThat(value(nothing, "discount_amount")).isEqualTo("0.00");
  }

  @Test
  void aDealGetsOneDiscount() {
    Decision asked = ledger.decide(amount("100").command());
    assertRefused(
        ledger,
        amount("100").token("2"),
        Rejection.OPERATION_IN_PROGRESS,
        "Эта операция уже выполняется, подождите.",
        "This operation is already running, please wait.");
    ledger.decide(applied(asked, "100", "2000", "1900").command());
    assertRefused(
        ledger,
        percent().token("3"),
        Rejection.DEAL_DISCOUNT_ALREADY_APPLIED,
        "Скидка по бонусам к этой сделке уже применена.",
        "A bonus discount was already applied to this deal.");
    assertThat(accepted(ledger.decide(percent().token("4").onDeal("43").command())).work())
        .isNotNull();
  }

  @Test
  void aDiscountThatNobodyEverSettledDoesNotStandInTheWayForEver() {
    ledger.decide(amount("100").command());
    assertThat(refusal(ledger, amount("100").token("2").later(Duration.ofHours(47))))
        .isEqualTo(Rejection.OPERATION_IN_PROGRESS);
    Decision late = ledger.decide(amount("100").token("3").later(Duration.ofDays(2)).command());
    assertThat(work(late).parameters()).containsEntry("amount", "100.00");
    assertThat(value(late, "card_balance")).isEqualTo("400.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deal_not_found | Сделка 42 не найдена. | Deal 42 was not found.
          deal_closed | Сделка уже закрыта, скидку изменить нельзя. | The deal is closed; the discount cannot change.
          deal_has_no_products | В сделке нет товаров, скидку распределить нельзя. | The deal has no products to discount.
          crm_access_denied | Приложению не хватает прав на чтение или изменение CRM. | The app lacks rights to read or change CRM data.
          crm_unavailable | Битрикс24 временно не отвечает, операция не выполнена. | Bitrix24 is not responding now; nothing was changed.
          deal_update_failed | Не удалось изменить сделку, бонусы не списаны. | The deal could not be updated; no bonuses were charged.
          currency_mismatch | Валюта сделки не совпадает с валютой карты RUB. | Currency of the deal differs from the card currency RUB.
          """)
  void whatThePortalRefusesComesBackToTheCard(String code, String ru, String en) {
    Decision asked = ledger.decide(amount("300").command());
    Decision refused = ledger.decide(failed(asked, code).command());
    assertThat(rejected(refused).rejection().code()).isEqualTo(code);
    assertThat(value(refused, "error_code")).isEqualTo(code);
    assertThat(value(refused, "deal_id")).isEqualTo("42");
    assertThat(value(refused, "card_balance")).isEqualTo("500.00");
    assertThat(ledger.card(NUMBER).holds()).isEmpty();
    String english =
        ledger.decide(failed(asked, code).token("en").in(Language.EN).command()).message();
    assertThat(refused.message()).isEqualTo(ru);
    assertThat(english).isEqualTo(en);
    assertThat(accepted(ledger.decide(amount("300").token("again").command())).work()).isNotNull();
  }

  @Test
  void aCodeThatTheActivityDoesNotKnowIsAFailedUpdate() {
    Decision asked = ledger.decide(amount("300").command());
    assertThat(refusal(ledger, failed(asked, "internal_error")))
        .isEqualTo(Rejection.INTERNAL_ERROR);
    assertThat(refusal(ledger, failed(asked, "hold_not_found").token("2")))
        .isEqualTo(Rejection.DEAL_UPDATE_FAILED);
  }

  @Test
  void theCardIsNotAskedAgain() {
    Decision asked = ledger.decide(amount("300").command());
    ledger.decide(Call.block().command());
    ledger.with("program.enabled", "N");
    Decision given = ledger.decide(applied(asked, "300", "2000", "1700").command());
    assertThat(value(given, "card_balance")).isEqualTo("200.00");
  }

  @Test
  void paysFromTheBalanceWhenTheHoldIsGone() {
    Decision asked = ledger.decide(amount("300").command());
    Decision given =
        ledger.decide(applied(asked, "300", "2000", "1700").later(Duration.ofHours(30)).command());
    assertThat(value(given, "card_balance")).isEqualTo("200.00");
    assertThat(value(given, "transaction_id")).isNotEmpty();
    assertThat(value(given, "rounding_rest")).isEqualTo("0.00");
  }

  @Test
  void takesTheDiscountOutOfTheDealWhenNothingCanPayForItAnyMore() {
    Decision asked = ledger.decide(amount("300").command());
    ledger.decide(Call.pay("450").later(Duration.ofHours(25)).command());
    Call late = applied(asked, "300", "2000", "1700").later(Duration.ofHours(30));
    Decision back = ledger.decide(late.command());
    assertThat(work(back).kind().code()).isEqualTo("deal_discount_undo");
    assertThat(work(back).parameters())
        .containsEntry("work", Ids.resultId(amount("300").id()).toString())
        .containsEntry("deal_id", "42");
    assertThat(back.message())
        .isEqualTo("Бонусов на карте больше нет, скидка убирается из сделки 42.");
    Call undone = settle(back, Map.of("outcome", "undone")).later(Duration.ofHours(31));
    assertRefused(
        ledger,
        undone,
        Rejection.DEAL_UPDATE_FAILED,
        "Не удалось изменить сделку, бонусы не списаны.",
        "The deal could not be updated; no bonuses were charged.");
    assertThat(ledger.card(NUMBER).balance().text()).isEqualTo("50.00");
    Call next = amount("50").token("next").later(Duration.ofHours(32));
    assertThat(accepted(ledger.decide(next.command())).work()).isNotNull();
  }

  @Test
  void lateNewsDoNotTouchALaterDiscount() {
    Decision asked = ledger.decide(amount("100").command());
    ledger.decide(amount("200").token("later").later(Duration.ofDays(3)).command());
    Decision late = ledger.decide(failed(asked, "deal_closed").later(Duration.ofDays(3)).command());
    assertThat(rejected(late).rejection()).isEqualTo(Rejection.DEAL_CLOSED);
    assertThat(refusal(ledger, amount("1").token("third").later(Duration.ofDays(3))))
        .isEqualTo(Rejection.OPERATION_IN_PROGRESS);
    assertThat(ledger.card(NUMBER).held().text()).isEqualTo("200.00");
  }

  @Test
  void aDiscountByTheRateCostsNoBonuses() {
    Decision asked = ledger.decide(percent().command());
    assertThat(accepted(asked).entries()).isEmpty();
    assertThat(work(asked).parameters())
        .containsEntry("measure", "percent")
        .containsEntry("percent", "5.0")
        .containsEntry("combine", "keep_larger")
        .containsEntry("no_rows", "error")
        .doesNotContainKeys("amount", "hold_id");
    Decision given =
        ledger.decide(applied(asked, "100", "2000", "1900").with("percent_applied", "5").command());
    assertThat(given.message())
        .isEqualTo("По карте применена скидка 5%, сделка уменьшена на 100,00 RUB.");
    assertThat(value(given, "percent_applied")).isEqualTo("5.0");
    assertThat(value(given, "transaction_id")).isEmpty();
    assertThat(value(given, "card_balance")).isEqualTo("500.00");
    Call en = applied(asked, "100", "2000", "1900").with("percent_applied", "5").token("en");
    assertThat(ledger.decide(en.in(Language.EN).command()).message())
        .isEqualTo("5% card discount applied, deal reduced by 100.00 RUB.");
  }

  @Test
  void aDiscountByTheRateMayBePaidWithBonuses() {
    Call call = percent().with("charge_bonuses", "Y").with("percent", "10");
    Decision asked = ledger.decide(call.command());
    assertThat(work(asked).parameters()).containsEntry("amount", "200.00");
    assertThat(value(asked, "card_balance")).isEqualTo("300.00");
    Decision given =
        ledger.decide(
            applied(asked, "150", "2000", "1850").with("percent_applied", "10").command());
    assertThat(value(given, "card_balance")).isEqualTo("350.00");
    assertThat(value(given, "transaction_id")).isNotEmpty();
  }

  @Test
  void theRateIsCappedAndChecked() {
    Decision capped = ledger.decide(percent().with("max_percent", "3").command());
    assertThat(work(capped).parameters()).containsEntry("percent", "3.0");
    Call wrong = percent().token("2").onDeal("43").with("percent", "101");
    assertThat(refusal(ledger, wrong)).isEqualTo(Rejection.PERCENTAGE_OUT_OF_RANGE);
    Call much = percent().token("3").onDeal("43").with("charge_bonuses", "Y").with("percent", "30");
    assertThat(refusal(ledger, much)).isEqualTo(Rejection.INSUFFICIENT_BALANCE);
    Call sum =
        percent().token("4").onDeal("43").with("charge_bonuses", "Y").with("document_sum", "0");
    assertThat(refusal(ledger, sum)).isEqualTo(Rejection.DEAL_SUM_MISSING);
    Decision none = ledger.decide(percent().token("5").onDeal("43").with("percent", "0").command());
    assertThat(none.message()).isEqualTo("Процент скидки равен нулю, сделка не изменилась.");
    assertThat(accepted(none).work()).isNull();
  }

  @Test
  void aDealThatTakesNoDiscountCostsNothing() {
    Call call = percent().with("charge_bonuses", "Y");
    Decision asked = ledger.decide(call.command());
    Decision none =
        ledger.decide(applied(asked, "0", "2000", "2000").with("percent_applied", "5").command());
    assertThat(none.message())
        .isEqualTo("Скидку в этой сделке увеличить не удалось, сделка не изменилась.");
    assertThat(value(none, "card_balance")).isEqualTo("500.00");
    assertThat(accepted(ledger.decide(call.token("again").command())).work()).isNotNull();
  }

  @Test
  void needsADeal() {
    Call nowhere = Call.of("deal_discount_amount").with("card_number", NUMBER).with("amount", "1");
    assertThat(refusal(ledger, nowhere)).isEqualTo(Rejection.INPUT_REQUIRED);
    assertThat(refusal(ledger, amount("1").on("CONTACT_15")))
        .isEqualTo(Rejection.DOCUMENT_UNSUPPORTED);
    Call named = amount("1").on("CONTACT_15").with("deal_id", "77");
    Decision asked = ledger.decide(named.command());
    assertThat(work(asked).parameters()).containsEntry("deal_id", "77");
    assertThat(ledger.card(NUMBER).holds().getFirst().document())
        .isEqualTo("crm|CCrmDocumentDeal|DEAL_77");
  }

  @Test
  void anActiveCardIsNeeded() {
    ledger.decide(Call.block().command());
    assertThat(refusal(ledger, amount("1"))).isEqualTo(Rejection.CARD_BLOCKED);
    assertThat(refusal(ledger, percent())).isEqualTo(Rejection.CARD_BLOCKED);
    ledger.decide(Call.unblock().command());
    ledger.with("hold.max_open", "1");
    ledger.decide(Call.of("hold").with("card_number", NUMBER).with("amount", "1").command());
    assertThat(refusal(ledger, amount("1"))).isEqualTo(Rejection.CARD_HAS_OPEN_HOLDS);
  }

  private static Call amount(String amount) {
    Call call = Call.of("deal_discount_amount").with("document_sum", "2000");
    return call.with("card_number", NUMBER).with("amount", amount).onDeal("42");
  }

  private static Call percent() {
    Call call = Call.of("deal_discount_percent").with("document_sum", "2000");
    return call.with("card_number", NUMBER).onDeal("42");
  }

  private static PortalWork work(Decision decision) {
    return Objects.requireNonNull(accepted(decision).work());
  }

  private static Call applied(Decision asked, String discount, String before, String after) {
    return settle(
        asked,
        Map.of(
            "outcome", "applied",
            "discount_amount", discount,
            "deal_sum_before", before,
            "deal_sum_after", after,
            "rows_changed", "3"));
  }

  private static Call failed(Decision asked, String failure) {
    return settle(asked, Map.of("outcome", "failed", "failure", failure));
  }

  /** What the portal's lane sends. */
  private static Call settle(Decision asked, Map<String, String> outcome) {
    Map<String, String> parameters = work(asked).parameters();
    Call call = Call.of(Objects.requireNonNull(parameters.get("follow_up"))).token("settle");
    parameters.forEach(call::with);
    outcome.forEach(call::with);
    return call.onDeal("42");
  }
}
