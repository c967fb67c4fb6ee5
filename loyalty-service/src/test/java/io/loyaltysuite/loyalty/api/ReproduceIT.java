package io.loyaltysuite.loyalty.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.openapi.ApiDocument;
import io.loyaltysuite.schemas.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The verdict service, over HTTP. */
class ReproduceIT {

  private static final ApiDocument API =
      ApiDocument.read(Path.of("..", "docs", "api", "loyalty.yaml"));
  private static final String CARD = "79440000001";

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
  void findsEveryRecordedResultIdentical() throws Exception {
    var portal = Calls.ofNewPortal();
    var payment = portal.pay(CARD, "100");
    var hold = portal.hold(CARD, "20");
    rig.send(
        portal.issue(CARD, 1),
        portal.accrue(CARD, "150"),
        payment,
        portal.pay(CARD, "100"),
        hold,
        portal.capture(hold, "5"),
        portal.refund(payment, "30"),
        portal.refundDocument(payment),
        portal.call("percentage_increment", Map.of("card_number", CARD, "delta", "1")),
        portal.call("accrue_percent", Map.of("card_number", CARD, "base_sum", "100")),
        portal.call("purchase_register", Map.of("card_number", CARD, "purchase_sum", "100")),
        portal.call("no_such_operation", Map.of()));
    await().atMost(Duration.ofSeconds(60)).until(rig::everythingCommitted);
    var results =
        rig.read(Topics.RESULTS, portal.memberId()).stream()
            .map(each -> recorded(each.value()))
            .collect(Collectors.joining(",", "{\"results\":[", "]}"));

    var answer = post(results, "Bearer " + Rig.TOKEN);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().split("identical", -1)).hasSizeGreaterThanOrEqualTo(12);
    assertThat(answer.body()).doesNotContain("differs");
  }

  @Test
  void saysThatBytesAreNoResult() throws Exception {
    var answer =
        post("{\"results\":[" + recorded("x".getBytes(UTF_8)) + "]}", "Bearer " + Rig.TOKEN);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"verdict\":\"not_reproducible\"", "undecodable");
  }

  @Test
  void refusesStrangersAndTooMuch() throws Exception {
    var many =
        IntStream.range(0, ReproduceController.MAX_RESULTS + 1)
            .mapToObj(_ -> recorded(new byte[0]))
            .collect(Collectors.joining(",", "{\"results\":[", "]}"));

    assertThat(post("{\"results\":[]}", "").statusCode()).isEqualTo(401);
    assertThat(post("{\"results\":[]}", "Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(post(many, "Bearer " + Rig.TOKEN).statusCode()).isEqualTo(400);
    assertThat(post(" ".repeat(9_000_000), "Bearer " + Rig.TOKEN).statusCode()).isEqualTo(413);
  }

  @Test
  void givesEveryDocumentedAnswer() {
    var known = "Bearer " + Rig.TOKEN;
    var given =
        Stream.of(
                request("{\"results\":[]}", known),
                request("{\"results\":[{\"id\":\"1\"}]}", known),
                request("{\"results\":[]}", ""),
                request("", known).method("GET", BodyPublishers.noBody()),
                request("{\"results\":[]}", known).setHeader("Accept", "application/xml"),
                request("", known).POST(withoutLength("{\"results\":[]}")),
                request(" ".repeat(9_000_000), known),
                request("{\"results\":[]}", known).setHeader("Content-Type", "text/plain"))
            .map(request -> API.answerOf(send(request)).orElse(""))
            .collect(Collectors.toCollection(TreeSet::new));

    var documented = new TreeSet<>(API.answers());
    documented.removeIf(answer -> !answer.startsWith("POST /reproduce "));
    assertThat(given).isEqualTo(documented);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | {'results':[]}",
        "200 | {'results':[{'id':'','value_base64':'AAAA'}]}",
        "400 | {}",
        "400 | {'results':[{'id':'1'}]}",
        "400 | {'results':[{'value_base64':'AAAA'}]}",
        "400 | {'results':{}}",
      })
  void takesTheRequestsThatAreDocumented(int status, String text) throws Exception {
    var body = text.replace('\'', '"');
    assertThat(post(body, "Bearer " + Rig.TOKEN).statusCode()).isEqualTo(status);
    var faults =
        API.faultsOfRequest(
            "POST /reproduce", "application/json", JsonMapper.shared().readTree(body));
    assertThat(faults.isEmpty()).as(faults.toString()).isEqualTo(status == 200);
  }

  private static String recorded(byte[] value) {
    return "{\"id\":\"1\",\"value_base64\":\"%s\"}"
        .formatted(Base64.getEncoder().encodeToString(value));
  }

  private HttpResponse<String> post(String body, String authorization) {
    return send(request(body, authorization));
  }

  private static HttpRequest.Builder request(String body, String authorization) {
    var request =
        HttpRequest.newBuilder(uri(property("local.server.port"), "/reproduce"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private static HttpRequest.BodyPublisher withoutLength(String body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  /** Whatever is answered must be documented. */
  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(API.faultsOf(answer)).as("docs/api/loyalty.yaml").isEmpty();
      return answer;
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static URI uri(String port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String property(String name) {
    return service.getEnvironment().getRequiredProperty(name);
  }
}
