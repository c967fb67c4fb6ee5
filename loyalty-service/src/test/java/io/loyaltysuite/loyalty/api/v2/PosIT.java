package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.loyalty.Shop.Reply;
import io.loyaltysuite.loyalty.reproduce.RecordedResult;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What cash desks tell: checkin, sales, returns, as the plug-ins for 1C and iiko write them. */
class PosIT {

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @SuppressWarnings("NullAway.Init")
  private Shop shop;

  private String point = "";
  private String card = "";

  @BeforeAll
  static void startService() {
    rig = new Rig();
    service = rig.start();
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  /** A touch point, and a card with 200 bonuses that earns 5.5 %. */
  @BeforeEach
  void openShop() {
    shop = Shop.open(service);
    point =
        shop.post("touch-points", "{\"name\":\"Desk\",\"external_id\":\"desk-1\"}")
            .expect(200)
            .at("/data/touch_point/id");
    shop.card("1", "200");
    card = shop.get("cards").at("/data/0/id");
  }

  private String sale(String order, String mode, String money, String bonus, String more) {
    var total = new BigDecimal(money).add(new BigDecimal(bonus));
    return """
    {"loyalty":{"touch_point_id":"%s","card_id":"%s","processing_mode":"%s"%s},
     "operation_type":"selling",
     "payload":{"version":1,"order":{"id":"%s","created":"11.05.2024 10:00:00",
       "money_sum":{"amount":"%s","currency":"RUB"},
       "bonus_sum":{"amount":"%s","currency":"RUB"},
       "total_sum":{"amount":"%s","currency":"RUB"},
       "items":[{"id":1,"discount_rate":"20.0%%","tax_rate":"10.0"}],
       "status":"Bill","card-number":"1"},"products":[],"categories":[]}}
    """
        .formatted(point, card, mode, more, order, money, bonus, total.toPlainString());
  }

  private Reply sell(String json) {
    return shop.post("1c/operations", json);
  }

  private static String points(String amount) {
    return ",\"bonus_points\":{\"amount\":\"" + amount + "\",\"currency\":\"RUB\"}";
  }

  private JsonNode turnovers() {
    return shop.get("cards").body().at("/data/0/turnovers");
  }

  private String turnover() {
    return turnovers().at("/total_purchases_sum/amount").asString("");
  }

  @Test
  void tellsWhatIsAllowedBeforeASale() {
    var anonymous = shop.get("1c/checkin/" + point + "/anonymous").expect(200);
    assertThat(anonymous.at("/data/touch_point/name")).isEqualTo("Desk");
    assertThat(anonymous.body().at("/data/card").isNull()).isTrue();
    assertThat(anonymous.at("/data/payment/max_share_percent")).isEqualTo("100.0");
    assertThat(anonymous.at("/data/payment/max_per_day/amount")).isEqualTo("0.00");
    assertThat(anonymous.at("/data/payment/min_document_sum/amount")).isEqualTo("0.00");
    var known = shop.get("iiko/checkin/" + point + "/with-card-number/1").expect(200);
    assertThat(known.at("/data/card/balance/amount")).isEqualTo("200.00");
    assertThat(
            shop.get("1c/checkin/" + point + "/with-card-number/111").expect(404).at("/error/code"))
        .isEqualTo("card_not_found");
    shop.get("1c/checkin/" + UUID.randomUUID() + "/anonymous").expect(404);
    shop.get("1%D1%81/checkin/" + point + "/anonymous").expect(404);
  }

  @Test
  void chargesCountsAndAccruesASale() {
    var sold = sell(sale("A-1", "auto", "900", "100", "")).expect(200);
    assertThat(sold.at("/data/operation/state")).isEqualTo("done");
    assertThat(sold.at("/data/operation/total_sum/amount")).isEqualTo("1000.00");
    assertThat(sold.at("/data/operation/touch_point_id")).isEqualTo(point);
    assertThat(sold.at("/data/operation/transactions/0/value/amount")).isEqualTo("100.00");
    assertThat(sold.at("/data/operation/transactions/1/value/amount")).isEqualTo("49.50");
    assertThat(sold.at("/data/operation/card/balance/amount")).isEqualTo("149.50");
    assertThat(turnover()).isEqualTo("900.00");

    var again = sell(sale("A-1", "auto", "900", "100", "")).expect(200);
    assertThat(again.body().path("data")).isEqualTo(sold.body().path("data"));
    var otherwise = sell(sale("A-1", "auto", "900", "50", "")).expect(400);
    assertThat(otherwise.at("/error/code")).isEqualTo("duplicate_operation");
    assertThat(shop.balance("1")).isEqualTo("149.50");
    var one = "1c/operations/" + sold.at("/data/operation/id");
    assertThat(shop.get(one).expect(200).body().path("data"))
        .isEqualTo(sold.body().at("/data/operation"));
    assertThat(shop.get("1c/operations").expect(200).body().at("/pagination/total").asInt(0))
        .isOne();
    shop.get("iiko/operations/" + sold.at("/data/operation/id")).expect(404);
    assertThat(shop.get("iiko/operations").body().at("/data").size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "none,,200.00,0",
    "accrual_immediately,30,230.00,1",
    "accrual_immediately,,255.00,1",
    "payment_immediately,30,170.00,1"
  })
  void doesWithBonusesWhatTheModeSays(String mode, String points, String balance, int moved) {
    var more = points == null ? "" : points(points);
    var sold = sell(sale("B-1", mode, "1000", "0", more)).expect(200);
    assertThat(sold.at("/data/operation/card/balance/amount")).isEqualTo(balance);
    assertThat(sold.body().at("/data/operation/transactions").size()).isEqualTo(moved);
    assertThat(turnover()).isEqualTo("1000.00");
  }

  @Test
  void leavesNothingOfARefusedSaleAndTakesItAnew() {
    var refused = sell(sale("C-1", "auto", "100", "500", "")).expect(400);
    assertThat(refused.at("/error/code")).isEqualTo("insufficient_balance");
    assertThat(turnover()).isEqualTo("0.00");
    assertThat(shop.get("1c/operations").at("/data/0/state")).isEqualTo("refused");

    sell(sale("C-1", "auto", "550", "50", "")).expect(200);
    assertThat(turnover()).isEqualTo("550.00");
  }

  /** The purchase comes last; what was charged before it is given back. */
  @Test
  void givesBackWhatWasChargedBeforeARefusal() {
    var json =
        """
        {"purchase_id":"1c:D-1","purchase_sum":{"amount":"1","currency":"RUB"},"accrue":false}
        """;
    shop.post("cards/" + card + "/purchases", json).expect(200);
    var refused = sell(sale("D-1", "auto", "900", "100", "")).expect(400);
    assertThat(refused.at("/error/code")).isEqualTo("purchase_already_registered");
    assertThat(shop.balance("1")).isEqualTo("200.00");
    assertThat(shop.get("1c/operations").body().at("/data/0/transactions").size()).isEqualTo(2);
  }

  @Test
  void goesOnWithAnOperationThatNeverEnded() {
    var sold = sell(sale("E-1", "auto", "900", "100", "")).expect(200);
    rig.sql()
        .sql("update pos_operation set state = 'running' where operation_id = ?")
        .param(UUID.fromString(sold.at("/data/operation/id")))
        .update();
    var otherwise = sell(sale("E-1", "auto", "900", "50", "")).expect(400);
    assertThat(otherwise.at("/error/code")).isEqualTo("duplicate_operation");
    var again = sell(sale("E-1", "auto", "900", "100", "")).expect(200);
    assertThat(again.body().path("data")).isEqualTo(sold.body().path("data"));
    assertThat(shop.balance("1")).isEqualTo("149.50");
  }

  private Reply refund(String operation, String money, String bonus, String key) {
    var json =
        """
        {"loyalty":{"touch_point_id":"%s"},"operation_type":"refund",
         "payload":{"operation_id":"%s","money_sum":{"amount":"%s","currency":"RUB"},
                    "bonus_sum":{"amount":"%s","currency":"RUB"}}}
        """
            .formatted(point, operation, money, bonus);
    return shop.post("1c/operations/refund", json, key);
  }

  @Test
  void refundsMoneyAndBonusesByThemselves() {
    var sale = sell(sale("F-1", "auto", "900", "100", "")).expect(200).at("/data/operation/id");
    var part = refund(sale, "450", "0", "k1").expect(200);
    assertThat(part.at("/data/operation/refund_of")).isEqualTo(sale);
    assertThat(part.at("/data/operation/card/balance/amount")).isEqualTo("124.75");
    assertThat(refund(sale, "450", "0", "k1").expect(200).body().path("data"))
        .isEqualTo(part.body().path("data"));
    assertThat(turnover()).isEqualTo("450.00");
    var bonuses = refund(sale, "0", "60", "k2").expect(200);
    assertThat(bonuses.at("/data/operation/card/balance/amount")).isEqualTo("184.75");
    var tooMuch = refund(sale, "451", "0", "k3").expect(400);
    assertThat(tooMuch.at("/error/code")).isEqualTo("refund_exceeds_original");
    assertThat(refund(sale, "0", "41", "k4").expect(400).at("/error/code"))
        .isEqualTo("refund_exceeds_original");
    refund(sale, "450", "40", "k5").expect(200);
    assertThat(shop.balance("1")).isEqualTo("200.00");
    assertThat(turnover()).isEqualTo("0.00");
    assertThat(refund(sale, "1", "0", "k1").expect(400).at("/error/code"))
        .isEqualTo("idempotency_key_reused");
    refund(UUID.randomUUID().toString(), "1", "0", "k6").expect(404);
  }

  @Test
  void reversesPaymentsThatTheDeskTakesBack() {
    var paid =
        shop.post("transactions/with-card-number/1", Shop.transactionJson("payment", "150"))
            .expect(200)
            .at("/data/transaction/id");
    var chargeback = ",\"chargeback_payment_transactions\":[\"" + paid + "\"]";
    var sold = sell(sale("G-1", "auto", "20", "180", chargeback)).expect(200);
    assertThat(sold.at("/data/operation/card/balance/amount")).isEqualTo("21.10");
  }

  @Test
  void keepsASaleToAClientWithoutACard() {
    var json =
        sale("H-1", "auto", "100", "0", "")
            .replace("\"card_id\":\"" + card + "\",", "")
            .replace(",\"card-number\":\"1\"", "");
    var sold = sell(json).expect(200);
    assertThat(sold.body().at("/data/operation/card").isNull()).isTrue();
    assertThat(sold.body().at("/data/operation/transactions").size()).isZero();
    assertThat(turnover()).isEqualTo("0.00");
  }

  @Test
  void refusesSumsThatNoMoneyCanBe() {
    var json = sale("S-1", "auto", "99.951", "0", "");
    assertThat(sell(json).expect(400).at("/error/code")).isEqualTo("amount_scale_exceeded");
    var anonymous =
        json.replace("\"card_id\":\"" + card + "\",", "").replace(",\"card-number\":\"1\"", "");
    assertThat(sell(anonymous).expect(400).at("/error/code")).isEqualTo("amount_scale_exceeded");
    assertThat(shop.get("1c/operations").expect(200).body().at("/data").size()).isZero();
  }

  /** Sums stay what they were told in; a currency may change as long as there are no cards. */
  @Test
  void tellsOfSumsThatTheCurrencyOfTodayCouldNotHold() {
    var other = Shop.open(service);
    var desk =
        other.post("touch-points", "{\"name\":\"Desk\"}").expect(200).at("/data/touch_point/id");
    var json =
        sale("T-1", "auto", "10.50", "0", "")
            .replace(point, desk)
            .replace("\"card_id\":\"" + card + "\",", "")
            .replace(",\"card-number\":\"1\"", "");
    other.post("1c/operations", json).expect(200);
    var values = "{\"program.currency\":\"JPY\",\"touch_point." + desk + ".name\":\"Desk\"}";
    var change = "{\"expected_version\":1,\"reason\":\"t\",\"values\":" + values + "}";
    var headers =
        List.of(
            "Authorization: " + Rig.OPERATOR,
            "Content-Type: application/json",
            "Content-Length: " + change.length());
    other.raw("PUT", "/portals/" + other.memberId() + "/settings", headers, change).expect(200);
    assertThat(other.get("1c/operations").expect(200).at("/data/0/money_sum/amount"))
        .isEqualTo("11");
  }

  @Test
  void understandsIiko() {
    var json =
        """
        {"loyalty":{"touch_point_id":"%s","processing_mode":"auto"},"operation_type":"selling",
         "iiko":{"operation_id":"5","payload":{"id":"I-1","date":"2024-05-11","items":[],
           "status":"Bill","moneySum":90.5,"scoreSum":9.5,"totalSum":100,"card-number":"1"},
           "products_description":[]}}
        """
            .formatted(point);
    var sold = shop.post("iiko/operations", json).expect(200);
    assertThat(sold.at("/data/operation/card/balance/amount")).isEqualTo("195.48");
    assertThat(sold.at("/data/operation/number")).isEqualTo("I-1");
  }

  @Test
  void obeysTheLimitsOfPayments() {
    settings("\"payment.max_share_percent\":\"10\"");
    assertThat(sell(sale("L-1", "auto", "899", "101", "")).expect(400).at("/error/code"))
        .isEqualTo("payment_share_exceeded");
    var sold = sell(sale("L-1", "auto", "900", "100", "")).expect(200);
    assertThat(sold.at("/data/operation/card/balance/amount"))
        .as("nothing is earned at this desk")
        .isEqualTo("100.00");
  }

  @Test
  void tellsAndObeysTheLimitsOfADayAndOfADocument() {
    settings("\"payment.max_per_day\":\"60\",\"payment.min_document_sum\":\"500\"");
    var told = shop.get("1c/checkin/" + point + "/with-card-number/1").expect(200);
    assertThat(told.at("/data/payment/max_per_day/amount")).isEqualTo("60.00");
    assertThat(told.at("/data/payment/min_document_sum/amount")).isEqualTo("500.00");
    assertThat(sell(sale("D-1", "auto", "449", "50", "")).expect(400).at("/error/code"))
        .isEqualTo("payment_document_too_small");
    assertThat(sell(sale("D-2", "auto", "900", "61", "")).expect(400).at("/error/code"))
        .isEqualTo("payment_limit_exceeded");
    sell(sale("D-3", "auto", "900", "60", "")).expect(200);
  }

  @Test
  void tellsTheShareOfTheCardsLevel() {
    settings(
        "\"payment.max_share_percent\":\"10\",\"level.1.code\":\"gold\","
            + "\"level.1.max_payment_share\":\"25\"");
    sell(sale("G-1", "auto", "900", "0", "")).expect(200);
    var anonymous = shop.get("1c/checkin/" + point + "/anonymous").expect(200);
    assertThat(anonymous.at("/data/payment/max_share_percent")).isEqualTo("10.0");
    var known = shop.get("1c/checkin/" + point + "/with-card-number/1").expect(200);
    assertThat(known.at("/data/payment/max_share_percent")).isEqualTo("25.0");
    sell(sale("G-2", "auto", "750", "200", "")).expect(200);
  }

  /** The next version: nothing is earned at the desk. */
  private void settings(String values) {
    var json =
        "{\"expected_version\":1,\"reason\":\"t\",\"values\":{"
            + values
            + ",\"touch_point.desk-1.name\":\"Desk\",\"touch_point.desk-1.accrual\":\"N\"}}";
    var headers =
        List.of(
            "Authorization: " + Rig.OPERATOR,
            "Content-Type: application/json",
            "Content-Length: " + json.length());
    shop.raw("PUT", "/portals/" + shop.memberId() + "/settings", headers, json).expect(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"total_sum\":{\"amount\":\"100\" | \"total_sum\":{\"amount\":\"101\" | input_invalid",
        "{\"amount\":\"100\",\"currency\":\"RUB\"} | {\"amount\":\"100\",\"currency\":\"NPR\"} |"
            + " currency_mismatch",
        "\"auto\" | \"later\" | input_invalid",
        "\"selling\" | \"refund\" | input_invalid",
        "\"card-number\":\"1\" | \"card-number\":\"1111\" | card_not_found",
        "\"id\":\"M-1\" | \"id\":\"\" | input_required"
      })
  void refusesBillsThatAreNone(String part, String instead, String code) {
    var json = sale("M-1", "auto", "100", "0", "").replace(part, instead);
    var refused = sell(json);
    assertThat(refused.status()).isIn(400, 404);
    assertThat(refused.at("/error/code")).isEqualTo(code);
    var elsewhere = sale("M-1", "auto", "100", "0", "").replace(point, UUID.randomUUID() + "");
    assertThat(sell(elsewhere).expect(400).at("/error/code")).isEqualTo("touch_point_not_found");
  }

  @Test
  void reproduces() {
    var sale = sell(sale("R-1", "auto", "900", "100", "")).expect(200).at("/data/operation/id");
    refund(sale, "900", "100", "k").expect(200);
    await().atMost(Duration.ofSeconds(30)).until(() -> rig.results(shop.memberId()).size() == 6);
    assertThat(rig.results(shop.memberId()).values())
        .allSatisfy(
            each -> assertThat(RecordedResult.reproduce(each)).isInstanceOf(Identical.class));
    assertThat(rig.brokenCards()).isZero();
  }
}
