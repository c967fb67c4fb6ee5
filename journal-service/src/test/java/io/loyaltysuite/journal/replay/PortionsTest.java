package io.loyaltysuite.journal.replay;

import static io.loyaltysuite.journal.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.journal.Events;
import io.loyaltysuite.journal.event.StoredEvent;
import io.loyaltysuite.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PortionsTest {

  private static final int MIB = 1024 * 1024;

  @Test
  void holdsAtMostHundredResults() {
    var portions = Portions.of(Collections.nCopies(201, result("r", 10)));
    assertThat(portions.stream().map(List::size)).containsExactly(100, 100, 1);
  }

  @Test
  void holdsAtMostFourMebibytesUnlessOneResultIsLarger() {
    var portions =
        Portions.of(
            List.of(
                result("a", 3 * MIB),
                result("b", MIB),
                result("c", 1),
                result("d", 5 * MIB),
                result("e", 1)));
    assertThat(portions.stream().map(List::size)).containsExactly(2, 1, 1, 1);
  }

  @Test
  void asksForNothingWhenThereIsNothing() {
    assertThat(Portions.of(List.of())).isEmpty();
  }

  @Test
  void sendsIdsAndBytesInOrder() {
    var request = JsonMapper.shared().readTree(Portions.request(List.of(result("r1", 2))));
    assertThat(request.path("results")).hasSize(1);
    assertThat(request.path("results").get(0).path("id").stringValue()).isEqualTo("r1");
    assertThat(request.path("results").get(0).path("value_base64").stringValue()).isEqualTo("AAA=");
  }

  @Test
  void readsEachVerdictForTheResultItWasAskedFor() throws IOException {
    var verdicts =
        verdicts(
            """
            {"verdicts": [
              {"verdict": "identical"},
              {"verdict": "differs", "field": "status", "recorded": "success", "today": 7},
              {"verdict": "not_reproducible", "reason": "no snapshot"}]}
            """,
            "r1",
            "r2",
            "r3");
    assertThat(verdicts)
        .containsExactly(
            new Verdict.Identical("r1"),
            new Verdict.Differs("r2", "status", "success", "7"),
            new Verdict.NotReproducible("r3", "no snapshot"));
    var all = new Reproduced.Verdicts(verdicts);
    assertThat(all.identical()).isEqualTo(1);
    assertThat(all.different()).isEqualTo(1);
  }

  @Test
  void refusesAnswerThatJudgesAnotherNumberOfResults() {
    assertThatThrownBy(() -> verdicts("{\"verdicts\": [{\"verdict\": \"identical\"}]}", "a", "b"))
        .isInstanceOf(IOException.class)
        .hasMessage("verdicts: 1 (expected: 2, one per result)");
  }

  @Test
  void refusesVerdictItDoesNotKnow() {
    assertThatThrownBy(() -> verdicts("{\"verdicts\": [{\"verdict\": \"fine\"}]}", "a"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("verdict: fine (expected: ");
  }

  private static List<Verdict> verdicts(String answer, String... ids) throws IOException {
    var asked = List.of(ids).stream().map(id -> result(id, 1)).toList();
    return Portions.verdicts(asked, answer.getBytes(StandardCharsets.UTF_8));
  }

  private static StoredEvent result(String id, int bytes) {
    return Events.event(Topics.RESULTS, NOON, new byte[bytes], "ce_id", id);
  }
}
