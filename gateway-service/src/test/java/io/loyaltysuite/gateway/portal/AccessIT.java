package io.loyaltysuite.gateway.portal;

import static io.loyaltysuite.gateway.GatewayWithPortals.CLIENT_ID;
import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static io.loyaltysuite.gateway.GatewayWithPortals.REGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.portal.PortalState.Closure;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens that end, portals that move or refuse, and a catalogue that somebody deleted. */
class AccessIT {
  private static final String ACTIVITY = "loyalty_accrue_fixed";
  private static final Map<String, String> INPUTS =
      Map.of("card_number", "79780000000", "amount", "150");
  private static final GatewayWithPortals SUITE = GatewayWithPortals.inThisJvm();

  @AfterAll
  static void stop() {
    SUITE.close();
  }

  @AfterEach
  void endEveryDisturbance() {
    SUITE.simulator().disturbOAuth(Disturbance.NONE);
  }

  @Test
  void aHundredCallsWithAnExpiredTokenRenewItOnce() {
    var portal = SUITE.installed("storm");
    portal.expireTokens(CLIENT_ID);
    for (int i = 0; i < 100; i++) {
      start(portal, ACTIVITY);
    }
    awaitApplied(portal, 100);
    assertThat(portal.refreshes()).hasSize(1);
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void aRefreshTokenThatIsNotRecognisedNeedsAnAdministratorAndNothingIsLost() {
    var portal = SUITE.installed("rotten");
    rot(portal);
    start(portal, ACTIVITY);
    awaitStatus(portal, "needs_reauthorisation");
    long calls = portal.calls().calls();
    assertThat(portal.install(SUITE.application().withVersion(2)).join().delivered()).isTrue();
    awaitApplied(portal, 1);
    awaitStatus(portal, "active");
    assertThat(portal.calls().calls()).isGreaterThan(calls);
  }

  @Test
  void anAuthorizationServerInTroubleCostsNoReply() {
    var portal = SUITE.installed("server-trouble");
    portal.expireTokens(CLIENT_ID);
    SUITE.simulator().disturbOAuth(Disturbance.refusing(1, 500));
    start(portal, ACTIVITY);
    await()
        .atMost(PATIENCE)
        .until(
            () -> SUITE.rows("lane", portal.memberId()).getFirst().get("pause_reason"),
            reason -> "unreachable".equals(reason));
    SUITE.simulator().disturbOAuth(Disturbance.NONE);
    awaitApplied(portal, 1);
    assertThat(SUITE.rows("delivery", portal.memberId()).getFirst()).containsEntry("failures", 0);
    assertThat(row(portal)).containsEntry("status", "active");
  }

  @Test
  void anUnpaidApplicationIsKnownAsSuch() {
    var portal = SUITE.installed("unpaid");
    portal.state().close(Closure.UNPAID);
    start(portal, ACTIVITY);
    awaitStatus(portal, "unpaid");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(SUITE.recorded(Topics.AUDIT, portal.memberId(), AuditEvent.class))
                    .filteredOn(audit -> audit.getKind().equals("portal_status_changed"))
                    .extracting(AuditEvent::getDetails)
                    .containsExactly(
                        Map.of("from", "active", "to", "unpaid", "error", "payment_required")));
  }

  @Test
  void aPlanWithoutRestIsKnownAsSuch() {
    var portal = SUITE.installed("small-plan");
    portal.state().close(Closure.NO_LICENCE);
    start(portal, ACTIVITY);
    awaitStatus(portal, "tariff");
  }

