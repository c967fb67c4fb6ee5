package io.loyaltysuite.loyalty.card;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** The engine on PostgreSQL decides a random history as the ledger in memory does. */
class HistoryIT {

  private static final int STEPS = 1_200;
  private static final long SEED = 20_260_310;
  private static final String MIGRATION = "db/loyalty/V10__referrers.sql";
  private static final String REFERRERS =
      """
      select k.key || '|' || k.value from card_key k
      where k.kind = 'REFERRER' and not exists (
        select from entry e where e.card_id = k.key::uuid and e.kind = 'affiliate_set')
      order by 1
      """;
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T09:00:00Z");

  @Test
  void decidesAsTheLedgerInMemory() throws IOException {
    var history = new History(SEED, LONG_AGO);
    history.ledger().with(Settings.DEFAULTS);
    var handled = new ArrayList<Handled>();
    for (int i = 0; i < STEPS; i++) {
      handled.add(history.next());
    }
    assertThat(handled).anyMatch(HistoryIT::isMerge);
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
      assertOldCardsLearnTheirReferrers(rig);
    }
  }

  private static boolean isMerge(Handled handled) {
    return handled.command().operation().name().equals("card_merge")
        && handled.decision() instanceof Decision.Accepted;
  }

  /** Cards of a ledger that is older than the index of referrers. */
  private static void assertOldCardsLearnTheirReferrers(Rig rig) throws IOException {
    var known = rig.texts(REFERRERS);
    assertThat(known).isNotEmpty();
    rig.sql().sql("delete from card_key where kind = 'REFERRER'").update();
    rig.sql().sql(new ClassPathResource(MIGRATION).getContentAsString(UTF_8)).update();
    assertThat(rig.texts(REFERRERS)).isEqualTo(known);
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
