package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.loyalty.Shop.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The user role: a code that goes to a phone, and what may be seen with it. */
class UserRoleIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PHONE = "+79780000000";
  private static final String START = "contacts/auth/start-by-phone";
  private static final String FINISH = "contacts/auth/finish";

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @SuppressWarnings("NullAway.Init")
  private static CodeProvider provider;

  @SuppressWarnings("NullAway.Init")
  private Shop shop;

  @BeforeAll
  static void startService() throws IOException {
    rig = new Rig();
    provider = CodeProvider.start();
    service =
        rig.start(
            "--loyalty.login.sender-url=" + provider.url(),
            "--loyalty.login.sender-token=" + CodeProvider.TOKEN);
  }

  @AfterAll
  static void stopService() {
    rig.close();
    provider.close();
  }

  @BeforeEach
  void openShop() {
    shop = Shop.open(service);
  }

  private Reply send(String verb, String method, String json, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: application/json");
    all.add("Content-Length: " + json.length());
    return shop.raw(verb, "/api/v2/" + shop.clientId() + "/user/" + method, all, json);
  }

  private Reply start(String phone, String... headers) {
    return send("POST", START, "{\"mobile_phone\":\"" + phone + "\"}", headers);
  }

  private Reply finish(String authId, String code, String... headers) {
    var json = "{\"auth_id\":\"%s\",\"code\":\"%s\"}".formatted(authId, code);
    return send("POST", FINISH, json, headers);
  }

  /** A phone of nobody else, and a contact with a card behind it; the id of the card. */
  private String holder(String phone, String number) {
    var json = Shop.contactJson().replace(PHONE, phone);
    var contact = shop.post("contacts", json).expect(200).at("/data/contact/id");
    return shop.post("cards", Shop.cardJson(contact, number, "10"), "")
        .expect(200)
        .at("/data/card/id");
  }

  private static String phone() {
    return "+7"
        + (9_000_000_000L
            + Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 999_999_999L));
  }

  private String codeOf(String phone, int number) {
    await().atMost(SOON).until(() -> provider.codes(phone).size() == number);
    return provider.codes(phone).getLast();
  }

  private String login(String phone) {
    var auth = start(phone).expect(200).at("/data/auth_id");
    return finish(auth, codeOf(phone, 1)).expect(200).at("/data/token");
  }

  private static String wrong(String code) {
    return code.equals("0000") ? "0001" : "0000";
  }

  @Test
  void seesWhatIsItsOwnAndNothingElse() {
    var phone = phone();
    var card = holder(phone, "1");
    var other = holder(phone(), "2");
    var auth = start(phone).expect(200);
    assertThat(auth.at("/metadata/role")).isEqualTo("user");
    var session = finish(auth.at("/data/auth_id"), codeOf(phone, 1)).expect(200);
    assertThat(provider.textTo(phone)).contains(codeOf(phone, 1));
    var contact = session.at("/data/contact_id");
    var key = "X-LOYALTY-API-KEY-USER: " + session.at("/data/token");

    var own = send("GET", "cards/" + card, "[]", key).expect(200);
    assertThat(own.at("/data/number")).isEqualTo("1");
    assertThat(own.at("/metadata/role")).isEqualTo("user");
    assertThat(send("GET", "contacts/" + contact, "[]", key).expect(200).at("/data/card/number"))
        .isEqualTo("1");
    var bearer = "Authorization: Bearer " + session.at("/data/token");
    var transactions = send("GET", "transactions/with-card-id/" + card, "[]", bearer).expect(200);
    assertThat(transactions.body().at("/pagination/total").asInt(0)).isOne();

    for (var hidden :
        List.of(
            "cards/" + other,
            "transactions/with-card-id/" + other,
            "contacts/" + UUID.randomUUID(),
            "unknown")) {
      send("GET", hidden, "[]", key).expect(404);
    }
    shop.raw("GET", shop.address("cards"), List.of(key), "").expect(403);
    var stranger = Shop.open(service);
    var elsewhere = "/api/v2/" + stranger.clientId() + "/user/cards/" + card;
    stranger.raw("GET", elsewhere, List.of(key), "").expect(403);
    rig.sql().sql("update user_session set expires_at = now()").update();
    send("GET", "cards/" + card, "[]", key).expect(403);
  }

  @Test
  void tellsNothingWithoutAProof() {
    var card = holder(phone(), "1");
    for (var method :
        List.of("cards/" + card, "company/current", "transactions/with-card-id/" + card, "x")) {
      send("GET", method, "[]").expect(403);
      send("GET", method, "[]", "X-LOYALTY-API-KEY-USER: " + card).expect(403);
    }
    var nobody = "/api/v2/" + UUID.randomUUID() + "/user/" + START;
    shop.raw("POST", nobody, List.of("Content-Length: 0"), "").expect(403);
  }

  @Test
  void endsAnAttemptAfterThreeWrongCodes() {
    var phone = phone();
    holder(phone, "1");
    var auth = start(phone).expect(200).at("/data/auth_id");
    var code = codeOf(phone, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(finish(auth, wrong(code)).expect(400).at("/error/field")).isEqualTo("code");
    }
    assertThat(finish(auth, code).expect(400).at("/error/detail")).doesNotContain(code);
    assertThat(finish(UUID.randomUUID().toString(), code).expect(400).at("/error/field"))
        .isEqualTo("code");
  }

  @Test
  void limitsCodesAndFailuresOfAPhone() {
    var phone = phone();
    holder(phone, "1");
    for (int round = 1; round <= 5; round++) {
      var auth = start(phone).expect(200).at("/data/auth_id");
      var code = codeOf(phone, round);
      for (int i = 0; i < 3; i++) {
        finish(auth, wrong(code)).expect(400);
      }
    }
    var refused = start(phone).expect(429);
    assertThat(refused.at("/error/code")).isEqualTo("rate_limited");
    assertThat(refused.http().headers().firstValue("Retry-After")).contains("3600");

    rig.sql()
        .sql(
            "update login_attempt set created_at = created_at - interval '2 hours' where phone = ?")
        .param(phone.substring(1))
        .update();
    var auth = start(phone).expect(200).at("/data/auth_id");
    assertThat(finish(auth, codeOf(phone, 6)).expect(429).at("/error/code"))
        .as("fifteen wrong codes in a day")
        .isEqualTo("rate_limited");
  }

  @Test
  void doesNotTellWhoIsKnown() {
    var known = phone();
    holder(known, "1");
    var unknown = phone();
    var first = start(known).expect(200);
    var second = start(unknown).expect(200);
    assertThat(second.body().path("data").propertyNames())
        .isEqualTo(first.body().path("data").propertyNames());
    codeOf(known, 1);
    assertThat(provider.codes(unknown)).isEmpty();
    assertThat(start("12").expect(400).at("/error/code")).isEqualTo("phone_invalid");
    assertThat(send("POST", START, "{}").expect(400).at("/error/code")).isEqualTo("input_required");
  }

  @Test
  void letsARequestComeTwiceAndACodeOnce() {
    var phone = phone();
    holder(phone, "1");
    var auth = start(phone, "Idempotency-Key: a").expect(200).at("/data/auth_id");
    var code = codeOf(phone, 1);
    assertThat(start(phone, "Idempotency-Key: a").expect(200).at("/data/auth_id")).isEqualTo(auth);
    finish(auth, code, "Idempotency-Key: b").expect(200);
    finish(auth, code, "Idempotency-Key: b").expect(200);
    finish(auth, code, "Idempotency-Key: c").expect(400);
    finish(auth, code).expect(400);
    assertThat(provider.codes(phone)).hasSize(1);
  }

  @Test
  void knowsClientsOfTheCrmByTheirCards() {
    var portal = Calls.ofNewPortal();
    shop = Shop.open(service, portal.memberId());
    var phone = phone();
    rig.send(
        portal.call("card_create", Map.of("card_number", "9", "contact_id", "15", "phone", phone)));
    await().atMost(SOON).until(() -> rig.results(portal.memberId()).size() == 1);
    var key = "X-LOYALTY-API-KEY-USER: " + login(phone);
    var card = shop.get("cards").at("/data/0/id");
    assertThat(send("GET", "cards/" + card, "[]", key).expect(200).at("/data/number"))
        .isEqualTo("9");
  }

  @Test
  void refusesAPhoneOfSeveralClients() {
    var phone = phone();
    holder(phone, "1");
    holder(phone, "2");
    var auth = start(phone).expect(200).at("/data/auth_id");
    assertThat(finish(auth, codeOf(phone, 1)).expect(400).at("/error/code"))
        .isEqualTo("contact_ambiguous");
  }

  @Test
  void takesTheIdOfACardWhereTheAccountSaysSo() {
    var card = holder(phone(), "1");
    var key = "X-LOYALTY-API-KEY-USER: " + card;
    send("GET", "cards/" + card, "[]", key).expect(403);
    var json =
        """
        {"client_id":"%s","admin_key":"%s","card_id_is_user_key":true,
         "company":{"name":"Romashka","support_phone":"+74950000000"}}
        """
            .formatted(shop.clientId(), shop.key());
    var headers =
        List.of(
            "Authorization: Bearer " + Rig.TOKEN,
            "Content-Type: application/json",
            "Content-Length: " + json.length());
    shop.raw("PUT", "/accounts/" + shop.memberId(), headers, json).expect(200);

    send("GET", "cards/" + card, "[]", key).expect(200);
    var company = send("GET", "company/current", "[]", key).expect(200);
    assertThat(company.at("/data/name")).isEqualTo("Romashka");
    assertThat(company.at("/data/currency")).isEqualTo("RUB");
    assertThat(company.at("/data/timezone/name")).isEqualTo("Europe/Moscow");
    var admin = "X-LOYALTY-API-KEY-ADMIN: " + shop.key();
    send("GET", "company/current", "[]", admin).expect(200);
    var delete = "{\"balance_action\":\"burn\"}";
    shop.send("DELETE", "cards/" + card, delete, "").expect(200);
    send("GET", "company/current", "[]", key).expect(403);
  }

  @Test
  void saysSoWhereNobodySendsCodes() {
    try (var other = rig.start()) {
      shop = shop.at(other);
      var refused = start(phone()).expect(503);
      assertThat(refused.at("/error/detail")).contains("loyalty.login.sender-url");
    }
  }

  @Test
  void keepsNeitherTokensNorCodes() {
    var phone = phone();
    holder(phone, "1");
    var token = login(phone);
    var kept =
        rig.texts(
            """
            select row_to_json(a)::text from login_attempt a
            union all select row_to_json(s)::text from user_session s
            """);
    assertThat(kept).isNotEmpty().noneMatch(row -> row.contains(token));
    assertThat(kept).noneMatch(row -> row.contains("\"" + provider.codes(phone).getLast() + "\""));
  }

  /** Every path of the role without its key, and with the key of the account. */
  @Test
  void answersStrangersAndUnknownThingsAsDocumented() {
    var nothing = UUID.randomUUID().toString();
    for (var route : Shop.document().routes()) {
      if (route.contains("/user/") && !route.contains("/auth/")) {
        var method = route.substring(route.indexOf("/user/") + 6).replaceAll("\\{[^}]+}", nothing);
        send("GET", method, "[]").expect(403);
        send("DELETE", method, "", "X-LOYALTY-API-KEY-ADMIN: " + shop.key()).expect(404);
      }
    }
  }
}
