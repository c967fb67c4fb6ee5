package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.loyalty.Shop.Reply;
import io.loyaltysuite.loyalty.reproduce.RecordedResult;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.OperationResult;
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

/** Two cards become one over REST. */
class MergeIT {

  private static final Duration SOON = Duration.ofSeconds(30);

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

  private String card(String number, String balance) {
    return shop.post("cards", Shop.cardJson(shop.contact(), number, balance), "")
        .expect(200)
        .at("/data/card/id");
  }

  private void buy(String card, String id, String sum) {
    var json =
        """
        {"purchase_id":"%s","accrue":false,"purchase_sum":{"amount":"%s","currency":"RUB"}}
        """
            .formatted(id, sum);
    shop.post("cards/" + card + "/purchases", json).expect(200);
  }

  private static String from(String number) {
    return "{\"from_card_number\":\"" + number + "\",\"reason\":{\"id\":\"crm-7\"}}";
  }

  private Reply merge(String into, String json) {
    return shop.post("cards/" + into + "/merge", json);
  }

  /** The same request twice is one merge, and the result that was recorded is decided again. */
  @Test
  void makesOneCardOfTwoOnce() {
    var stays = card("1", "100");
    var goes = card("2", "50");
    buy(stays, "a", "300");
    buy(goes, "a", "200");
    var first = shop.post("cards/" + stays + "/merge", from("2"), "once").expect(200);
    var second = shop.post("cards/" + stays + "/merge", from("2"), "once").expect(200);
    assertThat(second.body().path("data")).isEqualTo(first.body().path("data"));
    assertThat(first.at("/metadata/message")).isEqualTo("cards merged");
    assertThat(first.at("/data/card/id")).isEqualTo(stays);
    assertThat(first.at("/data/card/balance/amount")).isEqualTo("150.00");
    assertThat(first.at("/data/card/turnovers/total_purchases_sum/amount")).isEqualTo("500.00");
    assertThat(first.body().at("/data/transactions").size()).isEqualTo(2);
    assertThat(first.at("/data/transactions/0/type")).isEqualTo("payment_transaction");
    assertThat(first.at("/data/transactions/0/card/id")).isEqualTo(goes);
    assertThat(first.at("/data/transactions/0/card/number")).isEqualTo("2");
    assertThat(first.at("/data/transactions/1/type")).isEqualTo("accrual_transaction");
    assertThat(first.at("/data/transactions/1/card/number")).isEqualTo("1");
    assertThat(first.at("/data/transactions/1/value/amount")).isEqualTo("50.00");
    assertThat(first.at("/data/transactions/1/reason/code")).isEqualTo("card.merge");
    assertThat(first.at("/data/transactions/1/reason/id")).isEqualTo("crm-7");
    assertThat(shop.get("cards/" + goes).expect(200).at("/data/status")).isEqualTo("deleted");
    assertThat(rig.brokenCards()).isZero();
    assertRecorded(1);
  }

  private void assertRecorded(int merges) {
    await().atMost(SOON).until(() -> recorded().size() == merges);
    assertThat(recorded())
        .allSatisfy(
            result -> assertThat(RecordedResult.reproduce(result)).isEqualTo(new Identical()));
  }

  private List<OperationResult> recorded() {
    return rig.results(shop.memberId()).values().stream()
        .filter(result -> result.getOperation().equals("card_merge"))
        .toList();
  }

  /** Purchases with the same number on both cards are two, also where a period begins. */
  @Test
  void tellsThePurchasesOfAPeriodFromBothCards() {
    var portal = Calls.ofNewPortal();
    var bought = purchase(portal, "2", "200");
    rig.send(portal.issue("1", 1), portal.issue("2", 2), purchase(portal, "1", "300"), bought);
    rig.send(
        portal.call("card_merge", Map.of("card_number", "1", "from_card_number", "2")),
        told(portal),
        portal.refundDocument(bought),
        told(portal));
    await().atMost(SOON).until(() -> rig.results(portal.memberId()).size() == 8);
    assertThat(
            rig.results(portal.memberId()).values().stream()
                .filter(result -> result.getOperation().equals("turnover_get"))
                .map(
                    result ->
                        Commands.returned(result, "purchases_count")
                            + " "
                            + Commands.returned(result, "purchases_sum")))
        .containsExactly("2 500.00", "1 300.00");
  }

