package io.loyaltysuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Step;
import io.loyaltysuite.simulator.workflow.Verdict;
import io.loyaltysuite.simulator.workflow.Workflow;
import io.loyaltysuite.simulator.workflow.WorkflowState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Timeouts of steps, slow saves, memory, and portals that work inside the call (protocol 2.4, 2.8,
 * 9.2, 9.4).
 */
class TimingIT extends PortalIT {

  private static BusinessProcess impatient() {
    return BusinessProcess.named("impatient")
        .step(Step.of("pay", Map.of()).timeout(Duration.ofMillis(100)))
        .step("pay", Map.of());
  }

  @Test
  void aTimeoutClosesTheStepAndTheWorkflowGoesOn() {
    Workflow workflow = started(impatient());

    Awaitility.await().until(() -> workflow.view().step("A2").isPresent());
    assertThat(workflow.view().step("A1").orElseThrow().outputs()).containsEntry("IsTimeout", 1);
    assertThat(send(token(app.webhooks().getFirst())).result()).isEqualTo(true);
    Awaitility.await().until(() -> portal.tally().replies(Verdict.TIMED_OUT) == 1);
  }

  @Test
  void aShortTimeoutIsLiftedToThePortalsLeast() {
    behave(behaviour -> behaviour.withMinimalTimeout(Duration.ofMinutes(10)));
    Workflow workflow = started(impatient());

    Awaitility.await()
        .during(Duration.ofMillis(400))
        .until(() -> workflow.view().step("A2").isEmpty());
  }

  @Test
  void aTimeoutThatMeetsALockTriesAgain() {
    behave(
        behaviour ->
            behaviour.withTimeoutRetries(Collections.nCopies(100, Duration.ofMillis(100))));
    Workflow workflow = portal.start(impatient());
    workflow.lock(Instant.now());
    Awaitility.await()
        .during(Duration.ofMillis(150))
        .until(() -> workflow.view().step("A2").isEmpty());

    workflow.unlock();

    Awaitility.await().until(() -> workflow.view().step("A2").isPresent());
  }

  @Test
  void aReplyFasterThanTheFirstSaveIsLost() {
    behave(behaviour -> behaviour.withSaveDelay(Duration.ofMinutes(1)));
    started(payments(1));

    send(latestToken());

    Awaitility.await().until(() -> portal.tally().replies(Verdict.NOT_SAVED_YET) == 1);
  }

  @Test
  void onlySoManyFinishedWorkflowsAreRemembered() {
    portal.change(settings -> settings.withKeptWorkflows(2));
    for (int i = 0; i < 5; i++) {
      portal.start(BusinessProcess.named("empty"));
    }

    assertThat(portal.workflows()).hasSize(2);
    assertThat(portal.tally().endedWorkflows()).isEqualTo(5);
  }

  @Test
  void anOldPortalTellsWhatBecameOfTheReply() {
    behave(behaviour -> behaviour.withSynchronous(true));
    Workflow workflow = started(payments(2));
    String first = latestToken();

    assertThat(send(first).result()).isEqualTo(true);
    assertThat(workflow.view().step("A2")).isPresent();
    assertThat(send(first).result()).isEqualTo(true);
    workflow.lock(Instant.now());
    refused(send(first), "423", "Бизнес-процесс завис либо выполняется в данный момент");
    workflow.kill(Instant.now());
    refused(send(first), "404", "Бизнес-процесс не найден");
  }

  @Test
  void anOldPortalReportsTheFailureOfALaterStep() {
    behave(behaviour -> behaviour.withSynchronous(true));
    Workflow workflow = started(payments(1).fail("out of paper"));

    assertThat(send(latestToken()).status()).isEqualTo(400);
    assertThat(workflow.view().state()).isEqualTo(WorkflowState.TERMINATED);
  }

  @Test
  void anOldEnglishPortalSpeaksEnglish() {
    portal.change(settings -> settings.withLanguage("en"));
    behave(behaviour -> behaviour.withSynchronous(true));
    Workflow workflow = started(payments(1));
    workflow.hang();

    refused(send(latestToken()), "423", "The workflow is hung or being executed");
  }

  private static void refused(RestResponse answer, String error, String description) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.description()).isEqualTo(description);
  }
}
