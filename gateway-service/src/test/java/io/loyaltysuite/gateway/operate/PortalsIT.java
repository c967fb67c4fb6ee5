package io.loyaltysuite.gateway.operate;

import static io.loyaltysuite.gateway.GatewayWithPortals.CLIENT_ID;
import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static io.loyaltysuite.gateway.GatewayWithPortals.REGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.portal.PortalState.Closure;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see of portals and can ask for. */
class PortalsIT {
  private static final String REASON = "{\"reason\":\"the administrator called\"}";
  private static final String PASSWORD = "a-password-of-olga";
  private static final BusinessProcess ONE_STEP =
      BusinessProcess.named("one")
          .step("loyalty_accrue_fixed", Map.of("card_number", "79780000000", "amount", "150"));
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final TreeSet<String> GIVEN = new TreeSet<>();
  private static final GatewayWithPortals SUITE =
      GatewayWithPortals.inThisJvm("--gateway.operators.olga.password=" + PASSWORD);

  @AfterAll
  static void stop() {
    SUITE.close();
    HTTP.close();
  }

  @Test
  void showsEveryStateOfAPortalAndNoSecret() {
    var active = SUITE.installed("seen-active");
    var unpaid = SUITE.installed("seen-unpaid");
    unpaid.state().close(Closure.UNPAID);
    unpaid.start(ONE_STEP);
    await().atMost(PATIENCE).until(() -> status(unpaid).equals("unpaid"));
    var gone = SUITE.installed("seen-gone");
    gone.uninstall(CLIENT_ID, true).join();

    assertThat(one(active).path("status").asString()).isEqualTo("active");
    assertThat(one(active).path("client_endpoint").asString()).isEqualTo(active.clientEndpoint());
    assertThat(one(unpaid).path("pause_reason").asString()).isEqualTo("payment_required");
    assertThat(one(unpaid).path("pending").asInt()).isEqualTo(1);
    assertThat(status(gone)).isEqualTo("uninstalled");
    assertThat(one(active).toString())
        .doesNotContain("token", active.installation(CLIENT_ID).applicationToken());
    assertThat(get("?status=unpaid").body())
        .contains(unpaid.memberId())
        .doesNotContain(active.memberId());
    var first = json(get("?limit=1"));
    assertThat(first.path("portals")).hasSize(1);
    var second = json(get("?limit=1&after=" + first.path("next").asString()));
    assertThat(second.path("portals").path(0).path("member_id").asString())
        .isGreaterThan(first.path("next").asString());
    // The gauges look at the database every ten seconds at most.
    await().atMost(PATIENCE).until(() -> portals("unpaid") >= 1 && portals("uninstalled") >= 1);
  }

  @Test
  void looksAtAPortalAgainBeforeItsPauseIsOver() {
    var portal = SUITE.installed("paid-again");
    portal.state().close(Closure.UNPAID);
    portal.start(ONE_STEP);
    await().atMost(PATIENCE).until(() -> status(portal).equals("unpaid"));
    portal.state().close(Closure.OPEN);
    assertThat(order(portal.memberId(), "check", REASON)).isEqualTo(202);
    await().atMost(PATIENCE).until(() -> status(portal).equals("active"));
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(SUITE.recorded(Topics.AUDIT, portal.memberId(), AuditEvent.class))
                    .extracting(AuditEvent::getKind, AuditEvent::getActor, AuditEvent::getReason)
                    .contains(tuple("portal_check_ordered", "olga", "the administrator called")));
  }

  @Test
  void registersEverythingAnew() {
    var portal = SUITE.installed("registered-anew");
    await().atMost(PATIENCE).until(() -> one(portal).path("check_note").asString().equals("ok"));
    portal.installation(CLIENT_ID).remove("loyalty_card_get");
    assertThat(order(portal.memberId(), "register", REASON)).isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .until(() -> one(portal).path("check_note").asString().equals("repaired"));
    assertThat(portal.activities()).hasSize(REGISTERED);
    assertThat(portal.calls().errors()).isEmpty();
  }

  @Test
  void sendsAgainWhatWasGivenUp() {
    var portal = SUITE.installed("given-up");
    portal.state().close(Closure.OVERLOADED);
    portal.start(ONE_STEP);
    await().atMost(PATIENCE).until(() -> one(portal).path("pending").asInt() == 1);
    SUITE
        .bean(JdbcClient.class)
        .sql("update delivery set state = 'abandoned' where member_id = ?")
        .param(portal.memberId())
        .update();
    assertThat(one(portal).path("abandoned").asInt()).isEqualTo(1);
    portal.state().close(Closure.OPEN);
    assertThat(order(portal.memberId(), "check", REASON)).isEqualTo(202);
    assertThat(order(portal.memberId(), "resend", REASON)).isEqualTo(202);
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 1);
    assertThat(one(portal).path("abandoned").asInt()).isZero();
  }

  @Test
  void givesEveryDocumentedAnswer() {
    var portal = SUITE.installed("answers");
    var gone = SUITE.installed("answers-gone");
    gone.uninstall(CLIENT_ID, false).join();
    var nobody = "f".repeat(32);
    assertThat(get("").statusCode()).isEqualTo(200);
    assertThat(get("?limit=0").statusCode()).isEqualTo(400);
    assertThat(get("?status=married").statusCode()).isEqualTo(400);
    assertThat(get("/" + portal.memberId()).statusCode()).isEqualTo(200);
    assertThat(get("/" + nobody).statusCode()).isEqualTo(404);
    assertThat(get("/a_b").statusCode()).isEqualTo(400);
    for (String path : new String[] {"", "/" + nobody}) {
      assertThat(send(request(path, "wrong-password")).statusCode()).isEqualTo(401);
    }
    for (String action : new String[] {"check", "register", "resend"}) {
      assertThat(order(portal.memberId(), action, REASON)).isEqualTo(202);
      assertThat(order(portal.memberId(), action, "{}")).isEqualTo(400);
      assertThat(order(nobody, action, REASON)).isEqualTo(404);
      assertThat(order(gone.memberId(), action, REASON)).isEqualTo(409);
      var post =
          request("/" + nobody + "/" + action, PASSWORD).POST(BodyPublishers.ofString(REASON));
      assertThat(send(post).statusCode()).isEqualTo(415);
      assertThat(
              send(request("/" + nobody + "/" + action, "wrong").POST(BodyPublishers.noBody()))
                  .statusCode())
          .isEqualTo(401);
    }
    var documented = new TreeSet<>(RunningGateway.API.answers());
    documented.removeIf(answer -> !answer.contains("/operate/"));
    assertThat(GIVEN).isEqualTo(documented);
  }

  private static double portals(String status) {
    return SUITE
        .bean(MeterRegistry.class)
        .get("gateway.portals")
        .tag("status", status)
        .gauge()
        .value();
  }

  private static String status(Portal portal) {
    return one(portal).path("status").asString();
  }

  private static JsonNode one(Portal portal) {
    return json(get("/" + portal.memberId()));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static int order(String memberId, String action, String body) {
    var post =
        request("/" + memberId + "/" + action, PASSWORD)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(post).statusCode();
  }

  private static HttpResponse<String> get(String path) {
    return send(request(path, PASSWORD));
  }

  private static HttpRequest.Builder request(String path, String password) {
    var login = ("olga:" + password).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(SUITE.url("/operate/portals" + path))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      assertThat(RunningGateway.API.faultsOf(answer)).as("docs/api/gateway.yaml").isEmpty();
      GIVEN.add(RunningGateway.API.answerOf(answer).orElse(""));
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("the gateway does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
