package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Operations that the product's own API lacks. */
class OperationsIT {

  private static final String POINTS = "\"bonus_points\":{\"amount\":\"%s\",\"currency\":\"RUB\"}";

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @SuppressWarnings("NullAway.Init")
  private static Shop shop;

  @BeforeAll
  static void startService() {
    rig = new Rig();
    service = rig.start();
    shop = Shop.open(service);
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @Test
  void blocksAndUnblocks() {
    var card = card("b1", "10");
    var blocked = shop.post("cards/" + card + "/block", "{\"block_reason\":\"lost\"}").expect(200);
    assertThat(blocked.at("/data/card/status")).isEqualTo("blocked");
    assertThat(shop.accrue("b1", "1").expect(400).at("/error/detail")).contains("lost");
    var active = shop.post("cards/" + card + "/unblock", "[]").expect(200);
    assertThat(active.at("/data/card/status")).isEqualTo("active");
    shop.accrue("b1", "1").expect(200);
  }

  @Test
  void setsTheRate() {
    var card = card("p1", "0");
    var key = UUID.randomUUID().toString();
    var set = shop.send("PUT", "cards/" + card + "/percentage", "{\"percentage\":7.50}", key);
    assertThat(set.expect(200).at("/data/card/percentage")).isEqualTo("7.5");
    var tooMuch = shop.send("PUT", "cards/" + card + "/percentage", "{\"percentage\":\"101\"}", "");
    assertThat(tooMuch.expect(400).at("/error/code")).isEqualTo("percentage_out_of_range");
  }

  @Test
  void registersAPurchaseOnce() {
    var card = card("u1", "0");
    var json =
        """
        {"purchase_id":"A-1","purchase_sum":{"amount":"1000","currency":"RUB"}}
        """;
    var first = shop.post("cards/" + card + "/purchases", json).expect(200);
    assertThat(first.at("/data/card/turnovers/total_purchases_sum/amount")).isEqualTo("1000.00");
    assertThat(first.body().at("/data/card/turnovers/total_purchases_count").asInt(0)).isOne();
    assertThat(first.at("/data/transactions/0/value/amount")).isEqualTo("55.00");
    var again = shop.post("cards/" + card + "/purchases", json).expect(400);
    assertThat(again.at("/error/code")).isEqualTo("purchase_already_registered");
  }

  @Test
  void refundsInParts() {
    card("r1", "100");
    var paid =
        shop.post("transactions/with-card-number/r1", Shop.transactionJson("payment", "60"))
            .expect(200);
    var refund = "transactions/" + paid.at("/data/transaction/id") + "/refund";
    var part = shop.post(refund, "{" + POINTS.formatted("20") + "}").expect(200);
    assertThat(part.at("/data/transactions/0/type")).isEqualTo("accrual_transaction");
    assertThat(part.at("/data/transactions/0/value/amount")).isEqualTo("20.00");
    assertThat(part.at("/data/transactions/0/reason/code")).startsWith("refund.");
    assertThat(part.at("/data/card/balance/amount")).isEqualTo("60.00");
    assertThat(shop.post(refund, "{}").expect(200).at("/data/card/balance/amount"))
        .isEqualTo("100.00");
    assertThat(shop.post(refund, "{}").expect(400).at("/error/code"))
        .isEqualTo("transaction_already_reversed");
    var unknown = shop.post("transactions/" + UUID.randomUUID() + "/refund", "{}").expect(404);
    assertThat(unknown.at("/error/code")).isEqualTo("transaction_not_found");
  }

  @Test
  void takesEarnedBonusesBack() {
    card("r2", "0");
    var earned = shop.accrue("r2", "30").expect(200);
    var refund = "transactions/" + earned.at("/data/transaction/id") + "/refund";
    var back = shop.post(refund, "{}").expect(200);
    assertThat(back.at("/data/transactions/0/type")).isEqualTo("payment_transaction");
    assertThat(back.at("/data/transactions/0/value/amount")).isEqualTo("30.00");
    assertThat(back.at("/data/card/balance/amount")).isEqualTo("0.00");
  }

  @Test
  void holdsCapturesAndReleases() {
    var card = card("h1", "100");
    var held = hold(card, "40");
    var capture = "holds/" + held + "/capture";
    assertThat(shop.balance("h1")).isEqualTo("60.00");
    var captured = shop.post(capture, "{" + POINTS.formatted("25") + "}").expect(200);
    assertThat(captured.at("/data/hold/state")).isEqualTo("captured");
    assertThat(captured.at("/data/hold/captured/amount")).isEqualTo("25.00");
    assertThat(captured.at("/data/transactions/0/value/amount")).isEqualTo("25.00");
    assertThat(captured.at("/data/transactions/0/type")).isEqualTo("payment_transaction");
    assertThat(captured.at("/data/card/balance/amount")).isEqualTo("75.00");
    assertThat(shop.post(capture, "{}").expect(400).at("/error/code"))
        .isEqualTo("hold_already_closed");

    var released = shop.post("holds/" + hold(card, "75") + "/release", "").expect(200);
    assertThat(released.at("/data/hold/state")).isEqualTo("released");
    assertThat(released.at("/data/card/balance/amount")).isEqualTo("75.00");
    assertThat(
            shop.post("holds/" + UUID.randomUUID() + "/release", "").expect(404).at("/error/code"))
        .isEqualTo("hold_not_found");
    assertThat(shop.get("transactions/with-card-id/" + card).body().at("/data").size())
        .isEqualTo(2);
  }

  private static String hold(String card, String amount) {
    var held =
        shop.post("cards/" + card + "/holds", "{" + POINTS.formatted(amount) + "}").expect(200);
    assertThat(held.at("/data/hold/state")).isEqualTo("open");
    assertThat(held.at("/data/hold/amount/amount")).startsWith(amount);
    return held.at("/data/hold/id");
  }

  @Test
  void refusesLevelsThatAreNotThere() {
    var card = card("l1", "0");
    var json = "{\"card_level_id\":\"" + UUID.randomUUID() + "\"}";
    var refused = shop.send("PUT", "cards/" + card + "/level", json, "").expect(400);
    assertThat(refused.at("/error/code")).isEqualTo("card_level_not_found");
  }

  @Test
  void showsLevelsAndTouchPointsOfTheProgram() {
    var own = Shop.open(service);
    assertThat(own.get("card-levels").expect(200).body().at("/data").size()).isZero();
    var json =
        """
        {"expected_version":0,"reason":"test","values":{
         "level.1.code":"silver","level.1.name":"Silver","level.1.percentage":"5",
         "level.1.threshold":"0","level.2.code":"gold","level.2.percentage":"7.50",
         "level.2.threshold":"1000","touch_point.shop-1.name":"Shop","touch_point.shop-1.payment":"N"}}
        """;
    var headers =
        List.of(
            "Authorization: " + Rig.OPERATOR,
            "Content-Type: application/json",
            "Content-Length: " + json.length());
    own.raw("PUT", "/portals/" + own.memberId() + "/settings", headers, json).expect(200);

    var levels = own.get("card-levels").expect(200);
    assertThat(levels.at("/data/0/code")).isEqualTo("silver");
    assertThat(levels.at("/data/0/next_level_id")).isEqualTo(levels.at("/data/1/id"));
    assertThat(levels.at("/data/1/default_percentage")).isEqualTo("7.5");
    assertThat(levels.body().at("/data/1/next_level_id").isNull()).isTrue();
    own.card("c1", "0");
    var card = own.get("cards").at("/data/0/id");
    var level = "{\"card_level_id\":\"" + levels.at("/data/1/id") + "\"}";
    var moved = own.send("PUT", "cards/" + card + "/level", level, "").expect(200);
    assertThat(moved.at("/data/card/card_level/code")).isEqualTo("gold");
    assertThat(moved.at("/data/card/percentage")).isEqualTo("7.5");

    var point = own.get("touch-points").expect(200);
    assertThat(point.at("/data/0/external_id")).isEqualTo("shop-1");
    var options = point.body().at("/data/0/options");
    assertThat(options.path("loyalty_is_allow_accrual_bonuses").asBoolean(false)).isTrue();
    assertThat(options.path("loyalty_is_allow_payment_bonuses").asBoolean(true)).isFalse();
    var id = point.at("/data/0/id");
    assertThat(own.get("touch-points/" + id).expect(200).at("/data/name")).isEqualTo("Shop");
  }

  /** The same address with another verb, and without its key, is what every path documents. */
  @Test
  void answersStrangersAndUnknownThingsAsDocumented() {
    var nothing = UUID.randomUUID();
    var routes =
        Shop.document().routes().stream().filter(route -> route.contains("/admin/")).toList();
    assertThat(routes).hasSizeGreaterThan(15);
    for (var route : routes) {
      var verb = route.substring(0, route.indexOf(' '));
      var method =
          route.substring(route.indexOf("/admin/") + 7).replaceAll("\\{[^}]+}", nothing + "");
      assertThat(shop.withKey(nothing).send(verb, method, "{}", "").status()).isEqualTo(403);
      assertThat(shop.send("DELETE", method + "/x", "{}", "").status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "block | {}",
        "block | {'block_reason':'x','block_until':'yesterday'}",
        "block | {'block_reason':'x','release_holds':'Y'}",
        "purchases | {'purchase_id':'1'}",
        "holds | {}",
        "holds | {'bonus_points':{'amount':'x','currency':'RUB'}}",
      })
  void refusesRequestsThatLackSomething(String method, String json) {
    var card = card("x" + UUID.randomUUID(), "0");
    var refused = shop.post("cards/" + card + "/" + method, json.replace('\'', '"')).expect(400);
    assertThat(refused.at("/error/code")).startsWith("input_");
    assertThat(refused.at("/error/title")).isEqualTo("Invalid request");
  }

  private static String card(String number, String balance) {
    return shop.post("cards", Shop.cardJson(shop.contact(), number, balance), "")
        .expect(200)
        .at("/data/card/id");
  }
}
