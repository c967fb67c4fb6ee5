package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.loyalty.Shop.Reply;
import io.loyaltysuite.loyalty.reproduce.RecordedResult;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Writes over REST go through the engine: decided once, together, and published. */
class WritesIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TO_CARD = "transactions/with-card-number/";

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @BeforeAll
  static void startService() {
    rig = new Rig();
    service = rig.start();
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @Test
  void repeatsTheAnswerToARepeatedRequest() {
    var shop = Shop.open(service);
    shop.card("1", "0");
    var key = "123456-85d2-4d5a-no-uuid";
    var first = shop.post(TO_CARD + "1", Shop.transactionJson("accrual", "10"), key).expect(200);
    var sameInOtherWords =
        """
        {"reason":{"comment":"test","code":"test","id":"1"},
         "bonus_points":{"currency":"RUB","amount":"10"},"type":"accrual"}
        """;
    var second = shop.post(TO_CARD + "1", sameInOtherWords, key).expect(200);

    assertThat(second.body().path("data")).isEqualTo(first.body().path("data"));
    assertThat(shop.balance("1")).isEqualTo("10.00");
    var contacts = List.of(contact(shop, "k"), contact(shop, "k"), contact(shop, "other"));
    assertThat(contacts.get(0)).isEqualTo(contacts.get(1)).isNotEqualTo(contacts.get(2));
  }

  /** Where bonuses pay a share only, whoever charges them has to say of what. */
  @Test
  void paysUpToTheShareOfADocument() {
    var shop = Shop.open(service);
    shop.card("1", "100");
    shop.program(Map.of("payment.max_share_percent", "50"));
    var payment = Shop.transactionJson("payment", "40");
    assertThat(shop.post(TO_CARD + "1", payment).expect(400).at("/error/code"))
        .isEqualTo("deal_sum_missing");
    var ofSixty = payment.replace("\"type\"", "\"document_sum\":\"60.00\",\"type\"");
    assertThat(shop.post(TO_CARD + "1", ofSixty).expect(400).at("/error/code"))
        .isEqualTo("payment_share_exceeded");
    shop.post(TO_CARD + "1", ofSixty.replace("60.00", "80.00")).expect(200);
    assertThat(shop.balance("1")).isEqualTo("60.00");
  }

  /** The vendor's sample, and a cash desk whose parts are told more exactly than money is. */
  @Test
  void roundsAmountsWhenTheProgramSaysSo() {
    var shop = Shop.open(service);
    shop.card("1", "0");
    var odd = Shop.transactionJson("accrual", "10").replace("\"10\"", "99.951");
    assertThat(shop.post(TO_CARD + "1", odd).expect(400).at("/error/code"))
        .isEqualTo("amount_scale_exceeded");
    shop.program(Map.of("program.rest_round_input", "Y", "touch_point.desk.name", "Desk"));
    shop.post(TO_CARD + "1", odd).expect(200);
    assertThat(shop.balance("1")).isEqualTo("99.95");
    var order =
        """
        {"operation_type":"selling",
         "loyalty":{"touch_point_id":"desk","processing_mode":"none"},
         "payload":{"order":{"id":"7","card-number":"1",
           "money_sum":{"amount":"10.005","currency":"RUB"},
           "bonus_sum":{"amount":"0.005","currency":"RUB"},
           "total_sum":{"amount":10.01,"currency":"RUB"}}}}
        """;
    shop.post("1c/operations", order).expect(200);
    var turnovers = shop.get("cards").body().at("/data/0/turnovers");
    assertThat(turnovers.at("/total_purchases_sum/amount").asString("")).isEqualTo("10.01");
  }

  private static String contact(Shop shop, String key) {
    return shop.post("contacts", Shop.contactJson(), key).expect(200).at("/data/contact/id");
  }

  @Test
  void refusesAnotherRequestWithAUsedKey() {
    var shop = Shop.open(service);
    shop.card("1", "0");
    shop.card("2", "0");
    shop.post(TO_CARD + "1", Shop.transactionJson("accrual", "10"), "k").expect(200);
    var others =
        List.of(
            shop.post(TO_CARD + "1", Shop.transactionJson("accrual", "11"), "k"),
            shop.post(TO_CARD + "2", Shop.transactionJson("accrual", "10"), "k"));

    for (var other : others) {
      assertThat(other.expect(400).at("/error/code")).isEqualTo("idempotency_key_reused");
    }
    assertThat(shop.balance("1")).isEqualTo("10.00");
    assertThat(shop.balance("2")).isEqualTo("0.00");
    assertThat(Shop.open(service).post("contacts", Shop.contactJson(), "k").status())
        .isEqualTo(200);
  }

  /** Whoever was refused may mend what was wrong and send the same again. */
  @Test
  void doesNotKeepRefusals() {
    var shop = Shop.open(service);
    shop.card("1", "5");
    var pay = Shop.transactionJson("payment", "8");
    assertThat(shop.post(TO_CARD + "1", pay, "k").expect(400).at("/error/code"))
        .isEqualTo("insufficient_balance");
    shop.accrue("1", "5").expect(200);
    assertThat(shop.post(TO_CARD + "1", pay, "k").expect(200).at("/data/card/balance/amount"))
        .isEqualTo("2.00");
    assertThat(shop.post(TO_CARD + "1", pay, "k").expect(200).at("/data/card/balance/amount"))
        .isEqualTo("2.00");
  }

  @Test
  void decidesOneOfManyEqualRequestsAtOnce() {
    var shop = Shop.open(service);
    shop.card("1", "0");
    var json = Shop.transactionJson("accrual", "10");
    var replies = together(40, _ -> shop.post(TO_CARD + "1", json, "the same"));

    assertThat(replies).allMatch(reply -> reply.status() == 200);
    assertThat(replies.stream().map(each -> each.at("/data/transaction/id")).distinct()).hasSize(1);
    assertThat(shop.balance("1")).isEqualTo("10.00");
  }

  @Test
  void decidesRequestsThatWaitTogetherInOneTransaction() {
    var shop = Shop.open(service);
    shop.card("1", "1000");
    var batches = service.getBean(MeterRegistry.class).get("loyalty.engine.batch").summary();
    long before = batches.count();
    var replies =
        together(
            300,
            i ->
                shop.post(
                    TO_CARD + "1", Shop.transactionJson(i % 2 == 0 ? "accrual" : "payment", "1")));

    assertThat(replies).allMatch(reply -> reply.status() == 200);
    assertThat(shop.balance("1")).isEqualTo("1000.00");
    assertThat(batches.count() - before).isLessThan(300);
    assertThat(rig.brokenCards()).isZero();
  }

  @Test
  void publishesEveryDecisionForTheJournal() {
    var shop = Shop.open(service);
    shop.card("1", "0");
    var accrued = shop.accrue("1", "10").expect(200);
    var refused = shop.post(TO_CARD + "1", Shop.transactionJson("payment", "99")).expect(400);
    await().atMost(SOON).until(() -> rig.results(shop.memberId()).size() == 4);

    var results = rig.results(shop.memberId());
    assertThat(results.values())
        .allSatisfy(
            result -> {
              assertThat(result.getSource()).isEqualTo("rest");
              assertThat(RecordedResult.reproduce(result)).isInstanceOf(Identical.class);
            });
    assertThat(results.values().stream().map(result -> result.getErrorCode()))
        .containsExactlyInAnyOrder("", "", "", "insufficient_balance");
    var correlated =
        rig.read(Topics.RESULTS, shop.memberId()).stream()
            .map(each -> EventHeaders.text(each.headers(), EventHeaders.CORRELATION_ID));
    assertThat(correlated)
        .contains(accrued.at("/metadata/request_id"), refused.at("/metadata/request_id"));
    await().atMost(SOON).until(() -> rig.texts("select id::text from outbox").isEmpty());
  }

  @Test
  void sharesTheLedgerWithBusinessProcesses() {
    var portal = Calls.ofNewPortal();
    var shop = Shop.open(service, portal.memberId());
    var contact =
        """
        {"full_name":{"name":"Anna"},"timezone":"Europe/Moscow","gender":"female",
         "external_ids":{"bitrix24":"15"}}
        """;
    var id = shop.post("contacts", contact).expect(200).at("/data/contact/id");
    shop.post("cards", Shop.cardJson(id, "501", "100"), "").expect(200);
    rig.send(
        portal.call("accrue", Map.of("contact_id", "15", "amount", "7")),
        portal.issue("502", 16),
        portal.block("501"));
    await().atMost(SOON).until(() -> rig.results(portal.memberId()).size() == 5);

    assertThat(shop.balance("501")).isEqualTo("107.00");
    var refused = shop.accrue("501", "1").expect(400);
    assertThat(refused.at("/error/code")).isEqualTo("card_blocked");
    assertThat(refused.at("/error/type")).endsWith("card_blocked");
    assertThat(refused.at("/error/title")).isEqualTo("Business rule violated");
    var issuedByProcess = shop.get("cards?orderBy=created&orderDirection=desc").expect(200);
    assertThat(issuedByProcess.at("/data/0/number")).isEqualTo("502");
    assertThat(issuedByProcess.body().at("/data/0/contact").isNull()).isTrue();
    assertThat(shop.get("transactions/with-card-number/501").body().at("/data").size())
        .isEqualTo(2);
  }

  @Test
  void showsPendingBonusesOnceTheyCanBeSpent() {
    var portal = Calls.ofNewPortal();
    var shop = Shop.open(service, portal.memberId());
    rig.send(
        portal.issue("601", 1),
        portal.call(
            "accrue", Map.of("card_number", "601", "amount", "7", "available_after_days", "3")),
        portal.accrue("601", "5"));
    await().atMost(SOON).until(() -> rig.results(portal.memberId()).size() == 3);

    var shown = shop.get("transactions/with-card-number/601").expect(200);
    assertThat(shown.body().at("/data").size()).isEqualTo(1);
    assertThat(shown.at("/data/0/value/amount")).isEqualTo("5.00");
  }

  private static List<Reply> together(int count, IntFunction<Reply> request) {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<Reply>>();
      IntStream.range(0, count).forEach(i -> futures.add(callers.submit(() -> request.apply(i))));
      var replies = new ArrayList<Reply>();
      for (var future : futures) {
        replies.add(future.get());
      }
      return replies;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
