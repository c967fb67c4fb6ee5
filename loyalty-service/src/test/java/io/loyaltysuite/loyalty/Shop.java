package io.loyaltysuite.loyalty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.openapi.ApiDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of REST v2 with an account of its own. It sends what the product's SDK sends, down to
 * the body of a GET, and holds every answer to the document.
 */
public final class Shop {

  private static final ApiDocument API =
      ApiDocument.read(Path.of("..", "docs", "api", "loyalty.yaml"));
  private static final AtomicInteger SHOPS = new AtomicInteger();

  private final int port;
  private final String memberId;
  private final UUID clientId;
  private final UUID key;
  private final ConcurrentSkipListSet<String> answers = new ConcurrentSkipListSet<>();

  private Shop(int port, String memberId, UUID clientId, UUID key) {
    this.port = port;
    this.memberId = memberId;
    this.clientId = clientId;
    this.key = key;
  }

  /** What was answered; the body as JSON. */
  public record Reply(RawHttp.Answer http, JsonNode body) {

    public int status() {
      return http.statusCode();
    }

    /** A value by its JSON pointer, as text. */
    public String at(String pointer) {
      return body.at(pointer).asString("");
    }

    public Reply expect(int status) {
      assertThat(status()).as(http.body()).isEqualTo(status);
      return this;
    }
  }

  /** Opens an account for a portal that nobody else uses. */
  public static Shop open(ConfigurableApplicationContext service) {
    return open(service, "shop" + SHOPS.incrementAndGet() + "x" + System.nanoTime());
  }

  public static Shop open(ConfigurableApplicationContext service, String memberId) {
    return new Shop(portOf(service), memberId, UUID.randomUUID(), UUID.randomUUID()).opened();
  }

  /** The same account at another instance. */
  public Shop at(ConfigurableApplicationContext service) {
    return new Shop(portOf(service), memberId, clientId, key);
  }

  /** The same account with another key. */
  public Shop withKey(UUID other) {
    return new Shop(port, memberId, clientId, other);
  }

  private static int portOf(ConfigurableApplicationContext service) {
    return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private Shop opened() {
    var keys = "{\"client_id\":\"%s\",\"admin_key\":\"%s\"}".formatted(clientId, key);
    var headers =
        List.of(
            "Authorization: Bearer " + Rig.TOKEN,
            "Content-Type: application/json",
            "Content-Length: " + keys.length());
    raw("PUT", "/accounts/" + memberId, headers, keys).expect(200);
    return this;
  }

  public String memberId() {
    return memberId;
  }

  public UUID clientId() {
    return clientId;
  }

  public UUID key() {
    return key;
  }

  public int port() {
    return port;
  }

  /** Address of a method, such as {@code cards?page=1}. */
  public String address(String method) {
    return "/api/v2/" + clientId + "/admin/" + method;
  }

  /** Gives the program its first settings, as an operator does. */
  public void program(Map<String, String> values) {
    var change = Map.of("expected_version", 0, "reason", "test", "values", values);
    var json = JsonMapper.shared().writeValueAsString(change);
    var headers =
        List.of(
            "Authorization: " + Rig.OPERATOR,
            "Content-Type: application/json",
            "Content-Length: " + json.length());
    raw("PUT", "/portals/" + memberId + "/settings", headers, json).expect(200);
  }

  /** As the SDK asks: with a body of two bytes. */
  public Reply get(String method) {
    return raw("GET", address(method), sdkHeaders("[]"), "[]");
  }

  /** With a fresh Idempotency-Key, as the SDK does. */
  public Reply post(String method, String json) {
    return post(method, json, UUID.randomUUID().toString());
  }

  public Reply post(String method, String json, String idempotencyKey) {
    return send("POST", method, json, idempotencyKey);
  }

  public Reply send(String verb, String method, String json, String idempotencyKey) {
    var headers = new ArrayList<>(sdkHeaders(json));
    if (!idempotencyKey.isEmpty()) {
      headers.add("Idempotency-Key: " + idempotencyKey);
    }
    return raw(verb, address(method), headers, json);
  }

  /** What the SDK sends with every request. */
  public List<String> sdkHeaders(String body) {
    return List.of(
        "Accept: application/json",
        "Accept-Charset: utf-8",
        "User-Agent: b24io-loyalty-php-sdk-v-4.1.0-php-8.2.36",
        "X-LOYALTY-PHP-SDK-PHP-VERSION: 8.2.36",
        "X-LOYALTY-PHP-SDK-VERSION: 4.1.0",
        "X-LOYALTY-API-KEY-ADMIN: " + key,
        "Content-Type: application/json",
        "Accept-Encoding: gzip",
        "Content-Length: " + body.getBytes(UTF_8).length);
  }

  /** Any request; whatever is answered must be documented. */
  public Reply raw(String verb, String target, List<String> headers, String body) {
    var answer = RawHttp.send(port, verb, target, headers, body.getBytes(UTF_8));
    assertThat(API.faultsOf(answer)).as("docs/api/loyalty.yaml").isEmpty();
    API.answerOf(answer).ifPresent(answers::add);
    var json = answer.body().startsWith("{") ? answer.body() : "{}";
    return new Reply(answer, JsonMapper.shared().readTree(json));
  }

  /** Which of the documented answers this shop was given. */
  public Set<String> answers() {
    return new TreeSet<>(answers);
  }

  public static ApiDocument document() {
    return API;
  }

  /** A contact; its id. */
  public String contact() {
    return post("contacts", contactJson()).expect(200).at("/data/contact/id");
  }

  public static String contactJson() {
    return """
        {"full_name":{"name":"\\u0418\\u0432\\u0430\\u043d","surname":"Petrov","patronymic":null},
         "timezone":"Europe\\/Moscow","gender":"male","birthday":"1990.05.17",
         "mobile_phone":"+79780000000","external_ids":[]}
        """;
  }

  /** A card of a new contact; its number. */
  public String card(String number, String balance) {
    var json = cardJson(contact(), number, balance);
    return post("cards", json, "").expect(200).at("/data/card/number");
  }

  public static String cardJson(String contactId, String number, String balance) {
    return """
        {"contact_id":"%s","number":"%s","balance":{"amount":"%s","currency":"RUB"},
         "percentage":"5.5","status":"active","card_level_id":null,"affiliate_card_id":null,
         "barcode":"","external_id":null}
        """
        .formatted(contactId, number, balance);
  }

  public static String transactionJson(String type, String amount) {
    return """
        {"type":"%s","bonus_points":{"amount":"%s","currency":"RUB"},
         "reason":{"id":"1","code":"test","comment":"test"}}
        """
        .formatted(type, amount);
  }

  public Reply accrue(String number, String amount) {
    return post("transactions/with-card-number/" + number, transactionJson("accrual", amount));
  }

  public String balance(String number) {
    return find(number).at("/balance/amount").asString("");
  }

  private JsonNode find(String number) {
    return get("cards")
        .expect(200)
        .body()
        .at("/data")
        .valueStream()
        .filter(card -> card.path("number").asString("").equals(number))
        .findFirst()
        .orElseThrow();
  }
}
