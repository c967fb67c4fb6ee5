package io.loyaltysuite.simulator;

import static io.loyaltysuite.simulator.StubApplication.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.php.PhpForm;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import io.loyaltysuite.simulator.workflow.Workflow;
import io.loyaltysuite.simulator.workflow.WorkflowState;
import io.loyaltysuite.simulator.workflow.WorkflowView;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessIT {

  private final PortalSimulator simulator = PortalSimulator.start();
  private final Portal portal = simulator.portal(PortalSettings.named("romashka").prompt());
  private StubApplication app;

  @BeforeEach
  void install() throws IOException {
    app = new StubApplication();
    portal.install(app.application()).join();
    assertThat(
            app.register(portal, "card_create", Map.of("phone", property("string")), outputs())
                .result())
        .isEqualTo(true);
    assertThat(
            app.register(portal, "accrue", Map.of("card", property("string")), outputs()).result())
        .isEqualTo(true);
  }

  private static Map<String, ?> outputs() {
    return Map.of("result_card", property("string"), "result_list", property("string"));
  }

  @AfterEach
  void stop() {
    app.close();
    simulator.close();
  }

  @Test
  void stepsWaitForTheirReplyAndSeeEarlierOutputs() throws Exception {
    answerEveryWebhook();

    Workflow workflow =
        portal.start(
            BusinessProcess.named("sale")
                .step("card_create", Map.of("phone", "+79001234567"))
                .step("accrue", Map.of("card", "{=A1:result_card}")));
    WorkflowView end = workflow.ended().get(10, TimeUnit.SECONDS);

    assertThat(end.state()).isEqualTo(WorkflowState.COMPLETED);
    assertThat(end.step("A2").orElseThrow().properties()).isEqualTo(Map.of("card", "card of A1"));
    assertThat(end.steps()).allSatisfy(step -> assertThat(step.applied()).isEqualTo(1));
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void parallelBranchesAnsweredInOneBatchNeverCollide() throws Exception {
    portal.change(
        settings ->
            settings.withBehaviour(settings.behaviour().withContinuation(Between.millis(50, 50))));
    var process =
        BusinessProcess.named("fork")
            .parallel(
                BusinessProcess.branch().step("accrue", Map.of("card", "1")),
                BusinessProcess.branch().step("accrue", Map.of("card", "2")));
    Workflow workflow = portal.start(process);
    Awaitility.await().until(() -> app.webhooks().size() == 2);

    var answer =
        app.call(
            portal,
            "batch",
            Map.of(
                "cmd",
                Map.of("a", command(app.webhooks().get(0)), "b", command(app.webhooks().get(1)))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(workflow.ended().get(10, TimeUnit.SECONDS).state())
        .isEqualTo(WorkflowState.COMPLETED);
    assertThat(portal.tally().replies(Verdict.LOST_ON_LOCK)).isZero();
  }

  private static String command(Map<String, Object> webhook) {
    return "bizproc.event.send?EVENT_TOKEN=" + PhpForm.escape(Php.text(webhook.get("event_token")));
  }

  private void answerEveryWebhook() {
    app.onWebhook(
        post -> {
          if (post.containsKey("event_token")) {
            String token = Php.text(post.get("event_token"));
            app.call(
                portal,
                "bizproc.event.send",
                Map.of(
                    "EVENT_TOKEN",
                    token,
                    "RETURN_VALUES",
                    Map.of("RESULT_CARD", "card of " + token.split("\\|", -1)[1])));
          }
        });
  }
}
