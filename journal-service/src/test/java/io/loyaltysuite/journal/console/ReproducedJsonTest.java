package io.loyaltysuite.journal.console;

import static io.loyaltysuite.journal.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.Events;
import io.loyaltysuite.journal.event.EventValues.Value;
import io.loyaltysuite.journal.event.ProcessKey;
import io.loyaltysuite.journal.replay.Reproduced.Verdicts;
import io.loyaltysuite.journal.replay.Verdict;
import io.loyaltysuite.journal.timeline.Call;
import io.loyaltysuite.journal.timeline.Timeline;
import io.loyaltysuite.journal.timeline.Told;
import io.loyaltysuite.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReproducedJsonTest {

  @Test
  void putsEachVerdictBesideTheCallItJudges() {
    var timeline =
        new Timeline(
            new ProcessKey("mine", "w1"),
            List.of(call("c1", "r1", "accrue"), call("c2", "r2", "pay")),
            List.of(),
            false);

    var json =
        ReproducedJson.of(
            timeline,
            new Verdicts(
                List.of(
                    new Verdict.Differs("r2", "status", "success", "error"),
                    new Verdict.Identical("r1"),
                    new Verdict.NotReproducible("unheard-of", "no snapshot"))));

    assertThat(json.verdicts().stream().map(v -> v.activity() + " " + v.verdict()))
        .containsExactly("pay differs", "accrue identical", " not_reproducible");
    assertThat(json.verdicts().getFirst().recorded()).isEqualTo("success");
    assertThat(json.verdicts().getFirst().today()).isEqualTo("error");
    assertThat(List.of(json.identical(), json.differs(), json.notReproducible())).containsOnly(1L);
  }

  private static Call call(String commandId, String resultId, String activity) {
    var event =
        Events.event(
            Topics.RESULTS,
            NOON,
            null,
            "ce_id",
            resultId,
            "ce_type",
            "loyalty.OperationResult.v1",
            "ce_activity",
            activity);
    return new Call(
        commandId, List.of(new Told(event, new Value.Unreadable("no value"), NOON, Duration.ZERO)));
  }
}