  private static ActivityCommand purchase(Calls portal, String card, String sum) {
    return portal.call(
        "purchase_register",
        Map.of("card_number", card, "purchase_id", "a", "purchase_sum", sum, "accrue", "N"));
  }

  private static ActivityCommand told(Calls portal) {
    return portal.call("turnover_get", Map.of("card_number", "1", "date_from", "2020-01-01"));
  }

  @Test
  void refundsAfterwardsRestoreTheBalance() {
    var stays = card("1", "100");
    var goes = card("2", "50");
    var paid =
        shop.post("transactions/with-card-number/2", Shop.transactionJson("payment", "30"))
            .expect(200);
    merge(stays, "{\"from_card_id\":\"" + goes + "\"}").expect(200);
    assertThat(shop.balance("1")).isEqualTo("120.00");
    var refund = "transactions/" + paid.at("/data/transaction/id") + "/refund";
    shop.post(refund, "{}").expect(200);
    assertThat(shop.balance("1")).isEqualTo("150.00");
    assertThat(shop.balance("2")).isEqualTo("0.00");
    assertThat(rig.brokenCards()).isZero();
  }

  @Test
  void refusesWhatCannotBe() {
    var stays = card("1", "100");
    var goes = card("2", "50");
    assertThat(merge(stays, "{}").expect(400).at("/error/code")).isEqualTo("input_required");
    assertThat(merge(stays, "{\"from_card_id\":\"x\"}").expect(400).at("/error/code"))
        .isEqualTo("input_invalid");
    assertThat(merge(stays, from("1")).expect(400).at("/error/code")).isEqualTo("input_invalid");
    assertThat(merge(stays, from("9")).expect(404).at("/error/code")).isEqualTo("card_not_found");
    assertThat(merge(UUID.randomUUID().toString(), from("1")).expect(404).at("/error/code"))
        .isEqualTo("card_not_found");
    var hold = "{\"bonus_points\":{\"amount\":\"5\",\"currency\":\"RUB\"}}";
    shop.post("cards/" + goes + "/holds", hold).expect(200);
    assertThat(merge(stays, from("2")).expect(400).at("/error/code"))
        .isEqualTo("card_has_open_holds");
    merge(goes, from("1")).expect(200);
    assertThat(merge(goes, from("1")).expect(400).at("/error/code")).isEqualTo("card_deleted");
    assertThat(merge(stays, from("2")).expect(400).at("/error/code")).isEqualTo("card_deleted");
    assertThat(shop.withKey(UUID.randomUUID()).post("cards/" + goes + "/merge", "{}").status())
        .isEqualTo(403);
  }

  /** Of two merges that cross each other one is done, whichever comes first. */
  @Test
  void mergesThatCrossEachOtherEnd() {
    int pairs = 12;
    for (int i = 0; i < pairs; i++) {
      var one = card("a" + i, "10");
      var other = card("b" + i, "5");
      var statuses = crossing(one, "b" + i, other, "a" + i);
      assertThat(statuses).containsExactlyInAnyOrder(200, 400);
    }
    assertThat(rig.brokenCards()).isZero();
    assertRecorded(2 * pairs);
  }

  private List<Integer> crossing(String one, String second, String other, String first) {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies = new ArrayList<Future<Reply>>();
      replies.add(callers.submit(() -> merge(one, from(second))));
      replies.add(callers.submit(() -> merge(other, from(first))));
      var statuses = new ArrayList<Integer>();
      for (var reply : replies) {
        statuses.add(reply.get().status());
      }
      return statuses;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
