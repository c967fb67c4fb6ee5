package io.loyaltysuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.EventToken;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.portal.PortalState.Closure;
import io.loyaltysuite.simulator.portal.RateLimit;
import io.loyaltysuite.simulator.portal.User;
import io.loyaltysuite.simulator.workflow.StepState;
import io.loyaltysuite.simulator.workflow.Workflow;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The REST front: one test per refusal, in the order of the portal's checks (protocol 3.6, 9.5).
 */
class RestIT extends PortalIT {

  @Test
  void aFullBucketIsRefusedBeforeEverythingElse() {
    portal.change(settings -> settings.withRateLimit(new RateLimit(2, 3, false)));
    for (int i = 0; i < 3; i++) {
      app.call(portal, "no.such.method", Map.of());
    }
    app.call(portal, "no.such.method", Map.of());

    refused(
        app.call(portal, "no.such.method", Map.of()),
        503,
        "QUERY_LIMIT_EXCEEDED",
        "Too many requests");
    assertThat(portal.violations())
        .extracting(Violation::rule)
        .contains("no request is above the rate");
  }

  @Test
  void bucketsAreSeparateForEverySourceAddress() {
    portal.change(settings -> settings.withRateLimit(new RateLimit(1, 0, false)));
    app.call(portal, "server.time", Map.of());

    RestResponse other =
        app.send(
            HttpRequest.newBuilder(
                    URI.create(portal.clientEndpoint() + "server.time?auth=" + app.accessToken()))
                .header("X-Sim-Source-IP", "10.1.1.1")
                .build());

    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void aDeletedPortalAnswersNothing() {
    portal.state().close(Closure.DELETED);

    refused(app.call(portal, "server.time", Map.of()), 403, "PORTAL_DELETED", "Portal was deleted");
  }

  @Test
  void anUnknownMethodIsFoundOutBeforeAuth() {
    refused(
        app.call(portal, "no.such.method", Map.of(), ""),
        404,
        "ERROR_METHOD_NOT_FOUND",
        "Method not found!");
  }

  @Test
  void aCallWithoutTokenIsRefused() {
    refused(
        app.get(portal.clientEndpoint() + "server.time"),
        401,
        "NO_AUTH_FOUND",
        "Wrong authorization data");
  }

  @Test
  void malformedJsonLosesTheTokenInIt() {
    String body = "{\"auth\":\"" + app.accessToken() + "\"";

    refused(
        app.postJson(portal.clientEndpoint() + "server.time", body),
        401,
        "NO_AUTH_FOUND",
        "Wrong authorization data");
  }

  @Test
  void aForgedTokenIsRefused() {
    refused(
        app.call(portal, "server.time", Map.of(), "0".repeat(70)),
        401,
        "invalid_token",
        "Unable to get application by token");
  }

  @Test
  void anotherPortalsTokenIsRefused() {
    Portal other = simulator.portal(PortalSettings.named("other").prompt());
    other.install(app.application()).join();

    assertThat(app.call(portal, "server.time", Map.of()).error()).isEqualTo("invalid_token");
  }

  @Test
  void anExpiredTokenIsRefused() {
    portal.change(settings -> settings.withTokenLifetime(Duration.ZERO));
    portal.install(app.application()).join();

    refused(
        app.call(portal, "server.time", Map.of()),
        401,
        "expired_token",
        "The access token provided has expired.");
  }

  @Test
  void aTokenOfAnUninstalledApplicationIsRefusedAndHeldAgainstIt() {
    String token = app.accessToken();
    portal.uninstall(StubApplication.CLIENT_ID, true).join();

    refused(
        app.call(portal, "server.time", Map.of(), token),
        401,
        "APPLICATION_NOT_FOUND",
        "Application not found");
    Awaitility.await()
        .until(
            () -> {
              app.call(portal, "server.time", Map.of(), token);
              return portal.violations().stream()
                  .anyMatch(broken -> broken.rule().equals("no call follows an uninstallation"));
            });
  }

  @Test
  void aScopeTheApplicationLacksIsRefused() {
    portal.install(app.application().withScopes(Set.of("crm"))).join();

    refused(
        app.call(portal, "bizproc.activity.list", Map.of()),
        401,
        "insufficient_scope",
        "The request requires higher privileges than provided by the access token");
  }

  @Test
  void aDismissedUserIsRefused() {
    portal.state().change(User.admin(1).dismissed());

    refused(
        app.call(portal, "server.time", Map.of()),
        401,
        "authorization_error",
        "Unable to authorize user");
  }

  @Test
  void aUserWithoutAccessToTheApplicationIsRefused() {
    portal.state().change(User.admin(1).withoutAppAccess());

    refused(
        app.call(portal, "server.time", Map.of()),
        403,
        "user_access_error",
        "The user does not have access to the application.");
  }

  @Test
  void aTariffWithoutRestIsRefused() {
    portal.state().close(Closure.NO_LICENCE);

    refused(
        app.call(portal, "server.time", Map.of()),
        403,
        "ACCESS_DENIED",
        "REST is available only on commercial plans.");
  }

  @Test
  void aBlockedPortalIsRefused() {
    portal.state().close(Closure.OVERLOADED);

    refused(
        app.call(portal, "server.time", Map.of()),
        503,
        "OVERLOAD_LIMIT",
        "REST API is blocked due to overload.");
  }

  @Test
  void anUnpaidApplicationIsRefused() {
    portal.state().close(Closure.UNPAID);

    refused(
        app.call(portal, "server.time", Map.of()),
        401,
        "PAYMENT_REQUIRED",
        "Subscription has been ended");
  }

  @Test
  void anyKindOfRequestIsUnderstood() {
    String token = app.accessToken();
    String base = portal.clientEndpoint();

    assertThat(app.get(base + "Server.Time.json?auth=" + token).status()).isEqualTo(200);
    assertThat(app.get(base + "server.time/?access_token=" + token).status()).isEqualTo(200);
    assertThat(app.postForm(base + "server.time", "auth=" + token).status()).isEqualTo(200);
    assertThat(app.postJson(base + "server.time", "{\"auth\":\"" + token + "\"}").status())
        .isEqualTo(200);
    assertThat(portal.calls().tokensInUrl()).isEqualTo(2);
  }

  @Test
  void aSuccessHasThePortalsEnvelope() {
    RestResponse answer = app.call(portal, "scope", Map.of());

    assertThat(answer.text())
        .startsWith("{\"result\":[\"bizproc\",\"crm\",\"user_brief\"],\"time\":{\"start\":");
    assertThat(answer.text())
        .containsPattern("\"date_start\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+03:00\"");
    assertThat(answer.text())
        .containsPattern("\"duration\":\\d+\\.\\d+")
        .contains("\"operating\":0");
  }

  @Test
  void eventSendWithABadTokenIsDenied() {
    started(payments(1));
    String tampered = latestToken().substring(0, latestToken().length() - 1) + "x";

    refused(send(tampered), 403, "ACCESS_DENIED", "Access denied!");
    refused(send(""), 403, "ACCESS_DENIED", "Access denied!");
    refused(
        app.call(portal, "bizproc.event.send", Map.of()), 403, "ACCESS_DENIED", "Access denied!");
  }

  @Test
  void eventSendForAWorkflowThatNeverExistedIsTrue() {
    String token = portal.sign(new EventToken("6b0456318b3d14.40217735", "A1", "x".repeat(32)));

    assertThat(send(token).result()).isEqualTo(true);
  }

  @Test
  void eventSendAppliesWithoutValues() {
    Workflow workflow = started(payments(1));

    app.call(portal, "bizproc.event.send", Map.of("event_token", latestToken()));

    Awaitility.await()
        .until(() -> workflow.view().step("A1").orElseThrow().state() == StepState.ANSWERED);
  }

  @Test
  void activityLogChecksTheTokenFirstAndThenTheMessage() {
    started(payments(1));

    refused(
        app.call(portal, "bizproc.activity.log", Map.of("EVENT_TOKEN", "x")),
        403,
        "ACCESS_DENIED",
        "Access denied!");
    refused(
        app.call(
            portal,
            "bizproc.activity.log",
            Map.of("EVENT_TOKEN", latestToken(), "LOG_MESSAGE", "0")),
        400,
        "ERROR_EMPTY_LOG_MESSAGE",
        "Empty log message!");
    assertThat(log(latestToken()).result()).isEqualTo(true);
  }

  @Test
  void activityLogTellsWhetherAWorkflowIsThereAndLocked() {
    Workflow workflow = started(payments(1));
    workflow.lock(Instant.now());

    assertThat(log(latestToken()).error()).isEqualTo("423");
    workflow.kill(Instant.now());
    refused(log(latestToken()), 400, "404", "Бизнес-процесс не найден");
  }

  private RestResponse log(String token) {
    return app.call(
        portal, "bizproc.activity.log", Map.of("EVENT_TOKEN", token, "LOG_MESSAGE", "принято"));
  }

  @Test
  void appInfoAndMethodGetDescribeTheApplication() {
    assertThat(app.call(portal, "app.info", Map.of()).text())
        .contains("\"STATUS\":\"L\"", "\"LANGUAGE_ID\":\"ru\"", "\"DAYS\":null");
    assertThat(app.call(portal, "method.get", Map.of("name", "batch")).text())
        .contains("\"isExisting\":true");
    assertThat(app.call(portal, "method.get", Map.of("name", "x.y")).text())
        .contains("\"isExisting\":false");
  }

  @Test
  void userAdminTellsWhoCalls() {
    assertThat(app.call(portal, "user.admin", Map.of()).result()).isEqualTo(true);
    String employees =
        Php.text(portal.authorize(StubApplication.CLIENT_ID, 16).get("access_token"));
    assertThat(app.call(portal, "user.admin", Map.of(), employees).result()).isEqualTo(false);
  }

  @Test
  void instancesShowWhatStillRuns() {
    Workflow workflow = started(payments(1));
    started(payments(1));

    RestResponse one =
        app.call(
            portal,
            "bizproc.workflow.instances",
            Map.of("FILTER", Map.of("ID", workflow.id()), "SELECT", List.of("ID", "DOCUMENT_ID")));
    assertThat(one.text())
        .contains(
            "\"result\":[{\"ID\":\"" + workflow.id() + "\",\"DOCUMENT_ID\":\"DEAL_4711\"}]",
            "\"total\":1");
    assertThat(app.call(portal, "bizproc.workflow.instance.list", Map.of()).text())
        .contains("\"total\":2");

    workflow.kill(Instant.now());
    assertThat(
            app.call(
                    portal,
                    "bizproc.workflow.instances",
                    Map.of("FILTER", Map.of("ID", workflow.id())))
                .text())
        .contains("\"result\":[]", "\"total\":0");
  }

  @Test
  void instancesRefuseAStructureInSelectAndEmployees() {
    refused(
        app.call(portal, "bizproc.workflow.instances", Map.of("SELECT", List.of(List.of("ID")))),
        400,
        "ERROR_SELECT_VALIDATION_FAILURE",
        "Invalid data in SELECT parameter");
    portal.state().change(User.employee(1));
    refused(
        app.call(portal, "bizproc.workflow.instances", Map.of()),
        403,
        "ACCESS_DENIED",
        "Access denied!");
  }

  @Test
  void terminateAndKillEndAWorkflow() {
    Workflow workflow = started(payments(1));

    refused(
        app.call(portal, "bizproc.workflow.kill", Map.of()),
        400,
        "ERROR_WRONG_WORKFLOW_ID",
        "Empty workflow instance ID");
    refused(
        app.call(portal, "bizproc.workflow.terminate", Map.of("ID", 5)),
        400,
        "ERROR_WRONG_WORKFLOW_ID",
        "Invalid workflow instance ID (string expected)");
    assertThat(app.call(portal, "bizproc.workflow.terminate", Map.of("ID", workflow.id())).result())
        .isEqualTo(true);
    assertThat(app.call(portal, "bizproc.workflow.kill", Map.of("ID", workflow.id())).status())
        .isEqualTo(400);
  }
}
