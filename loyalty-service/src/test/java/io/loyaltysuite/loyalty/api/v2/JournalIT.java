package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.openapi.ApiDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The application's journal, read from a journal that is well, rude or away. */
class JournalIT {

  private static final String OPTION =
      "application-journal-options/core-application-journal-record-level";

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @SuppressWarnings("NullAway.Init")
  private static JournalStub journal;

  @SuppressWarnings("NullAway.Init")
  private Shop shop;

  @BeforeAll
  static void startService() throws IOException {
    rig = new Rig();
    journal = JournalStub.start();
    service = rig.start("--loyalty.journal.url=" + journal.url(), "--loyalty.journal.timeout=1s");
  }

  @AfterAll
  static void stopService() {
    rig.close();
    journal.close();
  }

  @BeforeEach
  void openShop() {
    shop = Shop.open(service);
  }

  @AfterEach
  void makeUp() {
    journal.behave("well");
  }

  private String event(String type, Map<String, String> labels) {
    var id = UUID.randomUUID().toString();
    journal.add(shop.memberId(), id, type, labels);
    return id;
  }

  private List<String> levels(String query) {
    return shop.get("application-journal" + query)
        .expect(200)
        .body()
        .at("/data")
        .valueStream()
        .map(each -> each.path("level").asString(""))
        .toList();
  }

  /** One event of each level that the journal has. */
  private void fill() {
    event("ActivityCommand", Map.of("activity", "loyalty_pay", "workflow", "w1", "kind", "pay"));
    event("OperationResult", Map.of("status", "success", "kind", "accrue", "workflow", "call-1"));
    event("AuditEvent", Map.of("status", "accepted", "kind", "settings_changed"));
    event(
        "OperationResult",
        Map.of(
            "status", "error",
            "error_code", "card_blocked",
            "kind", "pay",
            "activity", "loyalty_pay",
            "workflow", "w1"));
    event("DeliveryReport", Map.of("kind", "abandoned", "workflow", "w1"));
    event("DeadLetter", Map.of("kind", "undecodable"));
  }

  @Test
  void showsWhatTheOptionAllows() {
    fill();
    assertThat(levels("")).containsExactly("critical", "error", "warning", "notice", "info");
    assertThat(shop.get(OPTION).expect(200).at("/data/level")).isEqualTo("info");
    shop.post(OPTION, "{\"level\":\"debug\"}").expect(200);
    assertThat(levels("?page=1")).hasSize(6).endsWith("debug");
    shop.post(OPTION, "{\"level\":\"error\"}").expect(200);
    assertThat(levels("")).containsExactly("critical", "error");
    assertThat(levels("?level=error")).containsExactly("error");
    assertThat(levels("?level=debug")).isEmpty();
    assertThat(shop.get("application-journal-options").expect(200).at("/data/0/level"))
        .isEqualTo("error");
    assertThat(Shop.open(service).get(OPTION).at("/data/level")).isEqualTo("info");
  }

  @Test
  void tellsWhatItIsAbout() {
    fill();
    var records = shop.get("application-journal").expect(200);
    assertThat(records.at("/data/2/source")).isEqualTo("bizproc");
    assertThat(records.at("/data/2/workflow_id")).isEqualTo("w1");
    assertThat(records.at("/data/2/error_code")).isEqualTo("card_blocked");
    assertThat(records.at("/data/2/message")).isEqualTo("pay: refused with card_blocked");
    assertThat(records.at("/data/2/timestamp")).isEqualTo("2026-03-01T11:59:59+00:00");
    assertThat(records.at("/data/4/source")).isEqualTo("rest");
    assertThat(records.at("/data/4/request_id")).isEqualTo("call-1");
    assertThat(records.body().at("/data/4/workflow_id").isNull()).isTrue();
  }

  @Test
  void findsOneRecordOfItsOwn() {
    var id = event("OperationResult", Map.of("kind", "accrue"));
    assertThat(shop.get("application-journal/" + id).expect(200).at("/data/event_uuid"))
        .isEqualTo(id);
    Shop.open(service).get("application-journal/" + id).expect(404);
    shop.get("application-journal/" + UUID.randomUUID()).expect(404);
    shop.get("application-journal/x").expect(404);
  }

  @Test
  void pagesThroughTheNewestThousand() {
    for (int i = 0; i < 1_120; i++) {
      event("OperationResult", Map.of("kind", "accrue"));
    }
    var last = shop.get("application-journal?page=20").expect(200);
    assertThat(last.body().at("/pagination/pages").asInt(0)).isEqualTo(20);
    assertThat(last.body().at("/data").size()).isEqualTo(50);
    assertThat(shop.get("application-journal?page=21").expect(200).body().at("/data").size())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rude", "garbled", "silent"})
  void saysSoWhenTheJournalDoesNotTell(String mood) {
    journal.behave(mood);
    for (var method : List.of("application-journal", "application-journal/" + UUID.randomUUID())) {
      var away = shop.get(method).expect(503);
      assertThat(away.at("/error/code")).isEqualTo("service_unavailable");
      assertThat(away.at("/error/detail")).contains("journal");
      assertThat(away.http().headers().firstValue("Retry-After")).isPresent();
    }
    shop.get(OPTION).expect(200);
    shop.get("cards").expect(200);
  }

  @Test
  void refusesWhatIsNoLevelAndNoOption() {
    assertThat(shop.post(OPTION, "{\"level\":\"loud\"}").expect(400).at("/error/field"))
        .isEqualTo("level");
    shop.post(OPTION, "{}").expect(400);
    shop.post("application-journal-options/other", "{\"level\":\"debug\"}").expect(404);
    shop.get("application-journal-options/other").expect(404);
    shop.get("application-journal?level=loud").expect(400);
    shop.get("application-journal?date_from=yesterday").expect(400);
    shop.get("application-journal?date_from=2026-03-01&date_to=2026-03-01T10:00:00+03:00")
        .expect(200);
  }

  /** What stands in for the journal here answers as the journal's own document says. */
  @Test
  void isAskedAsItsDocumentSays() throws Exception {
    event("OperationResult", Map.of());
    var document = ApiDocument.read(Path.of("..", "docs", "api", "journal.yaml"));
    var request =
        HttpRequest.newBuilder(
                URI.create(journal.url() + "/api/events?portal=" + shop.memberId() + "&limit=500"))
            .header("Authorization", "Bearer " + Rig.TOKEN)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(document.faultsOf(answer)).isEmpty();
    }
  }
}