  @Test
  void aPortalThatMovedIsFollowed() {
    var portal = SUITE.installed("before-the-move");
    SUITE.simulator().rename(portal, "after-the-move");
    start(portal, ACTIVITY);
    awaitApplied(portal, 1);
    assertThat(row(portal)).containsEntry("client_endpoint", portal.clientEndpoint());
    assertThat(portal.clientEndpoint()).contains("/after-the-move/");
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void aRedirectToSomewhereElseIsNotFollowed() throws IOException {
    var portal = SUITE.installed("misleading");
    var before = row(portal).get("client_endpoint");
    var asked = new CopyOnWriteArrayList<String>();
    var elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext("/", exchange -> asked.add(exchange.getRequestURI().toString()));
    elsewhere.start();
    try {
      var there = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/rest/x";
      portal.disturb(Disturbance.misleading(there));
      start(portal, ACTIVITY);
      await()
          .atMost(PATIENCE)
          .until(
              () -> SUITE.rows("lane", portal.memberId()).getFirst().get("pause_reason"),
              reason -> "moved".equals(reason));
    } finally {
      elsewhere.stop(0);
    }
    assertThat(asked).isEmpty();
    assertThat(row(portal)).containsEntry("client_endpoint", before);
  }

  @Test
  void aRobotIsAnsweredLikeItsActivity() {
    var portal = SUITE.installed("robots");
    start(portal, ACTIVITY + "_robot");
    awaitApplied(portal, 1);
    assertThat(SUITE.rows("delivery", portal.memberId()).getFirst())
        .containsEntry("activity_code", ACTIVITY);
  }

  @Test
  void whatSomebodyDeletedIsRegisteredAgain() {
    var portal = SUITE.installed("drifted");
    await().atMost(PATIENCE).until(() -> "ok".equals(row(portal).get("check_note")));
    var installed = portal.installation(CLIENT_ID);
    installed.remove(ACTIVITY);
    installed.remove("loyalty_card_get_robot");
    long calls = portal.calls().calls();
    look(portal);
    await().atMost(PATIENCE).until(() -> "repaired".equals(row(portal).get("check_note")));
    assertThat(portal.activities()).hasSize(REGISTERED);
    assertThat(portal.calls().calls()).isEqualTo(calls + 2);
    look(portal);
    await().atMost(PATIENCE).until(() -> "ok".equals(row(portal).get("check_note")));
    assertThat(portal.calls().calls()).isEqualTo(calls + 3);
    assertThat(portal.calls().errors()).isEmpty();
  }

  @Test
  void anotherCatalogueIsRegisteredWhole() {
    var portal = SUITE.installed("older-gateway");
    await().atMost(PATIENCE).until(() -> "ok".equals(row(portal).get("check_note")));
    jdbc()
        .sql("update installation set catalogue = 'that of an older version' where member_id = ?")
        .param(portal.memberId())
        .update();
    look(portal);
    await().atMost(PATIENCE).until(() -> "repaired".equals(row(portal).get("check_note")));
    assertThat(portal.activities()).hasSize(REGISTERED);
    assertThat(portal.calls().errors()).isEmpty();
    assertThat(row(portal).get("catalogue")).isNotEqualTo("that of an older version");
  }

  @Test
  void whoeverLeavesMayTakeTheRepliesAlong() {
    var cleaned = SUITE.installed("cleaned");
    var kept = SUITE.installed("kept");
    for (Portal portal : List.of(cleaned, kept)) {
      start(portal, ACTIVITY);
      awaitApplied(portal, 1);
    }
    kept.uninstall(CLIENT_ID, false).join();
    cleaned.uninstall(CLIENT_ID, true).join();
    await().atMost(PATIENCE).until(() -> SUITE.rows("delivery", cleaned.memberId()).isEmpty());
    assertThat(SUITE.rows("delivery", kept.memberId())).hasSize(1);
    assertThat(row(kept)).containsEntry("status", "uninstalled").containsEntry("clean", false);
    cleaned.install(SUITE.application()).join();
    awaitStatus(cleaned, "active");
    start(cleaned, ACTIVITY);
    awaitApplied(cleaned, 2);
    assertThat(SUITE.rows("delivery", cleaned.memberId())).hasSize(1);
  }

  private static void look(Portal portal) {
    jdbc()
        .sql("update installation set check_at = now() where member_id = ?")
        .param(portal.memberId())
        .update();
    jdbc()
        .sql("update lane set ready_at = now() where member_id = ?")
        .param(portal.memberId())
        .update();
  }

  /** Stores a refresh token that the server never gave, and ends the access token. */
  private static void rot(Portal portal) {
    jdbc()
        .sql("update installation set refresh_token = ? where member_id = ?")
        .params(SUITE.bean(Sealer.class).seal("rotten", portal.memberId()), portal.memberId())
        .update();
    portal.expireTokens(CLIENT_ID);
  }

  private static void start(Portal portal, String code) {
    portal.start(BusinessProcess.named("one").step(code, INPUTS));
  }

  private static void awaitApplied(Portal portal, int replies) {
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == replies);
  }

  private static void awaitStatus(Portal portal, String status) {
    await().atMost(PATIENCE).until(() -> status.equals(row(portal).get("status")));
  }

  private static Map<String, @Nullable Object> row(Portal portal) {
    return SUITE.rows("installation", portal.memberId()).getFirst();
  }

  private static JdbcClient jdbc() {
    return SUITE.bean(JdbcClient.class);
  }
}
