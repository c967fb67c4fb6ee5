package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.loyalty.Shop.Reply;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Levels and touch points over REST: each change is a version of the program's settings. */
class ProgramIT {

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @SuppressWarnings("NullAway.Init")
  private Shop shop;

  @BeforeAll
  static void startService() {
    rig = new Rig();
    service = rig.start();
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @BeforeEach
  void openShop() {
    shop = Shop.open(service);
  }

  private static String level(String code, String percentage, String more) {
    return """
    {"name":"The %s","code":"%s","default_percentage":%s,"description":null,
     "external_id":null%s}
    """
        .formatted(code, code, percentage, more);
  }

  private Reply addLevel(String code, String percentage, String more) {
    return shop.post("card-levels", level(code, percentage, more));
  }

  private List<String> codes() {
    return shop.get("card-levels")
        .expect(200)
        .body()
        .at("/data")
        .valueStream()
        .map(each -> each.path("code").asString(""))
        .toList();
  }

  @Test
  void buildsALadderAsTheSamplesDo() {
    var silver = addLevel("silver", "5.0", ",\"next_level_id\":null").expect(200);
    assertThat(silver.at("/data/card_level/default_percentage")).isEqualTo("5.0");
    assertThat(silver.at("/data/card_level/created")).startsWith("20");
    assertThat(silver.body().at("/data/card_level/min_turnover").isNull()).isTrue();
    addLevel("gold", "\"7.50\"", "").expect(200);
    var below = ",\"next_level_id\":\"" + silver.at("/data/card_level/id") + "\"";
    var bronze = addLevel("bronze", "3", below).expect(200);

    assertThat(codes()).containsExactly("bronze", "silver", "gold");
    assertThat(bronze.at("/data/card_level/next_level_id"))
        .isEqualTo(silver.at("/data/card_level/id"));
    var card = cardOn(silver.at("/data/card_level/id"));
    assertThat(card.at("/card_level/code").asString("")).isEqualTo("silver");
    assertThat(card.at("/card_level/created").asString(""))
        .isEqualTo(silver.at("/data/card_level/created"));
  }

  /** Issues a card and puts it on a level; what the list of cards tells of it. */
  private JsonNode cardOn(String levelId) {
    shop.card("1", "0");
    var id = shop.get("cards").at("/data/0/id");
    var json = "{\"card_level_id\":\"" + levelId + "\"}";
    shop.send("PUT", "cards/" + id + "/level", json, "").expect(200);
    return shop.get("cards").expect(200).body().at("/data/0");
  }

  @Test
  void putsALevelWhereItsTurnoverBelongs() {
    var turnover = ",\"min_turnover\":{\"amount\":\"%s\",\"currency\":\"RUB\"}";
    addLevel("gold", "7", turnover.formatted("1000")).expect(200);
    var silver = addLevel("silver", "5", turnover.formatted("0")).expect(200);
    assertThat(codes()).containsExactly("silver", "gold");
    assertThat(silver.at("/data/card_level/min_turnover/amount")).isEqualTo("0.00");

    var below = ",\"next_level_id\":\"" + silver.at("/data/card_level/id") + "\"";
    var unreachable = addLevel("bronze", "1", below).expect(400);
    assertThat(unreachable.at("/error/field")).isEqualTo("min_turnover");
    var same = addLevel("rose", "1", turnover.formatted("1000")).expect(400);
    assertThat(same.at("/error/code")).isEqualTo("level_ladder_invalid");
    var dollars = turnover.replace("RUB", "USD").formatted("5");
    assertThat(addLevel("rose", "1", dollars).expect(400).at("/error/code"))
        .isEqualTo("currency_mismatch");
    assertThat(addLevel("no code", "1", "").expect(400).at("/error/code"))
        .isEqualTo("input_invalid");
    assertThat(addLevel("rose", "101", "").expect(400).at("/error/detail")).contains("100");
    assertThat(codes()).containsExactly("silver", "gold");
  }

  @Test
  void tellsAndTakesNumbersOfPurchasesWhereTheseMakeLevels() {
    shop.program(Map.of("level.metric", "count"));
    addLevel("gold", "7", ",\"min_purchases\":10").expect(200);
    var silver = addLevel("silver", "5", ",\"min_purchases\":\"3\"").expect(200);
    assertThat(codes()).containsExactly("silver", "gold");
    assertThat(silver.body().at("/data/card_level/min_purchases").asInt()).isEqualTo(3);
    assertThat(silver.body().at("/data/card_level/min_turnover").isNull()).isTrue();

    var half = addLevel("rose", "1", ",\"min_purchases\":3.5").expect(400);
    assertThat(half.at("/error/code")).isEqualTo("level_ladder_invalid");
    var money = ",\"min_turnover\":{\"amount\":\"5\",\"currency\":\"RUB\"}";
    assertThat(addLevel("rose", "1", money).expect(400).at("/error/field"))
        .isEqualTo("min_turnover");
    var below = ",\"next_level_id\":\"" + silver.at("/data/card_level/id") + "\"";
    assertThat(addLevel("rose", "1", below).expect(400).at("/error/field"))
        .isEqualTo("min_purchases");
    var sums = Shop.open(service);
    var count = level("rose", "1", ",\"min_purchases\":3");
    assertThat(sums.post("card-levels", count).expect(400).at("/error/field"))
        .isEqualTo("min_purchases");
  }

  @Test
  void repeatsChangeNothing() {
    var first = addLevel("silver", "5", "").expect(200);
    var again = addLevel("silver", "5.00", "").expect(200);
    assertThat(again.body().path("data")).isEqualTo(first.body().path("data"));
    assertThat(addLevel("silver", "6", "").expect(400).at("/error/field")).isEqualTo("code");

    var point = "{\"name\":\"Kiosk\"}";
    var kiosk = shop.post("touch-points", point, "k").expect(200);
    assertThat(shop.post("touch-points", point, "k").body().path("data"))
        .isEqualTo(kiosk.body().path("data"));
    shop.post("touch-points", point, "other").expect(200);
    assertThat(shop.get("touch-points").body().at("/data").size()).isEqualTo(2);
    assertThat(versions()).isEqualTo(3);
  }

  private long versions() {
    return rig.sql()
        .sql(
            """
            select count(*) from settings_version v join portal p on p.id = v.portal_id
            where p.member_id = ?
            """)
        .param(shop.memberId())
        .query(Long.class)
        .single();
  }

  @Test
  void removesLevelsAndTouchPoints() {
    var silver = addLevel("silver", "5", "").expect(200).at("/data/card_level/id");
    addLevel("gold", "7", "").expect(200);
    cardOn(silver);
    var removed = shop.send("DELETE", "card-levels/" + silver, "", "").expect(200);
    assertThat(removed.at("/data/card_level/code")).isEqualTo("silver");
    assertThat(codes()).containsExactly("gold");
    assertThat(shop.get("cards").body().at("/data/0/card_level").isNull()).isTrue();
    shop.send("DELETE", "card-levels/" + silver, "", "").expect(404);
    shop.send("DELETE", "card-levels/x", "", "").expect(404);

    var point = shop.post("touch-points", "{\"name\":\"K\",\"external_id\":\"k\"}").expect(200);
    var address = "touch-points/" + point.at("/data/touch_point/id");
    shop.get(address).expect(200);
    shop.send("DELETE", address, "", "").expect(200);
    shop.get(address).expect(404);
    shop.send("DELETE", address, "", "").expect(404);
  }

  @Test
  void whatATouchPointForbidsIsForbidden() {
    var json =
        """
        {"name":"Store","external_id":"s1","description":"By the bridge",
         "options":{"loyalty_is_allow_accrual_bonuses":true,
                    "loyalty_is_allow_payment_bonuses":false}}
        """;
    var store = shop.post("touch-points", json).expect(200);
    assertThat(store.at("/data/touch_point/description")).isEqualTo("By the bridge");
    assertThat(store.at("/data/touch_point/external_id")).isEqualTo("s1");
    shop.card("1", "100");
    var card = shop.get("cards").at("/data/0/id");
    var hold =
        "{\"bonus_points\":{\"amount\":\"1\",\"currency\":\"RUB\"},\"touch_point_id\":\"s1\"}";
    assertThat(shop.post("cards/" + card + "/holds", hold).expect(400).at("/error/code"))
        .isEqualTo("touch_point_forbids_payment");
    var bad = json.replace("\"s1\"", "\"a b\"");
    assertThat(shop.post("touch-points", bad).expect(400).at("/error/code"))
        .isEqualTo("input_invalid");
    var other = json.replace("Store", "Other");
    assertThat(shop.post("touch-points", other).expect(400).at("/error/field"))
        .isEqualTo("external_id");
  }

  @Test
  void changesAtTheSameMomentAreAllKept() throws Exception {
    var statuses = new ArrayList<Integer>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies = new ArrayList<Future<Reply>>();
      for (int i = 0; i < 4; i++) {
        var json = "{\"name\":\"N\",\"external_id\":\"t" + i + "\"}";
        replies.add(callers.submit(() -> shop.post("touch-points", json)));
      }
      for (var reply : replies) {
        statuses.add(status(reply));
      }
    }
    assertThat(statuses).containsOnly(200);
    assertThat(shop.get("touch-points").body().at("/data").size()).isEqualTo(4);
  }

