package io.loyaltysuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.webhook.SentWebhook.Outcome;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Step;
import io.loyaltysuite.simulator.workflow.Workflow;
import io.loyaltysuite.simulator.workflow.WorkflowState;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Trouble on the way: spoiled requests, moved portals, slow handlers, forgotten steps (protocol
 * 3.8, 9.8).
 */
class TroubleIT extends PortalIT {

  @Test
  void aRefusingProxyAnswersHtmlAndNothingHappens() {
    Workflow workflow = started(payments(1));
    portal.disturb(Disturbance.refusing(1, 502));

    RestResponse answer = send(latestToken());

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text()).startsWith("<html>");
    assertThat(workflow.view().step("A1").orElseThrow().sends()).isEmpty();
  }

  @Test
  void aSwallowedAnswerHasItsEffect() {
    Workflow workflow = started(payments(1));
    portal.disturb(Disturbance.swallowing(1));

    assertThatThrownBy(() -> send(latestToken())).isInstanceOf(UncheckedIOException.class);

    Awaitility.await().until(() -> workflow.view().state() == WorkflowState.COMPLETED);
  }

  @Test
  void theOAuthServerCanBeDownToo() {
    simulator.disturbOAuth(Disturbance.refusing(1, 500));

    assertThat(app.get(simulator.base() + "/oauth/token/?grant_type=refresh_token").status())
        .isEqualTo(500);
  }

  @Test
  void aMovedPortalRedirectsWithMethodAndQuery() {
    String old = portal.clientEndpoint();
    simulator.rename(portal, "lilia");

    assertThat(app.location(old + "server.time?bx24_request_id=1"))
        .isEqualTo(simulator.base() + "/p/lilia/rest/server.time?bx24_request_id=1");
    assertThat(app.call(portal, "server.time", Map.of()).status()).isEqualTo(200);
    started(payments(1));
    assertThat(app.webhooks().getLast().toString())
        .contains("domain=lilia.bitrix24.ru", "/p/lilia/rest/");
  }

  @Test
  void aHandlerSlowerThanTheQueuesPatienceLosesTheWebhook() {
    behave(behaviour -> behaviour.withWebhookTimeout(Duration.ofMillis(100)));
    app.hesitates(Duration.ofMillis(500));
    portal.start(payments(1));

    Awaitility.await().until(() -> portal.webhooks().log().count(Outcome.UNANSWERED) == 1);
  }

  @Test
  void aHandlerThatRestartedMissesNothing() {
    started(payments(1));
    app.restart();

    started(payments(1));

    assertThat(portal.webhooks().log().count(Outcome.UNANSWERED)).isZero();
  }

  @Test
  void aStepTheApplicationWasToldAboutAndForgotIsHeldAgainstIt() {
    portal.change(settings -> settings.withKeptWorkflows(0));
    started(
        BusinessProcess.named("one")
            .step(Step.of("pay", Map.of()).timeout(Duration.ofMillis(200))));
    var forgotten = new Violation("every step it was told about gets one applied reply", 1);
    Awaitility.await().until(() -> portal.violations().contains(forgotten));

    Awaitility.await().until(() -> portal.tally().endedWorkflows() == 1);

    assertThat(portal.workflows()).isEmpty();
    assertThat(portal.violations()).containsExactly(forgotten);
  }
}
