package io.loyaltysuite.simulator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.ActivityDefinition;
import io.loyaltysuite.simulator.portal.EventToken;
import io.loyaltysuite.simulator.portal.Hmac;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One test per row of the table of answers (protocol 9.2), and for the ways a process can go. */
class WorkflowTest {

  private static final Hmac KEY = Hmac.of("key");
  private static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");

  private final Map<String, ActivityDefinition> activities = new HashMap<>();
  private final List<Send> sends = new ArrayList<>();
  private final List<StepRun> begun = new ArrayList<>();
  private int events;

  WorkflowTest() {
    register("pay", "Y");
    register("notify", "N");
  }

  private void register(String code, String subscription) {
    var form =
        Map.of(
            "CODE",
            code,
            "USE_SUBSCRIPTION",
            subscription,
            "PROPERTIES",
            Map.of("amount", Map.of("NAME", "n")));
    var outputs = Map.of("balance", Map.of("NAME", "n", "DEFAULT", "none"));
    activities.put(
        code,
        new ActivityDefinition("app", false, Php.normalMap(form))
            .with(Map.of("RETURN_PROPERTIES", outputs)));
  }

  @Test
  void s1AReplyClosesTheWaitingStepAndTheWorkflowGoesOn() {
    Workflow workflow =
        started(process().step("pay", Map.of()).step("pay", Map.of("amount", "{=A1:balance}")));

    assertThat(reply(workflow, "h1", token(workflow, "A1"), Map.of("BALANCE", "70")))
        .isEqualTo(Verdict.APPLIED);
    List<StepRun> next = workflow.proceed("h1", NOW);

    assertThat(next).extracting(run -> run.token.activityName()).containsExactly("A2");
    assertThat(next.getFirst().properties).isEqualTo(Map.of("amount", "70"));
    assertThat(workflow.view().step("A1").orElseThrow().outputs())
        .containsEntry("IsTimeout", 0)
        .containsEntry("balance", "70");
  }

  @Test
  void s2ATokenOfAnEarlierPassOfALoopIsIgnored() {
    Workflow workflow = started(process().loop(2, BusinessProcess.branch().step("pay", Map.of())));
    EventToken first = token(workflow, "A1_1");
    reply(workflow, "h1", first, Map.of());
    workflow.proceed("h1", NOW);

    assertThat(reply(workflow, "h2", first, Map.of())).isEqualTo(Verdict.OLDER_EXECUTION);
    assertThat(token(workflow, "A1_1")).isNotEqualTo(first);
  }

  @Test
  void s3ASecondReplyIsIgnored() {
    Workflow workflow = started(twoSteps());
    EventToken token = token(workflow, "A1");
    reply(workflow, "h1", token, Map.of("balance", "1"));
    workflow.proceed("h1", NOW);

    assertThat(reply(workflow, "h2", token, Map.of("balance", "2")))
        .isEqualTo(Verdict.ANSWERED_BEFORE);
    assertThat(workflow.view().step("A1").orElseThrow().outputs()).containsEntry("balance", "1");
  }

  @Test
  void s4AReplyAfterTheTimeoutIsIgnored() {
    Workflow workflow = started(twoSteps());
    EventToken token = token(workflow, "A1");
    workflow.expire("t1", run("A1"), NOW);
    workflow.proceed("t1", NOW);

    assertThat(reply(workflow, "h1", token, Map.of("balance", "2"))).isEqualTo(Verdict.TIMED_OUT);
    assertThat(workflow.view().step("A1").orElseThrow().outputs())
        .containsEntry("IsTimeout", 1)
        .containsEntry("balance", "none");
  }

  @Test
  void s5AReplyToAFinishedWorkflowIsIgnored() {
    Workflow workflow = started(process().step("pay", Map.of()));
    EventToken token = token(workflow, "A1");
    reply(workflow, "h1", token, Map.of());
    workflow.proceed("h1", NOW);

    assertThat(workflow.view().state()).isEqualTo(WorkflowState.COMPLETED);
    assertThat(reply(workflow, "h2", token, Map.of())).isEqualTo(Verdict.FINISHED);
  }