  private static int status(Future<Reply> reply) throws InterruptedException {
    try {
      return reply.get().status();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tellsTheAuditWhoMadeAVersion() {
    addLevel("silver", "5", "").expect(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                rig.read(Topics.AUDIT, shop.memberId()).stream()
                    .anyMatch(
                        each ->
                            EventHeaders.text(each.headers(), "ce_kind")
                                .equals("settings_changed")));
    assertThat(
            rig.texts(
                "select author || ' ' || reason from settings_version v join portal p"
                    + " on p.id = v.portal_id where p.member_id = ?",
                shop.memberId()))
        .containsExactly("rest:admin REST: level silver added");
  }

  @Test
  void deletesACard() {
    shop.card("1", "10");
    var card = "cards/" + shop.get("cards").at("/data/0/id");
    var refused = shop.send("DELETE", card, "[]", UUID.randomUUID().toString()).expect(400);
    assertThat(refused.at("/error/code")).isEqualTo("card_balance_not_zero");

    var key = UUID.randomUUID().toString();
    var burn = "{\"balance_action\":\"burn\"}";
    var deleted = shop.send("DELETE", card, burn, key).expect(200);
    assertThat(deleted.at("/data/card/status")).isEqualTo("deleted");
    assertThat(deleted.at("/data/card/balance/amount")).isEqualTo("0.00");
    assertThat(deleted.at("/data/transactions/0/type")).isEqualTo("payment_transaction");
    assertThat(shop.send("DELETE", card, burn, key).expect(200).body().path("data"))
        .isEqualTo(deleted.body().path("data"));
    assertThat(shop.send("DELETE", card, burn, "").expect(400).at("/error/code"))
        .isEqualTo("card_already_deleted");
    assertThat(shop.get(card).expect(200).at("/data/status")).isEqualTo("deleted");
    shop.send("DELETE", "cards/" + UUID.randomUUID(), "", "").expect(404);
  }

  @Test
  void showsTheCardThatAContactUses() {
    var contact = shop.contact();
    shop.post("cards", Shop.cardJson(contact, "1", "0"), "").expect(200);
    var first = "cards/" + shop.get("cards").at("/data/0/id");
    shop.send("DELETE", first, "[]", "").expect(200);
    assertThat(shop.get("contacts/" + contact).expect(200).at("/data/card/number")).isEqualTo("1");
    shop.post("cards", Shop.cardJson(contact, "2", "0"), "").expect(200);
    assertThat(shop.get("contacts/" + contact).expect(200).at("/data/card/number")).isEqualTo("2");
    assertThat(shop.get("contacts").expect(200).at("/data/0/card/number")).isEqualTo("2");
  }
}
