package io.loyaltysuite.simulator;

import static io.loyaltysuite.simulator.StubApplication.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Workflow;
import io.loyaltysuite.simulator.workflow.WorkflowState;
import io.loyaltysuite.simulator.workflow.WorkflowView;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessIT extends PortalIT {

  private static Map<String, Object> outputs() {
    return Map.of("result_card", property("string"));
  }

  @BeforeEach
  void register() {
    app.register(portal, "card_create", Map.of("phone", property("string")), outputs());
    app.register(portal, "accrue", Map.of("card", property("string")), outputs());
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
