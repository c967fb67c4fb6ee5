package io.loyaltysuite.gateway.delivery;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.portal.Behaviour;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** Replies on real parts, to portals that behave like portals. */
class DeliveryIT {
  private static final int NOBODYS_PARTITION = 99;
  private static final String ACTIVITY = "loyalty_accrue_fixed";
  private static final Map<String, String> INPUTS =
      Map.of("card_number", "79780000000", "amount", "150");

  private static final GatewayWithPortals SUITE =
      GatewayWithPortals.inThisJvm(
          "--gateway.delivery.resend-after=3s", "--gateway.delivery.sweep-interval=500ms");

  @AfterAll
  static void stop() {
    SUITE.close();
  }

  @Test
  void answersEveryWaitingStepOnceWithinTheRateOfEachPortal() {
    var portals =
        IntStream.range(0, 3)
            .mapToObj(i -> SUITE.installed("many-" + i, DeliveryIT::withEveryDelay))
            .toList();
    for (Portal portal : portals) {
      for (int i = 0; i < 50; i++) {
        portal.start(BusinessProcess.named("two").step(ACTIVITY, INPUTS).step(ACTIVITY, INPUTS));
      }
    }
    for (Portal portal : portals) {
      await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 100);
      assertThat(portal.violations()).isEmpty();
      assertThat(portal.tally().replies(Verdict.ANSWERED_BEFORE)).isZero();
    }
  }

  @Test
  void losesNoParallelBranchToALockedWorkflow() {
    var portal = SUITE.installed("parallel", DeliveryIT::withShortContinuations);
    var branch = BusinessProcess.branch().step(ACTIVITY, INPUTS).step(ACTIVITY, INPUTS);
    for (int i = 0; i < 10; i++) {
      portal.start(BusinessProcess.named("branches").parallel(branch, branch, branch));
    }
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 60);
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void renewsAnExpiredTokenOnceForManyReplies() {
    var portal = SUITE.installed("expired");
    portal.expireTokens(GatewayWithPortals.CLIENT_ID);
    for (int i = 0; i < 40; i++) {
      portal.start(BusinessProcess.named("one").step(ACTIVITY, INPUTS));
    }
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 40);
    assertThat(portal.refreshes()).hasSize(1);
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void aResultReadAgainIsNotSentAgain() {
    var portal = SUITE.installed("again");
    portal.start(BusinessProcess.named("one").step(ACTIVITY, INPUTS));
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 1);
    long calls = portal.calls().calls();
    SUITE.loyalty().publishAllAgain();
    portal.start(BusinessProcess.named("one").step(ACTIVITY, INPUTS));
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 2);
    assertThat(portal.calls().calls()).isEqualTo(calls + 1);
  }

  @Test
  void aPollIsStoredAsAWholeWhoeverOwnsItsPartitions() {
    var portal = SUITE.installed("moved");
    portal.start(BusinessProcess.named("one").step(ACTIVITY, INPUTS));
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 1);
    var known = SUITE.loyalty().latestResult(portal.memberId());
    var moved = OperationResult.newBuilder(known).setResultId(UUID.randomUUID().toString()).build();

    SUITE.bean(Deliver.class).accept(pollOf(NOBODYS_PARTITION, known, moved));

    assertThat(SUITE.rows("delivery", portal.memberId()))
        .extracting(row -> row.get("result_id"), row -> row.get("log_partition"))
        .containsExactlyInAnyOrder(
            tuple(known.getResultId(), partitionOf(portal)),
            tuple(moved.getResultId(), NOBODYS_PARTITION));
  }

  private static Message<List<Object>> pollOf(int partition, OperationResult... results) {
    var codec = SUITE.bean(EventCodec.class);
    List<Object> values =
        Arrays.stream(results).<Object>map(result -> codec.encode(Topics.RESULTS, result)).toList();
    return MessageBuilder.withPayload(values)
        .setHeader(KafkaHeaders.RECEIVED_PARTITION, Collections.nCopies(values.size(), partition))
        .setHeader(KafkaHeaders.OFFSET, LongStream.range(0, values.size()).boxed().toList())
        .setHeader(KafkaHeaders.RECEIVED_TIMESTAMP, Collections.nCopies(values.size(), 0L))
        .setHeader(KafkaHeaders.RECEIVED_KEY, Collections.nCopies(values.size(), new byte[0]))
        .setHeader(
            KafkaHeaders.BATCH_CONVERTED_HEADERS, Collections.nCopies(values.size(), Map.of()))
        .build();
  }

  private static @Nullable Object partitionOf(Portal portal) {
    return SUITE.rows("delivery", portal.memberId()).stream()
        .map(row -> row.get("log_partition"))
        .filter(partition -> !Integer.valueOf(NOBODYS_PARTITION).equals(partition))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPoisonedRecordBecomesADeadLetterAndItsNeighboursGoOn() {
    var portal = SUITE.installed("poison");
    SUITE.loyalty().publish(portal.memberId(), new byte[] {7, 7, 7});
    portal.start(BusinessProcess.named("one").step(ACTIVITY, INPUTS));
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var letters =
                  SUITE.recorded(Topics.DEAD_LETTERS, portal.memberId(), DeadLetter.class);
              assertThat(letters).hasSize(1);
              assertThat(letters.getFirst().getCause()).isEqualTo("undecodable");
            });
  }

  @Test
  void reportsEveryStepInOrder() {
    var portal = SUITE.installed("reports");
    portal.start(BusinessProcess.named("one").step(ACTIVITY, INPUTS));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        SUITE.recorded(Topics.DELIVERIES, portal.memberId(), DeliveryReport.class))
                    .extracting(DeliveryReport::getKind)
                    .containsExactly("queued", "sent"));
  }

  @Test
  void aWorkflowThatEndedIsReportedAndItsReplyKept() {
    var portal =
        SUITE.installed(
            "ended",
            settings -> settings.withBehaviour(settings.behaviour().withSynchronous(true)));
    var workflow = portal.start(BusinessProcess.named("one").step(ACTIVITY, INPUTS));
    workflow.kill(Instant.now());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        SUITE.recorded(Topics.DELIVERIES, portal.memberId(), DeliveryReport.class))
                    .extracting(DeliveryReport::getKind, DeliveryReport::getError)
                    .contains(tuple("abandoned", "404")));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(SUITE.recorded(Topics.DEAD_LETTERS, portal.memberId(), DeadLetter.class))
                    .extracting(DeadLetter::getCause)
                    .containsExactly("delivery_abandoned"));
  }

  @Test
  void sendsNothingAfterAnUninstallation() {
    var portal = SUITE.installed("gone");
    portal.uninstall(GatewayWithPortals.CLIENT_ID, true).join();
    assertThat(portal.violations()).isEmpty();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(SUITE.recorded(Topics.AUDIT, portal.memberId(), AuditEvent.class))
                    .extracting(AuditEvent::getKind)
                    .containsExactly("portal_installed", "portal_uninstalled"));
    assertThat(SUITE.rows("installation", portal.memberId()).getFirst().get("access_token"))
        .isNull();
    assertThat(SUITE.rows("installation", portal.memberId()).getFirst().get("application_token"))
        .isNull();
  }

  /** Within what delivery allows for, also on a busy machine. */
  private static PortalSettings withShortContinuations(PortalSettings settings) {
    return settings.withBehaviour(Behaviour.CLOUD.withContinuation(Between.millis(50, 300)));
  }

  private static PortalSettings withEveryDelay(PortalSettings settings) {
    return settings.withBehaviour(Behaviour.CLOUD);
  }
}
