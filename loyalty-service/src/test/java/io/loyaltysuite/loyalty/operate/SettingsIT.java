package io.loyaltysuite.loyalty.operate;

import static io.loyaltysuite.loyalty.operate.Console.json;
import static io.loyaltysuite.loyalty.operate.Console.withoutLength;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.reproduce.RecordedResult;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Settings from an operator's request to the results that are decided by them. */
class SettingsIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String WRONG = "Basic b2xnYTp3cm9uZw==";
  private static final String CARD = "79550000001";
  private static final Map<String, String> LADDER =
      Map.of(
          "level.1.code", "silver",
          "level.1.name", "Серебро",
          "level.1.percentage", "5",
          "level.1.threshold", "1000",
          "level.2.code", "gold",
          "level.2.name", "Золото",
          "level.2.percentage", "7.5",
          "level.2.threshold", "50000");

  private static final String VERSIONS =
      """
      select v.version::text from settings_version v join portal p on p.id = v.portal_id
      where p.member_id = ?
      """;

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  private final Console console = new Console(service);

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
  void levelsWorkOnceTheyAreSetUpAndResultsNameTheVersion() {
    var portal = Calls.ofNewPortal();
    var set = portal.call("level_set", Map.of("card_number", CARD, "level_code", "silver"));
    var before = decided(portal, portal.issue(CARD, 1), set);
    assertThat(before.getLast().getErrorCode()).isEqualTo("card_levels_not_configured");
    assertThat(before.getLast().getSettings().getVersion()).isZero();

    assertThat(console.change(portal.memberId(), 0, LADDER).statusCode()).isEqualTo(200);
    var after =
        decided(
            portal,
            portal.call("level_set", Map.of("card_number", CARD, "level_code", "silver")),
            portal.call(
                "purchase_register",
                Map.of("card_number", CARD, "purchase_sum", "60000", "purchase_id", "1")));

    assertThat(after).extracting(OperationResult::getErrorCode).containsOnly("");
    assertThat(after).extracting(each -> each.getSettings().getVersion()).containsOnly(1L);
    assertThat(Objects.requireNonNull(after.getLast().getAccountAfter()).getLevelCode())
        .isEqualTo("gold");
    assertThat(after.getLast().getSettings().getValues()).containsAllEntriesOf(LADDER);
    assertThat(after).allMatch(each -> RecordedResult.reproduce(each) instanceof Identical);
  }

  @Test
  void keepsEveryVersionAndSaysWhoWhenAndWhy() {
    var portal = Calls.ofNewPortal();
    var path = "/portals/" + portal.memberId() + "/settings";
    assertThat(json(console.get(path)).get("version").asLong()).isZero();

    console.change(portal.memberId(), 0, LADDER);
    var second = new TreeMap<>(LADDER);
    second.put("payment.max_share_percent", "30");
    console.change(portal.memberId(), 1, second);

    var current = json(console.get(path));
    assertThat(current.get("version").asLong()).isEqualTo(2);
    assertThat(current.get("author").asString()).isEqualTo("olga");
    assertThat(current.get("values").get("payment.max_share_percent").asString()).isEqualTo("30");
    var first = json(console.get(path + "/versions/1"));
    assertThat(first.get("values").get("payment.max_share_percent").asString()).isEqualTo("100");
    assertThat(json(console.get(path + "/versions")).get("versions").size()).isEqualTo(2);
    assertThat(json(console.get(path + "/versions?before=2")).get("versions").size()).isOne();
    assertThat(console.get(path + "/versions/3").statusCode()).isEqualTo(404);
  }

  @Test
  void auditsEachChangeOnce() {
    var portal = Calls.ofNewPortal();
    console.change(portal.memberId(), 0, LADDER);
    console.change(portal.memberId(), 0, LADDER);

    await().atMost(SOON).until(() -> !rig.read(Topics.AUDIT, portal.memberId()).isEmpty());
    await().atMost(SOON).until(() -> rig.texts("select id::text from outbox").isEmpty());
    var audits = rig.read(Topics.AUDIT, portal.memberId());
    assertThat(audits).hasSize(1);
    var audit =
        (AuditEvent)
            ((Decoded.Event) rig.codec().decode(Topics.AUDIT, audits.getFirst().value())).value();
    assertThat(audit.getKind()).isEqualTo("settings_changed");
    assertThat(audit.getActor()).isEqualTo("operator:olga");
    assertThat(audit.getReason()).isEqualTo("test");
    assertThat(audit.getDetails()).containsEntry("version", "1");
  }

  @Test
  void ofWritersAtOnceOneWins() throws Exception {
    var portal = Calls.ofNewPortal();
    int writers = 8;
    var start = new CountDownLatch(1);
    var answers = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newFixedThreadPool(writers)) {
      for (int i = 0; i < writers; i++) {
        answers.add(
            threads.submit(
                () -> {
                  var own = new Console(service);
                  start.await();
                  return own.change(portal.memberId(), 0, LADDER).statusCode();
                }));
      }
      start.countDown();
    }
    var codes = new ArrayList<Integer>();
    for (var answer : answers) {
      codes.add(answer.get());
    }
    assertThat(codes).containsOnlyOnce(200).hasSize(writers);
    assertThat(codes.stream().filter(code -> code == 409)).hasSize(writers - 1);
    assertThat(rig.texts(VERSIONS, portal.memberId())).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "level.2.threshold | 1000 | больше 1000, порога уровня ниже",
        "level.2.code | silver | a code that no level below has",
        "level.4.code | iron | numbered from 1 without a gap",
        "level.1.percentage | 101 | a number from 0 to 100",
        "program.max_percentage | 6 | 0 to 6, the range of the program",
        "program.min_percentage | 101 | число от 0 до 100",
        "accrual.max_open_lots | 0 | a number from 1 to 1000",
        "payment.min | 1e999999999 | a number from 0",
        "payment.min | 0.001 | at most 2 digits after the point",
        "payment.max_per_day | 0.001 | at most 2 digits after the point",
        "payment.min_document_sum | 0.001 | at most 2 digits after the point",
        "level.1.max_payment_share | 0.00001 | at most 4 digits after the point",
        "level.2.max_payment_share | 101 | a number from 0 to 100",
        "level.3.max_payment_share | 50 | numbered from 1 without a gap",
        "payment.mim | 5 | the name of a setting",
      })
  void refusesGarbageAndSaysWhatWasExpected(String name, String value, String expected) {
    var portal = Calls.ofNewPortal();
    var garbage = new TreeMap<>(LADDER);
    garbage.put(name, value);

    var refused = console.change(portal.memberId(), 0, garbage);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains(expected, "ожидается");
    assertThat(rig.texts(VERSIONS, portal.memberId())).isEmpty();
    var checked =
        console.post(
            "/portals/" + portal.memberId() + "/settings/check", Map.of("values", garbage));
    assertThat(json(checked).get("faults")).isEqualTo(json(refused).get("faults"));
  }

  @Test
  void keepsTheCurrencyOnceThereAreCards() {
    var portal = Calls.ofNewPortal();
    var dollars = Map.of("program.currency", "USD");
    assertThat(console.change(portal.memberId(), 0, dollars).statusCode()).isEqualTo(200);
    var issued = decided(portal, portal.issue(CARD, 1)).getFirst();
    assertThat(Objects.requireNonNull(issued.getAccountAfter()).getCurrency()).isEqualTo("USD");

    var refused = console.change(portal.memberId(), 1, Map.of());

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("USD, because cards are kept in it");
  }

  @Test
  void givesEveryDocumentedAnswer() {
    var path = "/portals/" + Calls.ofNewPortal().memberId() + "/settings";
    var change = Map.of("expected_version", 0, "values", LADDER, "reason", "test");
    console.put(path, Map.of("expected_version", 0, "values", Map.of("x", "1"), "reason", "r"));
    console.put(path, change);
    console.put(path, change);
    console.put(path, Map.of("values", LADDER));
    console.get(path);
    console.get(path + "/versions");
    console.get(path + "/versions?limit=0");
    console.get(path + "/versions/1");
    console.get(path + "/versions/9");
    console.get(path + "/versions/one");
    console.get("/portals/~/settings");
    console.post(path + "/check", Map.of("values", LADDER));
    console.post(path + "/check", Map.of());
    for (var read : List.of(path, path + "/versions", path + "/versions/1")) {
      console.send(console.request(read).setHeader("Authorization", WRONG).GET());
      console.send(console.request(read).DELETE());
      console.send(console.request(read).setHeader("Accept", "application/xml").GET());
    }
    var check = BodyPublishers.ofString("{\"values\":{}}");
    console.send(
        console.request(path + "/check").setHeader("Accept", "application/xml").POST(check));
    console.send(console.request(path + "/check").DELETE());
    write("PUT", path);
    write("POST", path + "/check");

    var documented = new TreeSet<>(Console.API.answers());
    documented.removeIf(answer -> !answer.contains("/settings"));
    assertThat(console.answers()).isEqualTo(documented);
  }

  /** Everything that is wrong with a body before anybody reads it. */
  private void write(String method, String path) {
    var empty = BodyPublishers.ofString("{}");
    var large = BodyPublishers.ofString(" ".repeat(9_000_000));
    console.send(console.request(path).setHeader("Authorization", WRONG).method(method, empty));
    console.send(console.request(path).method(method, large));
    console.send(console.request(path).method(method, withoutLength("{}")));
    console.send(
        console.request(path).setHeader("Content-Type", "text/plain").method(method, empty));
  }

  private static List<OperationResult> decided(Calls portal, ActivityCommand... commands) {
    rig.send(commands);
    await().atMost(SOON).until(rig::everythingCommitted);
    var results = rig.results(portal.memberId());
    return List.of(commands).stream()
        .map(each -> Objects.requireNonNull(results.get(each.getCommandId())))
        .toList();
  }
}
