package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.card.Ledger.Handled;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.reproduce.RecordedResult;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The engine on PostgreSQL decides a random history as the ledger in memory does. */
class HistoryIT {

  private static final int STEPS = 1_200;
  private static final long SEED = 20_260_310;
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T09:00:00Z");

  @Test
  void decidesAsTheLedgerInMemory() {
    var history = new History(SEED, LONG_AGO);
    history.ledger().with(Settings.DEFAULTS);
    var handled = new ArrayList<Handled>();
    for (int i = 0; i < STEPS; i++) {
      handled.add(history.next());
    }
    try (var rig = new Rig()) {
      var _ = rig.start("--loyalty.ledger.decision-retention=36500d");
      rig.send(handled.stream().map(HistoryIT::event).toList());
      await().atMost(Duration.ofSeconds(90)).until(rig::everythingCommitted);
      var results = rig.results("portal");
      for (var each : handled) {
        var result = Objects.requireNonNull(results.get(each.command().id().toString()));
        assertThat(answer(result)).as(each.command().toString()).isEqualTo(answer(each));
        assertThat(RecordedResult.reproduce(result)).isEqualTo(new Identical());
      }
      assertThat(rig.brokenCards()).isZero();
    }
  }

  private static List<String> answer(OperationResult result) {
    var answer = new ArrayList<>(List.of(result.getMessage()));
    result.getReturned().forEach(each -> answer.add(each.getName() + "=" + each.getValue()));
    return answer;
  }

  private static List<String> answer(Handled handled) {
    var answer = new ArrayList<>(List.of(handled.decision().message()));
    handled.decision().returned().forEach(each -> answer.add(each.name() + "=" + each.value()));
    return answer;
  }

  private static ActivityCommand event(Handled handled) {
    var command = handled.command();
    return ActivityCommand.newBuilder()
        .setCommandId(command.id().toString())
        .setOperation(command.operation().name())
        .setInputs(command.inputs())
        .setInvocation(
            Invocation.newBuilder()
                .setMemberId(command.memberId())
                .setWorkflowId(command.context().workflowId())
                .setActivityName(command.context().activityName())
                .setActivityCode(command.activityCode())
                .setDocumentId(command.context().documentId())
                .setDocumentType(command.context().documentType())
                .setEventTokenHash(Ids.sha256(command.id().toString()))
                .setReceivedAt(command.receivedAt())
                .setLanguage(command.language().code())
                .build())
        .build();
  }
}
