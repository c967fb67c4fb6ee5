package io.loyaltysuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import io.loyaltysuite.simulator.workflow.Workflow;
import io.loyaltysuite.simulator.workflow.WorkflowState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code batch} (protocol 4) and lock collisions (protocol 2.6). */
class BatchIT extends PortalIT {

  @Test
  void successesAndErrorsStandSideBySide() {
    var commands = new LinkedHashMap<String, Object>();
    commands.put("r1", "server.time");
    commands.put("r2", "no.such.method?x=1");
    commands.put("r3", sendCommand("forged"));
    commands.put("r4", "batch?cmd[a]=scope");

    RestResponse answer = batch(commands);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(part(answer, "result")).containsOnlyKeys("r1");
    assertThat(part(answer, "result_time")).containsOnlyKeys("r1");
    assertThat(errors(answer))
        .containsExactly(
            "ERROR_METHOD_NOT_FOUND", "ACCESS_DENIED", "ERROR_BATCH_METHOD_NOT_ALLOWED");
    assertThat(answer.text()).contains("\"result_total\":[]", "\"result_next\":[]");
  }

  @Test
  void listKeysMakeListsAndAGapMakesAnObject() {
    assertThat(app.call(portal, "batch", Map.of("cmd", List.of("scope", "scope"))).text())
        .contains("\"result\":{\"result\":[[");
    assertThat(app.call(portal, "batch", Map.of("cmd", List.of("nope", "scope"))).text())
        .contains("\"result\":{\"result\":{\"1\":[");
  }

  @Test
  void commandsBeyondTheFiftiethAreRefused() {
    var commands = new LinkedHashMap<String, Object>();
    for (int i = 1; i <= 52; i++) {
      commands.put("r" + i, "scope");
    }

    RestResponse answer = batch(commands);

    assertThat(part(answer, "result")).hasSize(50);
    assertThat(errors(answer))
        .containsExactly("ERROR_BATCH_LENGTH_EXCEEDED", "ERROR_BATCH_LENGTH_EXCEEDED");
  }

  @Test
  void haltStopsAtTheFirstFailureAndAFormsTextFalseIsTrue() {
    String body = "halt=false&cmd[a]=nope&cmd[b]=scope&auth=" + app.accessToken();

    RestResponse answer = app.postForm(portal.clientEndpoint() + "batch", body);

    assertThat(errors(answer)).containsExactly("ERROR_METHOD_NOT_FOUND");
    assertThat(part(answer, "result")).isEmpty();
  }

  @Test
  void aFragmentCutsACommandAndUserTextIsSubstituted() {
    Workflow workflow = started(payments(1));
    var commands = new LinkedHashMap<String, Object>();
    commands.put("who", "profile");
    commands.put(
        "reply",
        sendCommand(latestToken()) + "&RETURN_VALUES[balance]=id+$result[who][ID]!&X=#LOG");

    batch(commands);

    Awaitility.await().until(() -> workflow.view().state() == WorkflowState.COMPLETED);
    assertThat(workflow.view().step("A1").orElseThrow().outputs()).containsEntry("balance", "id 1");
  }

  @Test
  void aScopeTheApplicationLacksHasNoDescriptionInside() {
    portal.install(app.application().withScopes(Set.of("crm"))).join();

    RestResponse answer = batch(Map.of("r1", sendCommand("x")));

    assertThat(Php.toArray(part(answer, "result_error").get("r1")))
        .isEqualTo(Map.of("error", "insufficient_scope", "error_description", ""));
  }

  @Test
  void parallelBranchesAnsweredInOneBatchNeverCollide() {
    behave(behaviour -> behaviour.withContinuation(Between.millis(100, 100)));
    Workflow workflow = twoBranches();

    batch(
        Map.of(
            "a",
            sendCommand(token(app.webhooks().get(0))),
            "b",
            sendCommand(token(app.webhooks().get(1)))));

    Awaitility.await().until(() -> workflow.view().state() == WorkflowState.COMPLETED);
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void parallelBranchesAnsweredByTwoRequestsCollideAndNobodyIsTold() {
    behave(behaviour -> behaviour.withContinuation(Between.millis(2_000, 2_000)));
    twoBranches();

    assertThat(send(token(app.webhooks().get(0))).result()).isEqualTo(true);
    assertThat(send(token(app.webhooks().get(1))).result()).isEqualTo(true);

    Awaitility.await().until(() -> portal.tally().replies(Verdict.LOST_ON_LOCK) == 1);
    assertThat(portal.violations())
        .extracting(Violation::rule)
        .contains("no reply is lost on a lock");
  }

  private Workflow twoBranches() {
    Workflow workflow =
        portal.start(
            BusinessProcess.named("fork")
                .parallel(
                    BusinessProcess.branch().step("pay", Map.of("amount", 1)),
                    BusinessProcess.branch().step("pay", Map.of("amount", 2))));
    Awaitility.await().until(() -> app.webhooks().size() == 2);
    return workflow;
  }
}
