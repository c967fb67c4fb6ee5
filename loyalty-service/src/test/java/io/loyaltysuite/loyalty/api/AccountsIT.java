package io.loyaltysuite.loyalty.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Opening the REST interface to portals. */
class AccountsIT {

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  private final HttpClient http = HttpClient.newHttpClient();

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
  void forgetsTheKeyOfBefore() {
    var before = Shop.open(service, "portal-of-two-keys");
    before.get("cards").expect(200);
    var after = Shop.open(service, "portal-of-two-keys");
    after.get("cards").expect(200);
    assertThat(before.get("cards").status()).isEqualTo(403);
  }

  @Test
  void keepsNoKey() {
    var shop = Shop.open(service);
    var rows = rig.texts("select row_to_json(a)::text from rest_account a");
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(shop.key().toString()));
  }

  @Test
  void givesEveryDocumentedAnswer() {
    var known = "Bearer " + Rig.TOKEN;
    var keys = keys(UUID.randomUUID());
    var given =
        Stream.of(
                request("a", keys, known),
                request("b", keys, known),
                request("a", "{}", known),
                request("a", keys, ""),
                request("a", keys, known).method("POST", BodyPublishers.ofString(keys)),
                request("c", keys(UUID.randomUUID()), known).setHeader("Accept", "text/csv"),
                request("a", "", known).PUT(withoutLength(keys)),
                request("a", " ".repeat(9_000_000), known),
                request("a", keys, known).setHeader("Content-Type", "text/plain"))
            .map(request -> Shop.document().answerOf(send(request)).orElse(""))
            .collect(Collectors.toCollection(TreeSet::new));

    var documented = new TreeSet<>(Shop.document().answers());
    documented.removeIf(answer -> !answer.startsWith("PUT /accounts/"));
    assertThat(given).isEqualTo(documented);
  }

  private static String keys(UUID clientId) {
    return "{\"client_id\":\"%s\",\"admin_key\":\"%s\"}".formatted(clientId, UUID.randomUUID());
  }

  private static HttpRequest.Builder request(String memberId, String body, String authorization) {
    var port = service.getEnvironment().getRequiredProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/accounts/" + memberId))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body));
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private static HttpRequest.BodyPublisher withoutLength(String body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(Shop.document().faultsOf(answer)).as("docs/api/loyalty.yaml").isEmpty();
      return answer;
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
