package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.loyalty.Shop.Reply;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * What each integration test of the product's PHP SDK demands (spec 2.9), over a socket: the SDK's
 * own headers, a body with every GET, the offer of h2c.
 */
class SdkContractIT {

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @SuppressWarnings("NullAway.Init")
  private static Shop shop;

  /** The account that the SDK's tests need: one active card with the number 1. */
  @BeforeAll
  static void startService() {
    rig = new Rig();
    service = rig.start();
    shop = Shop.open(service);
    shop.card("1", "10.00");
    shop.card("2", "2245.88");
    shop.card("3", "9.50");
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "unknownMethod", "cards&orderBy=created&orderDirection=desc"})
  void answersUnknownMethodsWith404(String method) {
    requireProblem(shop.get(method).expect(404), 404);
  }

  @Test
  void answersHealthWithAnObjectThatIsItsOwnData() {
    var health = shop.raw("GET", "/api/v2/health", shop.sdkHeaders("[]"), "[]").expect(200);
    assertThat(health.at("/status")).isEqualTo("ok");
    assertThat(health.body().has("data")).isFalse();
    requireMetadata(health, "");
  }

  @Test
  void answersHealthWithoutAnyKey() {
    shop.raw("GET", "/api/v2/health", List.of(), "").expect(200);
  }

  @Test
  void describesItselfAtTheBase() {
    shop.raw("GET", "/api/v2/", shop.sdkHeaders("[]"), "[]").expect(200);
  }

  /** ServiceBuilderFactoryTest: a client that may speak HTTP/2 offers to. */
  @Test
  void takesAnOfferOfH2cAsPlainHttp() {
    var headers =
        List.of(
            "Accept: */*",
            "X-LOYALTY-API-KEY-ADMIN: " + shop.key(),
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA");
    shop.raw("GET", shop.address("cards"), headers, "").expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cards", "cards?page=1", "cards?page=1&orderDirection=desc"})
  void listsCards(String method) {
    var cards = shop.get(method).expect(200);
    requireMetadata(cards, "admin");
    requirePage(cards);
    assertThat(cards.body().at("/pagination/total").asLong(0)).isGreaterThan(2);
    for (var card : cards.body().at("/data")) {
      assertThat(card.at("/contact/id").asString("")).isNotEmpty();
      assertThat(card.at("/contact/card").isNull()).isTrue();
    }
  }

  @Test
  void addsACard() {
    var contact = shop.contact();
    var number = Long.toString(System.currentTimeMillis() / 1000);
    var json = Shop.cardJson(contact, number, "1234.56");
    var added = shop.post("cards", json, "").expect(200);
    var card = added.body().at("/data/card");
    assertThat(card.path("number").asString("")).isEqualTo(number);
    assertThat(card.at("/balance/amount").asString("")).isEqualTo("1234.56");
    assertThat(card.at("/balance/currency").asString("")).isEqualTo("RUB");
    assertThat(card.path("percentage").asString("")).isEqualTo("5.5");
    assertThat(card.path("status").asString("")).isEqualTo("active");
    assertThat(card.at("/turnovers/total_purchases_count").asInt(-1)).isZero();
    assertThat(card.at("/turnovers/total_purchases_sum/amount").asString("")).isEqualTo("0.00");
    assertThat(card.at("/contact/id").asString("")).isEqualTo(contact);
    assertThat(card.path("external_id").isNull()).isTrue();

    var read = shop.get("cards/" + card.path("id").asString("")).expect(200);
    assertThat(read.body().at("/data")).isEqualTo(card);
    assertThat(shop.get("contacts/" + contact).expect(200).at("/data/card/number"))
        .isEqualTo(number);
    requireProblem(shop.post("cards", json, "").expect(400), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "modified"})
  void ordersCardsByTime(String field) {
    requireOrder("cards", field, card -> OffsetDateTime.parse(card.path(field).asString("")));
  }

  @Test
  void ordersCardsByBalance() {
    requireOrder(
        "cards", "balance", card -> new BigDecimal(card.at("/balance/amount").asString("")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "modified"})
  void ordersContacts(String field) {
    requireOrder("contacts", field, each -> OffsetDateTime.parse(each.path(field).asString("")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cards?orderBy=balance1&orderDirection=desc",
        "contacts?orderBy=balance1&orderDirection=desc",
        "cards?orderDirection=up",
        "cards?page=0",
        "contacts?page=x"
      })
  void refusesUnknownOrders(String method) {
    requireProblem(shop.get(method).expect(400), 400);
  }

  @Test
  void fetchesEveryPageOfCards() {
    var many = Shop.open(service);
    for (int i = 0; i < 51; i++) {
      many.card("70" + i, "1");
    }
    var first = many.get("cards?page=1&orderBy=created&orderDirection=desc").expect(200);
    assertThat(first.body().at("/pagination/pages").asInt(0)).isEqualTo(2);
    assertThat(first.body().at("/pagination/count").asInt(0)).isEqualTo(50);
    var second = many.get("cards?page=2&orderBy=created&orderDirection=desc").expect(200);
    assertThat(second.body().at("/data").size()).isEqualTo(1);
    var past = many.get("cards?page=3&orderBy=created&orderDirection=desc").expect(200);
    assertThat(past.body().at("/data").size()).isZero();
    assertThat(past.body().at("/pagination/total").asInt(0)).isEqualTo(51);
    assertThat(many.get("contacts?page=2").expect(200).body().at("/data").size()).isEqualTo(1);
    var transactions = many.get("transactions?page=2").expect(200);
    assertThat(transactions.body().at("/pagination/total").asInt(0)).isEqualTo(51);
    assertThat(transactions.body().at("/data").size()).isEqualTo(1);
  }

  @Test
  void addsAContactThatHasNothingYet() {
    var added = shop.post("contacts", Shop.contactJson()).expect(200);
    var contact = added.body().at("/data/contact");
    assertThat(contact.at("/full_name/name").asString("")).isEqualTo("Иван");
    assertThat(contact.at("/timezone/name").asString("")).isEqualTo("Europe/Moscow");
    assertThat(contact.path("birthday").asString("")).isEqualTo("1990-05-17");
    assertThat(contact.path("mobile_phone").asString("")).isEqualTo("+79780000000");
    assertThat(contact.path("external_ids").isObject()).isTrue();
    for (var absent : List.of("card", "card_level", "turnovers")) {
      assertThat(contact.path(absent).isNull()).as(absent).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contacts",
        "contacts?page=1",
        "contacts?&page=1",
        "contacts?is_has_card=true&page=1",
        "contacts?is_has_card=false&page=1"
      })
  void listsContacts(String method) {
    var contacts = shop.get(method).expect(200);
    requireMetadata(contacts, "admin");
    requirePage(contacts);
  }

  @Test
  void findsContacts() {
    var own = Shop.open(service);
    var json =
        """
        {"full_name":{"name":"Anna","surname":"Orlova"},"timezone":"America\\/Buenos_Aires",
         "gender":"female","birthday":"01.02.1985","mobile_phone":"79780192058",
         "external_ids":{"bitrix24":"123456","site":"a"},"timezone_utc_offset":3}
        """;
    var id = own.post("contacts", json).expect(200).at("/data/contact/id");
    own.contact();
    for (var filter :
        List.of(
            "name=anna",
            "surname=Orlova",
            "mobile_phone=%2B79780192058",
            "external_ids%5Bbitrix24%5D=123456",
            "external_ids[bitrix24]=123456&external_ids[site]=a")) {
      var found = own.get("contacts?" + filter + "&page=1").expect(200);
      assertThat(found.body().at("/data").size()).as(filter).isEqualTo(1);
      assertThat(found.at("/data/0/id")).isEqualTo(id);
      assertThat(found.at("/data/0/timezone/name")).isEqualTo("America/Buenos_Aires");
    }
    assertThat(own.get("contacts?is_has_card=true").expect(200).body().at("/data").size()).isZero();
    assertThat(own.get("contacts?external_ids[bitrix24]=1").body().at("/data").size()).isZero();
    assertThat(own.get("contacts?is_has_card=maybe").status()).isEqualTo(400);
    assertThat(own.get("contacts?orderBy=birthday&orderDirection=asc").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transactions?page=1", "transactions/with-card-number/1?page=1"})
  void listsTransactions(String method) {
    shop.accrue("1", "1.00").expect(200);
    var transactions = shop.get(method).expect(200);
    requirePage(transactions);
    assertThat(transactions.at("/data/0/type")).isEqualTo("accrual_transaction");
    assertThat(transactions.at("/data/0/value/amount")).isEqualTo("1.00");
  }

  /** The SDK sends the same reason on every run. */
  @Test
  void accruesAgainForTheSameReason() {
    var before = new BigDecimal(shop.balance("1"));
    shop.accrue("1", "100.00").expect(200);
    var again = shop.accrue("1", "100.00").expect(200);
    assertThat(again.at("/data/card/balance/amount"))
        .isEqualTo(before.add(new BigDecimal("200.00")).toPlainString());
    assertThat(again.at("/data/transaction/type")).isEqualTo("accrual_transaction");
    assertThat(again.at("/data/transaction/card/number")).isEqualTo("1");
    assertThat(again.at("/data/transaction/value/amount")).isEqualTo("100.00");
    assertThat(again.at("/data/transaction/reason/code")).isEqualTo("test");
  }

  @Test
  void paysWithBonuses() {
    var paid =
        shop.post("transactions/with-card-number/2", Shop.transactionJson("payment", "45.88"), "")
            .expect(200);
    assertThat(paid.at("/data/card/balance/amount")).isEqualTo("2200.00");
    assertThat(paid.at("/data/transaction/type")).isEqualTo("payment_transaction");
    assertThat(paid.at("/data/transaction/value/amount")).isEqualTo("45.88");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\":\"10,44\",\"currency\":\"RUB\"} input_invalid",
        "{\"amount\":99.951,\"currency\":\"RUB\"} amount_scale_exceeded",
        "{\"amount\":\"0\",\"currency\":\"RUB\"} amount_not_positive",
        "{\"amount\":\"1\",\"currency\":\"USD\"} currency_mismatch",
        "{\"amount\":null,\"currency\":\"RUB\"} input_required",
        "[] input_required",
        "7 input_invalid"
      })
  void refusesAmountsThatAreNone(String example) {
    var parts = example.split(" ", 2);
    var json = "{\"type\":\"accrual\",\"bonus_points\":" + parts[0] + "}";
    var refused = shop.post("transactions/with-card-number/3", json);
    requireProblem(refused.expect(400), 400);
    assertThat(refused.at("/error/code")).isEqualTo(parts[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "7", "\"x\"", "[1]", "{\"type\":\"burn\"}", "[]", ""})
  void refusesBodiesThatSayNothing(String json) {
    requireProblem(shop.post("transactions/with-card-number/3", json).expect(400), 400);
  }

  @Test
  void doesNotFindCardsThatAreNotThere() {
    var nobody = UUID.randomUUID();
    for (var method :
        List.of(
            "cards/" + nobody,
            "cards/abc",
            "contacts/" + nobody,
            "contacts/abc",
            "transactions/with-card-number/1111",
            "transactions/with-card-id/" + nobody,
            "1%D1%81/operations")) {
      requireProblem(shop.get(method).expect(404), 404);
    }
    requireProblem(shop.accrue("1111", "5").expect(404), 404);
    var noContact = Shop.cardJson(nobody.toString(), "77", "1");
    requireProblem(shop.post("cards", noContact).expect(404), 404);
  }

  /** Clients do not know 405. */
  @Test
  void answersOtherMethodsAsUnknown() {
    for (var verb : List.of("PUT", "PATCH", "DELETE")) {
      requireProblem(shop.send(verb, "cards", "{}", "").expect(404), 404);
    }
  }

  @Test
  void refusesStrangers() {
    var other = Shop.open(service);
    requireProblem(shop.withKey(UUID.randomUUID()).get("cards").expect(403), 403);
    requireProblem(shop.withKey(other.key()).get("cards").expect(403), 403);
    requireProblem(shop.raw("GET", shop.address("cards"), List.of(), "").expect(403), 403);
    requireProblem(shop.withKey(UUID.randomUUID()).get("unknown").expect(403), 403);
    assertThat(other.get("cards").expect(200).body().at("/data").size()).isZero();
    assertThat(other.get("transactions/with-card-number/1").status()).isEqualTo(404);
  }

  @Test
  void echoesTheRequestId() {
    var headers = List.of("X-LOYALTY-API-KEY-ADMIN: " + shop.key(), "X-Request-Id: call-17");
    var answer = shop.raw("GET", shop.address("cards"), headers, "").expect(200);
    assertThat(answer.at("/metadata/request_id")).isEqualTo("call-17");
    assertThat(answer.http().headers().firstValue("X-Request-Id")).contains("call-17");
    var own = shop.get("cards");
    assertThat(own.http().headers().firstValue("X-Request-Id"))
        .contains(own.at("/metadata/request_id"));
  }

  /** Pages of the container would break clients that expect JSON. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/v2/a;b/c", "/api/v2//x", "/api/v2/%2e%2e/x"})
  void neverAnswersWithAPage(String target) {
    var headers = List.of("Accept: text/html", "Connection: close");
    var answer = shop.raw("GET", target, headers, "");
    assertThat(answer.status()).isBetween(400, 404);
    assertThat(answer.http().headers().firstValue("Content-Type")).contains("application/json");
    requireProblem(answer, answer.status());
  }

  @Test
  void speaksTheLanguageThatIsAskedFor() {
    var json = Shop.transactionJson("payment", "1000000");
    var headers = new ArrayList<>(shop.sdkHeaders(json));
    var address = shop.address("transactions/with-card-number/3");
    assertThat(shop.raw("POST", address, headers, json).expect(400).at("/error/detail"))
        .contains("not enough");
    headers.add("Accept-Language: ru-RU,ru;q=0.9");
    assertThat(shop.raw("POST", address, headers, json).expect(400).at("/error/detail"))
        .contains("не хватает");
  }

  @Test
  void servesItsDocument() {
    var document = shop.raw("GET", "/openapi.yaml", List.of(), "").expect(200);
    assertThat(document.http().body()).startsWith("openapi: 3.1.0").contains("/api/v2/health");
  }

  private static <T extends Comparable<T>> void requireOrder(
      String list, String field, Function<JsonNode, T> value) {
    for (var direction : List.of("asc", "desc")) {
      var answer =
          shop.get(list + "?page=1&orderBy=" + field + "&orderDirection=" + direction).expect(200);
      var values = answer.body().at("/data").valueStream().map(value).toList();
      Comparator<T> order = Comparator.naturalOrder();
      assertThat(values)
          .hasSizeGreaterThan(2)
          .isSortedAccordingTo(direction.equals("asc") ? order : order.reversed());
    }
  }

  private static void requirePage(Reply list) {
    assertThat(list.body().at("/data").isArray()).isTrue();
    for (var key : List.of("count", "total", "page", "pages", "per_page")) {
      assertThat(list.body().at("/pagination/" + key).isIntegralNumber()).as(key).isTrue();
    }
  }

  private static void requireMetadata(Reply answer, String role) {
    var metadata = answer.body().path("metadata");
    for (var key : List.of("request_start_time", "request_id", "role", "message")) {
      assertThat(metadata.path(key).isString()).as(key).isTrue();
    }
    assertThat(metadata.path("duration").isNumber()).isTrue();
    assertThat(metadata.path("role").asString("")).isEqualTo(role);
  }

  private static void requireProblem(Reply answer, int status) {
    var error = answer.body().path("error");
    for (var key : List.of("title", "type", "detail", "instance")) {
      assertThat(error.path(key).isString()).as(key + " in " + answer.http().body()).isTrue();
    }
    assertThat(error.path("status").asInt(0)).isEqualTo(status);
    assertThat(answer.body().path("metadata").path("request_id").isString()).isTrue();
  }
}
