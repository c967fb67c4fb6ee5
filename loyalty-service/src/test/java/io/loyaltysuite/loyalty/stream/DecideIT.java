package io.loyaltysuite.loyalty.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole path from the commands topic to the results topic, on real parts. */
class DecideIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String CARD = "79000000001";

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @BeforeAll
  static void startService() {
    rig = new Rig();
    rig.start();
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @Test
  void decidesAMixedPollWithDuplicatesOncePerCommand() {
    var portals = List.of(Calls.ofNewPortal(), Calls.ofNewPortal(), Calls.ofNewPortal());
    var commands = new ArrayList<ActivityCommand>();
    portals.forEach(portal -> commands.addAll(mixed(portal)));
    var repeated = new ArrayList<>(commands);
    Collections.shuffle(repeated, new Random(7));

    rig.send(commands);
    rig.send(repeated);
    await().atMost(SOON).until(rig::everythingCommitted);

    for (var portal : portals) {
      assertThat(rig.decisions(portal.memberId())).isEqualTo(100);
      var results = rig.results(portal.memberId());
      assertThat(results).hasSize(100);
      assertThat(balances(portal)).containsOnly("50");
    }
    assertThat(rig.brokenCards()).isZero();
  }

  @Test
  void findsACardThatTheSamePollHasIssued() {
    var portal = Calls.ofNewPortal();
    var commands =
        List.of(
            portal.issue(CARD, 1),
            portal.accrue(CARD, "150"),
            portal.pay(CARD, "100"),
            portal.block(CARD),
            portal.accrue(CARD, "1"));

    var results = decided(portal, commands);

    assertThat(results)
        .extracting(OperationResult::getErrorCode)
        .containsExactly("", "", "", "", "card_blocked");
  }

  @Test
  void endsHoldsAndReversesWhatTheSamePollAndEarlierOnesDid() {
    var portal = Calls.ofNewPortal();
    var issue = portal.issue(CARD, 1);
    var accrual = portal.accrue(CARD, "150");
    var payment = portal.pay(CARD, "100");
    var hold = portal.hold(CARD, "20");
    var kept = portal.hold(CARD, "30");

    var first =
        decided(
            portal,
            List.of(
                issue,
                accrual,
                payment,
                hold,
                portal.refund(payment, "30"),
                portal.release(hold),
                kept));
    assertThat(first).extracting(OperationResult::getErrorCode).containsOnly("");
    assertThat(balances(portal)).containsExactly("50");

    var second =
        decided(
            portal,
            List.of(
                portal.capture(kept, "10"),
                portal.refund(payment, "71"),
                portal.refund(payment, "70"),
                portal.refundDocument(accrual),
                portal.release(hold)));
    assertThat(second)
        .extracting(OperationResult::getErrorCode)
        .containsExactly("", "refund_exceeds_original", "", "", "hold_already_closed");
    assertThat(balances(portal)).containsExactly("0");
    assertThat(rig.brokenCards()).isZero();
  }

  @Test
  void makesPoisonDeadLettersAndGoesOn() {
    var portal = Calls.ofNewPortal();
    var nameless = ActivityCommand.newBuilder(portal.issue(CARD, 1)).setCommandId("none").build();

    rig.send(portal.issue(CARD, 1));
    rig.sendRaw(portal.memberId(), "poison".getBytes(UTF_8));
    rig.sendRaw(portal.memberId(), null);
    rig.send(nameless, portal.accrue(CARD, "5"));
    await().atMost(SOON).until(rig::everythingCommitted);

    assertThat(rig.results(portal.memberId())).hasSize(2);
    assertThat(deadLetters(portal))
        .extracting(DeadLetter::getCause)
        .containsExactly("undecodable", "undecodable", "identity_invalid");
  }

  @Test
  void answersInternalErrorForACommandThatFailsAndNothingElse() {
    var portal = Calls.ofNewPortal();
    var unknown = portal.call("no_such_operation", Map.of());
    var unstorable = withDocument(portal, "DEAL_\0");
    var tooLarge = withWorkflow(portal.accrue(CARD, "80"), "w".repeat(2_100_000));
    var commands =
        List.of(
            portal.issue(CARD, 1),
            unknown,
            portal.accrue(CARD, "10"),
            unstorable,
            portal.accrue(CARD, "20"),
            tooLarge,
            portal.accrue(CARD, "40"));

    var results = decided(portal, commands);

    assertThat(results)
        .extracting(OperationResult::getErrorCode)
        .containsExactly("", "internal_error", "", "internal_error", "", "internal_error", "");
    assertThat(balances(portal)).containsExactly("70");
    assertThat(deadLetters(portal))
        .extracting(DeadLetter::getCause)
        .containsExactly("decision_failed", "decision_failed", "decision_failed");
  }

  @Test
  void countsACommandFromTheFutureAsNowAndAuditsIt() {
    var portal = Calls.ofNewPortal();
    var future = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);

    var result = decided(portal, List.of(received(portal.issue(CARD, 1), future))).getFirst();

    assertThat(result.getEffectiveAt()).isBefore(future.minus(2, ChronoUnit.DAYS));
    var audits = rig.read(Topics.AUDIT, portal.memberId());
    assertThat(audits).hasSize(1);
    var audit = (AuditEvent) decode(Topics.AUDIT, audits.getFirst().value());
    assertThat(audit.getKind()).isEqualTo("received_at_clamped");
  }

  @Test
  void refusesACommandOlderThanDecisionsAreKept() {
    var portal = Calls.ofNewPortal();
    var old = Instant.now().minus(181, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);

    var result = decided(portal, List.of(received(portal.issue(CARD, 1), old))).getFirst();

    assertThat(result.getErrorCode()).isEqualTo("operation_timeout");
  }

  private static List<OperationResult> decided(Calls portal, List<ActivityCommand> commands) {
    rig.send(commands);
    await().atMost(SOON).until(rig::everythingCommitted);
    var results = rig.results(portal.memberId());
    return commands.stream()
        .map(each -> Objects.requireNonNull(results.get(each.getCommandId())))
        .toList();
  }

  private static List<ActivityCommand> mixed(Calls portal) {
    var commands = new ArrayList<ActivityCommand>();
    for (int i = 0; i < 20; i++) {
      var card = "79000000" + (100 + i);
      commands.add(portal.issue(card, i + 1));
      commands.add(portal.accrue(card, "150"));
      commands.add(portal.pay(card, "100"));
      commands.add(portal.pay(card, "100"));
      commands.add(portal.block(card));
    }
    return commands;
  }

  private static ActivityCommand withDocument(Calls portal, String document) {
    var command =
        portal.call("accrue", Map.of("card_number", CARD, "amount", "5", "once_per", "document"));
    return ActivityCommand.newBuilder(command)
        .setInvocation(
            Invocation.newBuilder(command.getInvocation())
                .setDocumentId(List.of("crm", "CCrmDocumentDeal", document))
                .build())
        .build();
  }

  private static ActivityCommand withWorkflow(ActivityCommand command, String workflow) {
    return ActivityCommand.newBuilder(command)
        .setInvocation(
            Invocation.newBuilder(command.getInvocation()).setWorkflowId(workflow).build())
        .build();
  }

  private static ActivityCommand received(ActivityCommand command, Instant at) {
    return ActivityCommand.newBuilder(command)
        .setInvocation(Invocation.newBuilder(command.getInvocation()).setReceivedAt(at).build())
        .build();
  }

  private static List<String> balances(Calls portal) {
    return rig.texts(
        """
        select trim_scale(balance)::text from account a join portal p on p.id = a.portal_id
        where p.member_id = ?
        """,
        portal.memberId());
  }

  private static List<DeadLetter> deadLetters(Calls portal) {
    return rig.read(Topics.DEAD_LETTERS, portal.memberId()).stream()
        .map(each -> (DeadLetter) decode(Topics.DEAD_LETTERS, each.value()))
        .toList();
  }

  private static Object decode(String topic, byte[] value) {
    return ((Decoded.Event) rig.codec().decode(topic, value)).value();
  }
}