  @Test
  void s6AReplyToATerminatedOrKilledWorkflowIsIgnored() {
    Workflow terminated = started(twoSteps());
    terminated.terminate("by hand", NOW);
    Workflow killed = started(twoSteps());
    killed.kill(NOW);

    assertThat(reply(terminated, "h1", token(terminated, "A1"), Map.of()))
        .isEqualTo(Verdict.TERMINATED);
    assertThat(reply(killed, "h1", token(killed, "A1"), Map.of())).isEqualTo(Verdict.TERMINATED);
    assertThat(terminated.view().step("A1").orElseThrow().state()).isEqualTo(StepState.CANCELLED);
  }

  @Test
  void s7AReplyThatMeetsTheLockOfAnotherHitIsLost() {
    Workflow workflow = started(twoBranches());
    reply(workflow, "h1", token(workflow, "A1_1_1"), Map.of());

    assertThat(reply(workflow, "h2", token(workflow, "A1_2_1"), Map.of()))
        .isEqualTo(Verdict.LOST_ON_LOCK);
    workflow.proceed("h1", NOW);
    assertThat(workflow.view().step("A1_2_1").orElseThrow().state()).isEqualTo(StepState.WAITING);
  }

  @Test
  void s7RepliesOfOneHitOneAfterAnotherMeetNoLock() {
    Workflow workflow = started(twoBranches());
    reply(workflow, "h1", token(workflow, "A1_1_1"), Map.of());
    workflow.proceed("h1", NOW);

    assertThat(reply(workflow, "h1", token(workflow, "A1_2_1"), Map.of()))
        .isEqualTo(Verdict.APPLIED);
    workflow.proceed("h1", NOW);
    assertThat(workflow.view().state()).isEqualTo(WorkflowState.COMPLETED);
  }

  @Test
  void s8AHungWorkflowTakesNothing() {
    Workflow workflow = started(twoSteps());
    workflow.hang();

    assertThat(reply(workflow, "h1", token(workflow, "A1"), Map.of())).isEqualTo(Verdict.HUNG);
  }

  @Test
  void s9ADeletedDocumentTerminatesTheWorkflow() {
    Workflow workflow = started(twoSteps());
    workflow.deleteDocument();

    assertThat(reply(workflow, "h1", token(workflow, "A1"), Map.of()))
        .isEqualTo(Verdict.DOCUMENT_DELETED);
    assertThat(workflow.view().state()).isEqualTo(WorkflowState.TERMINATED);
  }

  @Test
  void s10AStepThatDoesNotWaitIsClosedAtOnce() {
    Workflow workflow = started(process().step("notify", Map.of()).step("pay", Map.of()));

    assertThat(workflow.view().step("A1").orElseThrow().state()).isEqualTo(StepState.NOT_WAITING);
    assertThat(reply(workflow, "h1", token(workflow, "A1"), Map.of()))
        .isEqualTo(Verdict.NOT_WAITING);
    assertThat(workflow.view().step("A2").orElseThrow().state()).isEqualTo(StepState.WAITING);
  }

  @Test
  void s12AFailureOfALaterStepTerminatesTheWorkflowButTheReplyStands() {
    Workflow workflow = started(process().step("pay", Map.of()).fail("out of paper"));
    reply(workflow, "h1", token(workflow, "A1"), Map.of());
    workflow.proceed("h1", NOW);

    WorkflowView view = workflow.view();
    assertThat(view.state()).isEqualTo(WorkflowState.TERMINATED);
    assertThat(view.fault()).isEqualTo("out of paper");
    assertThat(view.step("A1").orElseThrow().sends())
        .extracting(Send::reason)
        .containsExactly(Verdict.APPLIED_THEN_FAILED);
  }

