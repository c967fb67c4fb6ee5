package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Who is sent away before anybody looks at the request, and how that is told. */
class GateIT {

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @BeforeAll
  static void startService() {
    rig = new Rig();
    service =
        rig.start("--loyalty.rest.pace.requests-per-second=20", "--loyalty.rest.pace.burst=2s");
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @Test
  void refusesADisabledAccountWhateverItAsks() {
    var shop = Shop.open(service);
    shop.card("1", "5");
    var json = "{\"expected_version\":0,\"reason\":\"t\",\"values\":{\"account.enabled\":\"N\"}}";
    var headers =
        List.of(
            "Authorization: " + Rig.OPERATOR,
            "Content-Type: application/json",
            "Content-Length: " + json.length());
    shop.raw("PUT", "/portals/" + shop.memberId() + "/settings", headers, json).expect(200);

    for (var method :
        List.of("cards", "contacts", "transactions", "card-levels", "touch-points", "unknown")) {
      var refused = shop.get(method).expect(403);
      assertThat(refused.at("/error/code")).as(method).isEqualTo("account_disabled");
      assertThat(refused.at("/error/detail")).contains("disabled");
    }
    assertThat(shop.accrue("1", "1").expect(403).at("/error/code")).isEqualTo("account_disabled");
  }

  @Test
  void slowsDownAnAccountThatAsksTooOften() {
    var shop = Shop.open(service);
    var refused =
        IntStream.range(0, 200)
            .mapToObj(_ -> shop.get("cards"))
            .filter(reply -> reply.status() != 200)
            .findFirst()
            .orElseThrow();
    refused.expect(429);
    assertThat(refused.at("/error/code")).isEqualTo("rate_limited");
    assertThat(refused.body().at("/error/retryable").asBoolean(false)).isTrue();
    assertThat(refused.body().at("/error/status").asInt(0)).isEqualTo(429);
    assertThat(refused.at("/metadata/role")).isEqualTo("admin");
    assertThat(refused.http().headers().firstValue("Retry-After")).contains("1");
    assertThat(service.getBean(MeterRegistry.class).get("loyalty.rest.limited").counter().count())
        .isPositive();
    Shop.open(service).get("cards").expect(200);
    await().atMost(Duration.ofSeconds(10)).until(() -> shop.get("cards").status() == 200);
  }

  /** Everybody knows the id of an account that has a site; nobody may silence its cash desks. */
  @Test
  void visitorsTakeNothingFromTheAccount() {
    var shop = Shop.open(service);
    var start = "/api/v2/" + shop.clientId() + "/user/contacts/auth/start-by-phone";
    var json = "{\"mobile_phone\":\"+79780000000\"}";
    var headers = List.of("Content-Type: application/json", "Content-Length: " + json.length());
    var refused =
        IntStream.range(0, 200)
            .mapToObj(_ -> shop.raw("POST", start, headers, json))
            .filter(reply -> reply.status() == 429)
            .findFirst()
            .orElseThrow();
    assertThat(refused.at("/error/code")).isEqualTo("rate_limited");
    shop.get("cards").expect(200);
  }

  /** What no database can keep is the caller's mistake, and asking again does not help. */
  @Test
  void refusesWhatCannotBeAsked() {
    var shop = Shop.open(service);
    var refused = shop.get("contacts?name=%00").expect(400);
    assertThat(refused.at("/error/code")).isEqualTo("input_invalid");
    assertThat(refused.body().at("/error/retryable").asBoolean(true)).isFalse();
    var text = "{\"name\":\"Desk\",\"description\":\"a\\u0000b\"}";
    assertThat(shop.post("touch-points", text).expect(400).at("/error/code"))
        .isEqualTo("input_invalid");
  }

  /** The container has a page of its own for what is no address. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/%zz",
        "/api/v2/<x>",
        "/api/v2/00000000-0000-0000-0000-000000000000/admin/cards/%zz",
        "/%zz"
      })
  void answersAnAddressThatIsNoneWithJson(String target) {
    var shop = Shop.open(service);
    var answer = shop.raw("GET", target, List.of("Connection: close"), "").expect(400);
    assertThat(answer.http().headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    if (target.startsWith("/api/v2/%")) {
      for (var key : List.of("title", "type", "detail", "instance")) {
        assertThat(answer.body().at("/error/" + key).isString()).as(key).isTrue();
      }
      assertThat(answer.body().at("/error/status").asInt(0)).isEqualTo(400);
      assertThat(answer.at("/metadata/request_id"))
          .isEqualTo(answer.http().headers().firstValue("X-Request-Id").orElseThrow());
    }
  }

  @Test
  void measuresTheQueueOfRequests() {
    var meters = service.getBean(MeterRegistry.class);
    var wait = meters.get("loyalty.rest.wait").timer();
    var batch = meters.get("loyalty.rest.batch").summary();
    long waited = wait.count();
    double decided = batch.totalAmount();
    Shop.open(service).card("1", "5");

    assertThat(wait.count() - waited).as("contact and card").isGreaterThanOrEqualTo(2);
    assertThat(batch.totalAmount() - decided).isGreaterThanOrEqualTo(2);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> meters.get("loyalty.rest.waiting").gauge().value() == 0);
  }

  /** Activity A6 finds who was added over REST, with a card or without. */
  @Test
  void letsActivitiesFindItsContacts() {
    var portal = Calls.ofNewPortal();
    var shop = Shop.open(service, portal.memberId());
    var json =
        """
        {"full_name":{"name":"Anna"},"timezone":"Europe/Moscow","gender":"female",
         "mobile_phone":"+79780192058","email":"Anna@Example.com",
         "external_ids":{"bitrix24":"15","site":"5"}}
        """;
    var added = shop.post("contacts", json).expect(200);
    assertThat(added.at("/data/contact/email")).isEqualTo("anna@example.com");
    var contact = added.at("/data/contact/id");
    var before = portal.call("card_find", Map.of("phone", "+7 978 019-20-58"));
    assertThat(returned(portal, before, "contacts_without_card")).isEqualTo(contact);
    shop.post("cards", Shop.cardJson(contact, "701", "0"), "").expect(200);
    for (var asked :
        List.of(
            Map.of("phone", "89780192058"),
            Map.of("email", "anna@example.com"),
            Map.of("external_id", "5", "external_id_key", "site"),
            Map.of("external_id", "15"))) {
      var call = portal.call("card_find", asked);
      assertThat(returned(portal, call, "card_numbers")).as(asked.toString()).isEqualTo("701");
    }
  }

  private static String returned(Calls portal, ActivityCommand call, String name) {
    var commandId = call.getCommandId();
    rig.send(call);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> rig.results(portal.memberId()).containsKey(commandId));
    OperationResult result = Objects.requireNonNull(rig.results(portal.memberId()).get(commandId));
    return result.getReturned().stream()
        .filter(each -> each.getName().equals(name))
        .map(each -> each.getValue())
        .findFirst()
        .orElse("");
  }
}
