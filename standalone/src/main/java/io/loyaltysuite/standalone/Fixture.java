package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.demo.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An account for contract tests of any client of REST v2: currency RUB, one active card with the
 * number 1. Preparing it again changes nothing but a card that was blocked meanwhile.
 */
final class Fixture {

  private static final String MEMBER_ID = "fixture";
  private static final String NUMBER = "1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<Integer> FOUND_OR_NOT = Set.of(200, 404);
  private static final Set<Integer> DONE = Set.of(200);

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();
  private final String loyalty;
  private final Secrets secrets;

  /** For the loyalty service at an address such as {@code http://127.0.0.1:8081}. */
  Fixture(String loyalty, Secrets secrets) {
    this.loyalty = loyalty;
    this.secrets = secrets;
  }

  /** What clients call the base URL; their paths follow the slash at its end. */
  String baseUrl() {
    return loyalty + "/api/v2/";
  }

  /**
   * Makes what is missing.
   *
   * @throws SuiteFailure when the service refuses something, or the card cannot be active any more
   */
  void prepare() {
    var keys =
        json.createObjectNode()
            .put("client_id", secrets.fixture().clientId())
            .put("admin_key", secrets.fixture().adminKey());
    send(
        HttpRequest.newBuilder(URI.create(loyalty + "/accounts/" + MEMBER_ID))
            .header("Authorization", "Bearer " + secrets.serviceToken())
            .PUT(BodyPublishers.ofString(keys.toString())),
        DONE);
    var transactions = send(asAdmin("transactions/with-card-number/" + NUMBER).GET(), FOUND_OR_NOT);
    if (transactions.statusCode() == 404) {
      issueCard();
    } else {
      // Its start balance is a transaction, so that there is one at least.
      activate(json.readTree(transactions.body()).at("/data/0/card/id").asString());
    }
  }

  private void issueCard() {
    var person = json.createObjectNode().put("timezone", "Europe/Moscow").put("gender", "unknown");
    person.putObject("full_name").put("name", "Fixture");
    var contact = post("contacts", person).at("/data/contact/id").asString();
    var card =
        json.createObjectNode()
            .put("contact_id", contact)
            .put("number", NUMBER)
            .put("percentage", "5.0")
            .put("status", "active");
    card.putObject("balance").put("amount", "1000.00").put("currency", "RUB");
    post("cards", card);
  }

  private void activate(String cardId) {
    var card = json.readTree(send(asAdmin("cards/" + cardId).GET(), DONE).body());
    switch (card.at("/data/status").asString()) {
      case "active" -> {}
      case "blocked" -> post("cards/" + cardId + "/unblock", json.createObjectNode());
      case String other ->
          throw new SuiteFailure(
              "card %s of the fixture account is %s for good (expected: active); begin with another"
                      .formatted(NUMBER, other)
                  + " --data folder");
    }
  }

  private JsonNode post(String method, JsonNode body) {
    return json.readTree(
        send(asAdmin(method).POST(BodyPublishers.ofString(body.toString())), DONE).body());
  }

  private HttpRequest.Builder asAdmin(String method) {
    var address = baseUrl() + secrets.fixture().clientId() + "/admin/" + method;
    return HttpRequest.newBuilder(URI.create(address))
        .header("X-LOYALTY-API-KEY-ADMIN", secrets.fixture().adminKey());
  }

  private HttpResponse<String> send(HttpRequest.Builder builder, Set<Integer> expected) {
    var request = builder.timeout(PATIENCE).header("Content-Type", "application/json").build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (!expected.contains(answer.statusCode())) {
        throw new SuiteFailure(
            "no fixture account: %s %s was answered %d %s"
                .formatted(
                    request.method(), request.uri().getPath(), answer.statusCode(), answer.body()));
      }
      return answer;
    } catch (IOException e) {
      throw new SuiteFailure("no fixture account: the loyalty service does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SuiteFailure("stopped while preparing the fixture account", e);
    }
  }

  /** Tells where it is, by the names that the tests of the product's SDK read. */
  void print(Progress progress) {
    progress.say("");
    progress.say("Account for contract tests (RUB, active card number " + NUMBER + ")");
    progress.say("  LOYALTY_API_ENDPOINT_URL=" + baseUrl());
    progress.say("  LOYALTY_API_CLIENT_ID=" + secrets.fixture().clientId());
    progress.say("  LOYALTY_API_ADMIN_KEY=" + secrets.fixture().adminKey());
  }
}
