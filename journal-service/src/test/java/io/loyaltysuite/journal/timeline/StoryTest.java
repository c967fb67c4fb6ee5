package io.loyaltysuite.journal.timeline;

import static io.loyaltysuite.journal.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.Events;
import io.loyaltysuite.journal.event.EventValues.Value;
import io.loyaltysuite.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {

  @Test
  void tellsCauseBeforeEffectWhateverTheClocksSay() {
    var sent = told(Topics.DELIVERIES, NOON.minusSeconds(9), "c1", "DeliveryReport", "sent");
    var decided = told(Topics.RESULTS, NOON.minusSeconds(5), "c1", "OperationResult", "accrue");
    var asked = told(Topics.COMMANDS, NOON, "c1", "ActivityCommand", "accrue");

    var call = Story.of(List.of(sent, decided, asked)).calls().getFirst();

    assertThat(call.events().stream().map(Told::type))
        .containsExactly("ActivityCommand", "OperationResult", "DeliveryReport");
    assertThat(call.events()).allSatisfy(t -> assertThat(t.after()).isZero());
    assertThat(call.decidedAfter()).contains(Duration.ZERO);
  }

  @Test
  void measuresFromTheCommand() {
    var asked = told(Topics.COMMANDS, NOON, "c1", "ActivityCommand", "accrue");
    var decided = told(Topics.RESULTS, NOON.plusMillis(30), "c1", "OperationResult", "accrue");
    var retry = told(Topics.DELIVERIES, NOON.plusSeconds(1), "c1", "DeliveryReport", "retry");
    var sent = told(Topics.DELIVERIES, NOON.plusSeconds(3), "c1", "DeliveryReport", "sent");

    var call = Story.of(List.of(asked, decided, retry, sent)).calls().getFirst();

    assertThat(call.decidedAfter()).contains(Duration.ofMillis(30));
    assertThat(call.answeredAfter()).contains(Duration.ofSeconds(3));
    assertThat(call.events().getLast().after()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void knowsNoTimeOfAnswerThatWasNeverSent() {
    var asked = told(Topics.COMMANDS, NOON, "c1", "ActivityCommand", "accrue");
    var retry = told(Topics.DELIVERIES, NOON.plusSeconds(1), "c1", "DeliveryReport", "retry");

    var call = Story.of(List.of(asked, retry)).calls().getFirst();

    assertThat(call.answeredAfter()).isEmpty();
    assertThat(call.decidedAfter()).isEmpty();
    assertThat(call.status()).isEmpty();
  }

  @Test
  void keepsCallsApartInTheOrderOfTheirFirstEvents() {
    var second = told(Topics.COMMANDS, NOON.plusSeconds(1), "c2", "ActivityCommand", "pay");
    var first = told(Topics.COMMANDS, NOON, "c1", "ActivityCommand", "accrue");
    var late = told(Topics.RESULTS, NOON.plusSeconds(2), "c1", "OperationResult", "accrue");

    var calls = Story.of(List.of(second, late, first)).calls();

    assertThat(calls.stream().map(Call::commandId)).containsExactly("c1", "c2");
    assertThat(calls.getFirst().events()).hasSize(2);
  }

  @Test
  void leavesEventsWithoutCommandAside() {
    var installed = told(Topics.AUDIT, NOON, "", "AuditEvent", "installed");
    var story = Story.of(List.of(installed));
    assertThat(story.calls()).isEmpty();
    assertThat(story.others()).containsExactly(installed);
  }

  @Test
  void believesEventsAboutTheirTimeExceptResults() {
    var own = NOON.minusSeconds(60).toString();
    assertThat(Story.time(Events.event(Topics.COMMANDS, NOON, null, "ce_time", own)))
        .isEqualTo(NOON.minusSeconds(60));
    assertThat(Story.time(Events.event(Topics.RESULTS, NOON, null, "ce_time", own)))
        .isEqualTo(NOON);
    assertThat(Story.time(Events.event(Topics.COMMANDS, NOON, null, "ce_time", "yesterday")))
        .isEqualTo(NOON);
  }

  private static Told told(String topic, Instant at, String commandId, String type, String kind) {
    var event =
        Events.event(
            topic,
            at,
            null,
            "causation_id",
            commandId,
            "ce_type",
            "loyalty." + type + ".v1",
            "ce_kind",
            kind);
    return new Told(event, new Value.Unreadable("no value"), at, Duration.ZERO);
  }
}
