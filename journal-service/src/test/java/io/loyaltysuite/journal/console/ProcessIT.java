package io.loyaltysuite.journal.console;

import static io.loyaltysuite.journal.JournalUnderTest.INTEGRATOR;
import static io.loyaltysuite.journal.JournalUnderTest.OPERATOR;
import static io.loyaltysuite.journal.JournalUnderTest.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.Stage;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The story of a process, as JSON and as a page, and its verdicts. */
class ProcessIT {

  private final Stage stage = Stage.get();

  @Test
  void tellsCommandThenResultThenDeliveries() {
    var calls = json("/api/processes/story").path("calls");
    assertThat(calls.valueStream().map(call -> call.path("step").stringValue()))
        .containsExactly("A1", "A2", "");
    var first = calls.get(0);
    assertThat(
            first
                .path("events")
                .valueStream()
                .map(e -> e.path("type").stringValue() + " " + e.path("kind").stringValue()))
        .containsExactly(
            "ActivityCommand accrue",
            "OperationResult accrue",
            "DeliveryReport queued",
            "DeliveryReport retry",
            "DeliveryReport sent");
    assertThat(first.path("status").stringValue()).isEqualTo("success");
    assertThat(first.path("message").stringValue()).isEqualTo("Начислено 150 бонусов.");
    assertThat(first.path("answered_after_ms").asLong()).isEqualTo(4100);
    assertThat(first.path("account_before").path("balance").stringValue()).isEqualTo("100");
    assertThat(first.path("account_after").path("balance").stringValue()).isEqualTo("250");
    assertThat(first.path("events").get(1).path("copies").asInt()).isEqualTo(2);
  }

  @Test
  void showsPoisonAsSuch() {
    var poison = json("/api/processes/story").path("calls").get(2).path("events").get(0);
    assertThat(poison.path("value").isNull()).isTrue();
    assertThat(poison.path("unreadable").stringValue()).contains("first byte: 7 (expected: 0)");
    assertThat(page(OPERATOR, "/processes/story", "en"))
        .contains("first byte: 7 (expected: 0)")
        .contains("07 06 05 04 03 02 01 00");
  }

  @Test
  void showsRecordsThatNobodyCanRead() {
    var others = json("/api/processes/odd").path("other_events");
    assertThat(others.valueStream().map(event -> event.path("unreadable").stringValue()))
        .hasSize(3)
        .anySatisfy(cause -> assertThat(cause).isEqualTo("no value"))
        .anySatisfy(cause -> assertThat(cause).contains("0 bytes"))
        .anySatisfy(cause -> assertThat(cause).contains("schema"));
    assertThat(page(OPERATOR, "/processes/odd", "en")).contains("00 7f 00 00 01 02 03");
    assertThat(stage.journal.get(OPERATOR, "/api/processes/odd/bundle.zip").statusCode())
        .isEqualTo(200);
  }

  @Test
  void asksForThePortalWhereTheIdAloneIsNotEnough() {
    var answer = stage.journal.get(OPERATOR, "/api/processes/twin");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("portal: absent (expected: one of mine, theirs)");
    assertThat(json("/api/processes/twin?portal=theirs").path("portal").stringValue())
        .isEqualTo("theirs");
    assertThat(stage.journal.get(INTEGRATOR, "/api/processes/twin").statusCode()).isEqualTo(200);
  }

  @Test
  void hidesProcessesOfOtherPortals() {
    for (var path :
        new String[] {
          "/api/processes/secret", "/api/processes/secret/bundle.zip", "/processes/secret"
        }) {
      assertThat(stage.journal.get(INTEGRATOR, path).statusCode()).as(path).isEqualTo(404);
      assertThat(stage.journal.get(OPERATOR, path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void pageSpeaksTheReadersLanguage() {
    assertThat(page(OPERATOR, "/processes/story", "ru,en;q=0.5"))
        .contains(
            "lang=\"ru\"", "Получен вызов от портала", "Карта 7978 заблокирована", "Воспроизвести");
    assertThat(page(OPERATOR, "/processes/story", "en"))
        .contains("lang=\"en\"", "Call received from the portal", "Reproduce");
    assertThat(page(OPERATOR, "/?workflow=story", "ru")).contains("Решение", "/processes/story");
  }

  @Test
  void comparesEveryResultAndNamesTheFirstDifference() {
    var answer = stage.journal.post(SERVICE, "/api/processes/story/reproduce");
    assertThat(answer.statusCode()).isEqualTo(200);
    var json = JsonMapper.shared().readTree(answer.body());
    assertThat(json.path("identical").asInt()).isEqualTo(1);
    assertThat(json.path("differs").asInt()).isEqualTo(1);
    var second = json.path("verdicts").get(1);
    assertThat(second.path("field").stringValue()).isEqualTo("returned.card_balance");
    assertThat(second.path("recorded").stringValue()).isEqualTo("250");
    assertThat(second.path("today").stringValue()).isEqualTo("251");
  }

  @Test
  void saysThatNothingIsKnownWhileLoyaltyGivesNoAnswer() {
    stage.loyalty.beRude(true);
    try {
      var answer = stage.journal.post(OPERATOR, "/api/processes/story/reproduce");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("HTTP 500 (expected: 200)");
      assertThat(stage.journal.post(OPERATOR, "/processes/story/reproduce").body())
          .contains("HTTP 500 (expected: 200)");
    } finally {
      stage.loyalty.beRude(false);
    }
  }

  @Test
  void explainsBadQuestionsOnThePage() {
    var answer = stage.journal.get(OPERATOR, "/?status=bad");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("status: bad (expected: one of");
    assertThat(stage.journal.get(OPERATOR, "/?from=2026-03-01T12:00&to=2026-03-01T12:01").body())
        .contains("/processes/story");
  }

  private JsonNode json(String path) {
    var answer = stage.journal.get(OPERATOR, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private String page(String login, String path, String language) {
    var request =
        HttpRequest.newBuilder(stage.journal.url(path)).header("Accept-Language", language);
    return stage.journal.send(login, request).body();
  }
}
