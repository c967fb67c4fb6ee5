package io.loyaltysuite.journal.search;

import static io.loyaltysuite.journal.JournalUnderTest.INTEGRATOR;
import static io.loyaltysuite.journal.JournalUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.Stage;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Search answers exactly, from what the caller may see. */
class SearchIT {

  private final Stage stage = Stage.get();

  @ParameterizedTest
  @CsvSource({
    "workflow=story, 8",
    "workflow=story&type=OperationResult, 2",
    "workflow=story&type=DeliveryReport, 3",
    "portal=theirs, 4",
    "portal=mine&error_code=card_blocked, 1",
    "workflow=story&status=error, 1",
    "workflow=story&status=success, 1",
    "portal=mine&activity=loyalty_accrue_fixed&type=ActivityCommand, 4",
    "portal=mine&activity=another, 0",
    "portal=mine&from=2026-03-01T12:00:00Z&to=2026-03-01T12:01:00Z, 10",
    "portal=mine&from=2026-03-01T12:01:00Z, 0",
    "portal=mine&from=2026-03-01T15:00:00%2B03:00&to=2026-03-01T15:01:00%2B03:00, 10",
    "workflow=none, 0",
  })
  void findsExactly(String question, int events) {
    assertThat(ids(ask(OPERATOR, question + "&limit=100"))).hasSize(events);
  }

  @Test
  void findsTextInsideValuesLetterByLetter() {
    assertThat(ids(ask(OPERATOR, "workflow=story&text=" + url("заблокирована")))).hasSize(1);
    assertThat(ids(ask(OPERATOR, "workflow=story&text=" + url("Заблокирована")))).isEmpty();
  }

  @Test
  void foldsCopiesAndCountsThem() {
    var copies = ask(OPERATOR, "workflow=story&type=OperationResult&status=success").path("events");
    assertThat(copies).hasSize(1);
    assertThat(copies.get(0).path("copies").asInt()).isEqualTo(2);
  }

  @Test
  void pagesShowEverythingOnce() {
    var seen = new ArrayList<String>();
    var question = "workflow=story&limit=3";
    var page = ask(OPERATOR, question);
    seen.addAll(ids(page));
    while (page.hasNonNull("next")) {
      page = ask(OPERATOR, question + "&cursor=" + page.path("next").stringValue());
      seen.addAll(ids(page));
    }
    assertThat(seen).hasSize(8).doesNotHaveDuplicates();
    assertThat(seen).isEqualTo(ids(ask(OPERATOR, "workflow=story&limit=100")));
  }

  @Test
  void refusesCursorOfAnotherQuestion() {
    var next = ask(OPERATOR, "workflow=story&limit=1").path("next").stringValue();
    var answer = answer(OPERATOR, "workflow=twin&limit=1&cursor=" + next);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("cursor: " + next);
  }

  @Test
  void integratorSeesOnlyOwnPortals() {
    assertThat(ids(ask(INTEGRATOR, "workflow=secret"))).isEmpty();
    assertThat(ids(ask(INTEGRATOR, "workflow=twin"))).hasSize(2);
    assertThat(ids(ask(INTEGRATOR, "portal=mine&limit=100"))).hasSize(10);
    assertThat(answer(INTEGRATOR, "portal=theirs").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wrokflow=x|wrokflow: unknown (expected: one of activity, cursor,",
        "workflow=a&workflow=b|workflow: 2 values (expected: one)",
        "limit=0|limit: 0 (expected: a whole number from 1 to 500)",
        "limit=many|limit: many (expected: a whole number from 1 to 500)",
        "status=bad|status: bad (expected: one of success, error, interim, accepted, refused)",
        "from=yesterday|from: yesterday (expected: a time with offset",
        "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z|earlier than to",
        "text=abc|text: alone (expected: together with workflow, portal or from)",
        "workflow=x&text=ab|text: ab (expected: at least 3 characters)",
        "cursor=%25%25|cursor: %% (expected:",
      })
  void saysWhatCameAndWhatIsExpected(String question, String words) {
    var answer = answer(OPERATOR, question);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JsonMapper.shared().readTree(answer.body()).path("detail").stringValue())
        .contains(words);
  }

  private JsonNode ask(String login, String question) {
    var answer = answer(login, question);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> answer(String login, String question) {
    return stage.journal.get(login, "/api/events?" + question);
  }

  private static List<String> ids(JsonNode page) {
    return page.path("events")
        .valueStream()
        .map(
            event ->
                event.path("topic").stringValue()
                    + "/"
                    + event.path("partition").asInt()
                    + "/"
                    + event.path("offset").asLong())
        .toList();
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