  @Test
  void s14AReplyBeforeTheFirstSaveFindsNothing() {
    var workflow = workflow(twoSteps());
    workflow.start(NOW, NOW.plusSeconds(1));

    assertThat(reply(workflow, "h1", token(workflow, "A1"), Map.of()))
        .isEqualTo(Verdict.NOT_SAVED_YET);
    assertThat(
            workflow.receive(
                "h2", new Reply(token(workflow, "A1"), Map.of(), ""), NOW.plusSeconds(1)))
        .isEqualTo(Verdict.APPLIED);
  }

  @Test
  void aStepWhoseActivityIsGoneTerminatesTheWorkflow() {
    Workflow workflow = started(process().step("unknown", Map.of()));

    assertThat(workflow.view().fault()).isEqualTo("Application activity is not installed.");
  }

  @Test
  void outputsOfAnActivityRemovedMeanwhileAreDropped() {
    Workflow workflow = started(process().step("pay", Map.of()));
    activities.remove("pay");

    reply(workflow, "h1", token(workflow, "A1"), Map.of("balance", "1"));

    assertThat(sends.getLast().dropped()).containsExactly("balance");
  }

  @Test
  void aValueForAnUndeclaredPropertyIsNamed() {
    Workflow workflow = started(process().step("pay", Map.of("amuont", "1")));

    assertThat(workflow.view().fault())
        .contains("declares no property [amuont] (expected: [amount])");
  }

  @Test
  void timeoutsThatMeetALockSaySo() {
    Workflow workflow = started(twoSteps());
    workflow.lock(NOW);

    assertThat(workflow.expire("t1", run("A1"), NOW)).isFalse();
    workflow.unlock();
    assertThat(workflow.expire("t1", run("A1"), NOW)).isTrue();
  }

  @Test
  void aLogRecordLeavesTheStepWaiting() {
    Workflow workflow = started(twoSteps());

    assertThat(workflow.log("h1", token(workflow, "A1"), NOW)).isEqualTo(Verdict.LOGGED);
    assertThat(workflow.view().step("A1").orElseThrow().state()).isEqualTo(StepState.WAITING);
  }

  @Test
  void branchesJoinBeforeTheProcessGoesOn() {
    Workflow workflow =
        started(
            process()
                .parallel(
                    BusinessProcess.branch().step("pay", Map.of()),
                    BusinessProcess.branch().step("notify", Map.of()))
                .step("pay", Map.of()));

    assertThat(workflow.view().step("A2")).isEmpty();
    reply(workflow, "h1", token(workflow, "A1_1_1"), Map.of());
    workflow.proceed("h1", NOW);
    assertThat(workflow.view().step("A2")).isPresent();
  }

  private static BusinessProcess process() {
    return BusinessProcess.named("test");
  }

  private static BusinessProcess twoSteps() {
    return process().step("pay", Map.of()).step("pay", Map.of());
  }

  private static BusinessProcess twoBranches() {
    return process()
        .parallel(
            BusinessProcess.branch().step("pay", Map.of()),
            BusinessProcess.branch().step("pay", Map.of()));
  }

  private Workflow started(BusinessProcess process) {
    Workflow workflow = workflow(process);
    begun.addAll(workflow.start(NOW, NOW));
    return workflow;
  }

  private Workflow workflow(BusinessProcess process) {
    var surroundings =
        new Surroundings(
            code -> Optional.ofNullable(activities.get(code)),
            token -> token.sign(KEY),
            () -> "event" + ++events,
            new SiteDates(ZoneId.of("Europe/Moscow")),
            sends::add,
            _ -> {});
    return new Workflow(
        "6b0456318b3d14.40217735", process, Document.deal(1), Map.of(), surroundings, NOW);
  }

  private static Verdict reply(
      Workflow workflow, String hit, EventToken token, Map<String, ?> values) {
    return workflow.receive(hit, new Reply(token, Php.normalMap(values), ""), NOW);
  }

  private static EventToken token(Workflow workflow, String step) {
    return EventToken.verify(workflow.view().step(step).orElseThrow().eventToken(), KEY)
        .orElseThrow();
  }

  private StepRun run(String step) {
    return begun.stream()
        .filter(run -> run.token.activityName().equals(step))
        .findFirst()
        .orElseThrow();
  }
}
