package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The account for contract tests: what is printed is all that a client needs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FixtureIT {

  private static final Pattern PRINTED = Pattern.compile("(?m)^ *(LOYALTY_API_\\w+)=(\\S+)$");

  @TempDir private static Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private SuiteProcess suite;
  private Map<String, String> printed;

  @BeforeAll
  void start() {
    suite = new SuiteProcess(folder.resolve("suite"));
    suite.start("--fixture");
    printed =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(this::printed, values -> values.size() == 3);
  }

  @AfterAll
  void stop() {
    suite.close();
  }

  @Test
  void hasOneActiveCardAndStaysTheSame() throws Exception {
    var card = theCard();
    assertThat(card.path("number").asString()).isEqualTo("1");
    assertThat(card.path("status").asString()).isEqualTo("active");
    assertThat(card.at("/balance/currency").asString()).isEqualTo("RUB");

    var id = card.path("id").asString();
    send("POST", "cards/" + id + "/block", "{\"block_reason\":\"a test\"}");
    assertThat(theCard().path("status").asString()).isEqualTo("blocked");
    new Fixture("http://127.0.0.1:" + suite.port("loyalty"), Secrets.in(suite.data())).prepare();

    assertThat(theCard().path("id").asString()).isEqualTo(id);
    assertThat(theCard().path("status").asString()).isEqualTo("active");
    assertThat(send("GET", "contacts", "").at("/pagination/total").asInt()).isOne();
  }

  /**
   * The whole way: a request over REST, its result on the topic, the journal, and back over REST.
   */
  @Test
  void findsItsOwnRequestsInTheApplicationsJournal() throws Exception {
    var record =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    send("GET", "application-journal?level=info", "")
                        .path("data")
                        .valueStream()
                        .filter(one -> one.path("message").asString().equals("card_create: done"))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(record.path("source").asString()).isEqualTo("rest");
    var one = send("GET", "application-journal/" + record.path("id").asString(), "");
    assertThat(one.path("data")).isEqualTo(record);
  }

  private JsonNode theCard() throws Exception {
    var cards = send("GET", "cards", "");
    assertThat(cards.at("/pagination/total").asInt()).isOne();
    return cards.at("/data/0");
  }

  private Map<String, String> printed() {
    var values = new TreeMap<String, String>();
    PRINTED.matcher(suite.output()).results().forEach(m -> values.put(m.group(1), m.group(2)));
    return values;
  }

  /** As a client does that knows only what was printed. */
  private JsonNode send(String verb, String method, String body)
      throws IOException, InterruptedException {
    var base = printed.get("LOYALTY_API_ENDPOINT_URL");
    var client = printed.get("LOYALTY_API_CLIENT_ID");
    var request =
        HttpRequest.newBuilder(URI.create(base + client + "/admin/" + method))
            .header("X-LOYALTY-API-KEY-ADMIN", printed.get("LOYALTY_API_ADMIN_KEY"))
            .method(verb, BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
