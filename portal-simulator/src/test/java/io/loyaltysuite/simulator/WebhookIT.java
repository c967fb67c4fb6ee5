package io.loyaltysuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.webhook.Rudeness;
import io.loyaltysuite.simulator.webhook.SentWebhook;
import io.loyaltysuite.simulator.webhook.SentWebhook.Outcome;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Step;
import io.loyaltysuite.simulator.workflow.WebhookNote;
import io.loyaltysuite.simulator.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How webhooks leave the portal (protocol 1, 9.3). */
class WebhookIT extends PortalIT {

  @Test
  void hasTheFieldsOfTheCapturesInTheirOrder() {
    Workflow workflow =
        started(
            BusinessProcess.named("one")
                .step(
                    Step.of("pay", Map.of("amount", "12.5", "comment", "Чай & мята"))
                        .timeout(Duration.ofDays(1))));

    Map<String, Object> webhook = app.webhooks().getFirst();
    assertThat(webhook.keySet())
        .containsExactly(
            "workflow_id",
            "code",
            "document_id",
            "document_type",
            "event_token",
            "properties",
            "use_subscription",
            "timeout_duration",
            "ts",
            "auth");
    assertThat(webhook)
        .containsEntry("workflow_id", workflow.id())
        .containsEntry("code", "pay")
        .containsEntry("document_id", Map.of("0", "crm", "1", "CCrmDocumentDeal", "2", "DEAL_4711"))
        .containsEntry("properties", Map.of("amount", "12.5", "comment", "Чай & мята"))
        .containsEntry("use_subscription", "Y")
        .containsEntry("timeout_duration", "86400");
    assertThat(workflow.id()).matches("[0-9a-f]{13}\\d\\.\\d{8}");
  }

  @Test
  void aRunAsUserOfNobodyGivesNoTokens() {
    started(BusinessProcess.named("one").step(Step.of("pay", Map.of()).runAs(0)));

    assertThat(Php.toArray(app.webhooks().getFirst().get("auth")))
        .containsOnlyKeys(
            "domain", "client_endpoint", "server_endpoint", "member_id", "application_token");
  }

  @Test
  void oldPortalsSendNoRefreshToken() {
    portal.webhooks().rudeness(Rudeness.NONE.withNoRefreshToken(true));
    started(payments(1));

    assertThat(Php.toArray(app.webhooks().getFirst().get("auth")))
        .containsKey("access_token")
        .doesNotContainKey("refresh_token");
  }

  @Test
  void aDuplicateIsTheSameBodyAgain() {
    portal.webhooks().rudeness(Rudeness.NONE.withDuplicate(1, Duration.ZERO));
    portal.start(payments(1));

    Awaitility.await().until(() -> app.webhooks().size() == 2);
    assertThat(app.webhooks().get(0)).isEqualTo(app.webhooks().get(1));
  }

  @Test
  void aLostWebhookNeverLeaves() {
    portal.webhooks().rudeness(Rudeness.NONE.withLose(1));
    Workflow workflow = portal.start(payments(1));

    assertThat(workflow.view().step("A1").orElseThrow().webhooks())
        .extracting(WebhookNote::outcome)
        .containsExactly("lost");
    assertThat(app.webhooks()).isEmpty();
  }

  @Test
  void aRefusedWebhookIsNeverSentAgain() {
    app.answers(500);
    Workflow workflow = started(payments(1));

    Awaitility.await().until(() -> !workflow.view().step("A1").orElseThrow().webhooks().isEmpty());
    assertThat(app.webhooks()).hasSize(1);
    assertThat(portal.webhooks().log().count(Outcome.REFUSED)).isOne();
    assertThat(portal.violations())
        .extracting(Violation::rule)
        .contains("every webhook is answered 2xx");
  }

  @Test
  void anAbsentHandlerLosesTheWebhook() {
    app.close();
    portal.start(payments(1));

    Awaitility.await().until(() -> portal.webhooks().log().count(Outcome.UNANSWERED) == 1);
  }

  @Test
  void anUninstalledApplicationGetsNothingThatWasStillQueued() {
    behave(behaviour -> behaviour.withWebhookDelay(Between.millis(300, 300)));
    portal.start(payments(1));
    var farewell = portal.uninstall(StubApplication.CLIENT_ID, true);

    Awaitility.await().until(() -> portal.webhooks().log().count(Outcome.DROPPED) == 1);
    assertThat(farewell.join().delivered()).isTrue();
    assertThat(app.webhooks()).isEmpty();
  }

  @Test
  void theCeilingOnSendingSpacesThem() {
    behave(behaviour -> behaviour.withWebhooksPerSecond(10));
    var began = Instant.now();
    for (int i = 0; i < 4; i++) {
      portal.start(payments(1));
    }

    Awaitility.await().until(() -> app.webhooks().size() == 4);
    var last =
        portal.webhooks().log().latest().stream()
            .filter(webhook -> webhook.kind().equals("activity"))
            .map(SentWebhook::sentAt)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    assertThat(Duration.between(began, last)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void anyBodyCanBeSentRaw() {
    SentWebhook sent =
        portal.webhooks().raw(app.handler(), "event=ONAPPINSTALL&auth[member_id]=forged").join();

    assertThat(sent.status()).isEqualTo(200);
    assertThat(app.events().getLast()).containsEntry("auth", Map.of("member_id", "forged"));
  }
}
