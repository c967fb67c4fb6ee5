package io.loyaltysuite.gateway.frame;

import static io.loyaltysuite.gateway.GatewayWithPortals.CLIENT_ID;
import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.gateway.portal.Installation;
import io.loyaltysuite.gateway.portal.Installations;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.simulator.AppFrame;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.portal.PortalState.Closure;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Installations by the page that a portal frames, true and forged, on real parts. */
class FrameInstallIT {
  private static final int ADMINISTRATOR = 1;
  private static final int EMPLOYEE = 16;
  private static final Pattern STATE = Pattern.compile("data-state=\"([^\"]+)\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final GatewayWithPortals SUITE = GatewayWithPortals.inThisJvm();

  @AfterAll
  static void stop() {
    SUITE.close();
    HTTP.close();
  }

  @Test
  void installsWhatAnAdministratorOpens() {
    var portal = SUITE.portal("framed", settings -> settings);
    var page = opened(open(portal, ADMINISTRATOR, true));
    assertThat(page.body()).contains("<html lang=\"ru\">").contains("/b24/assets/frame.js");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .endsWith("frame-ancestors " + SUITE.simulator().base());
    assertThat(page.headers().firstValue("X-Frame-Options")).isEmpty();
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    awaitState(page, "done");
    assertThat(row(portal))
        .containsEntry("status", "active")
        .containsEntry("user_id", "1")
        .containsEntry("client_endpoint", portal.clientEndpoint())
        .containsEntry("server_endpoint", portal.state().serverEndpoint());
    assertThat(known(portal).provedBy(token(portal))).isTrue();
    assertThat(audits(portal)).containsExactly("portal_installed");
    assertThat(portal.activities()).isNotEmpty();
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void anOlderPortalTellsTheTokenLater() {
    var portal = SUITE.portal("older", settings -> settings);
    awaitState(opened(open(portal, ADMINISTRATOR, false)), "done");
    assertThat(row(portal)).containsEntry("server_endpoint", portal.state().serverEndpoint());
    assertThat(known(portal).provedBy(token(portal))).isFalse();
    assertThat(known(portal).provedBy("")).isFalse();
    assertThat(portal.announceInstallation(CLIENT_ID).join().delivered()).isTrue();
    await().atMost(PATIENCE).until(() -> known(portal).provedBy(token(portal)));
  }

  @Test
  void thePageInTwoTabsIsOneInstallation() {
    var portal = SUITE.portal("two-tabs", settings -> settings);
    var frame = open(portal, ADMINISTRATOR, true);
    var first = opened(frame);
    assertThat(state(opened(frame))).isEqualTo(state(first));
    awaitState(first, "done");
    assertThat(SUITE.rows("app_event", portal.memberId())).hasSize(1);
  }

  @Test
  void anEmployeeInstallsNothing() {
    var unknown = SUITE.portal("employees-only", settings -> settings);
    awaitState(opened(open(unknown, EMPLOYEE, true)), "refused");
    assertThat(SUITE.rows("installation", unknown.memberId())).isEmpty();

    var victim = SUITE.installed("employees-too");
    var before = row(victim);
    awaitState(opened(open(victim, EMPLOYEE, true)), "refused");
    assertThat(row(victim)).isEqualTo(before);
  }

  @Test
  void tokensOfOnePortalInstallNoOther() {
    var attacker = SUITE.installed("page-attacker");
    var victim = SUITE.installed("page-victim");
    var before = row(victim);
    var frame = open(attacker, ADMINISTRATOR, true);
    var forged = frame.body().replace(attacker.memberId(), victim.memberId());
    awaitState(post(frame.page(), forged), "refused");
    assertThat(row(victim)).isEqualTo(before);

    var nobody = "00000000000000000000000000000002";
    var invented = frame.body().replace(attacker.memberId(), nobody);
    awaitState(post(frame.page(), invented), "refused");
    assertThat(SUITE.rows("installation", nobody)).isEmpty();
  }

  @Test
  void aPageAroundItFromElsewhereInstallsNothing() {
    var portal = SUITE.installed("framed-by-others");
    var before = row(portal);
    var frame = open(portal, ADMINISTRATOR, true);
    var elsewhere = frame.page().toString().replaceFirst("DOMAIN=[^&]+", "DOMAIN=evil.test");
    var page = post(URI.create(elsewhere), frame.body());
    awaitState(page, "refused");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .endsWith("frame-ancestors http://evil.test");
    assertThat(row(portal)).isEqualTo(before);
  }

  @Test
  void anotherServerIsNotAskedToVouch() {
    var portal = SUITE.portal("vouched-elsewhere", settings -> settings);
    var frame = open(portal, ADMINISTRATOR, true);
    var forged = frame.body() + "&SERVER_ENDPOINT=http%3A%2F%2F169.254.169.254%2Frest%2F";
    awaitState(post(frame.page(), forged), "refused");
    assertThat(SUITE.rows("installation", portal.memberId())).isEmpty();
  }

  @Test
  void aPageWithoutAFormSaysWhereItBelongs() {
    var page = post(SUITE.url("/b24/install?LANG=ru"), "member_id=1");
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("Битрикс24").doesNotContain("<script");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .endsWith("frame-ancestors 'none'");
    assertThat(post(SUITE.url("/b24/app"), "a=b").statusCode()).isEqualTo(400);
  }

  @Test
  void whoeverOpensTheInstalledApplicationChangesNothing() {
    var portal = SUITE.installed("opened");
    var before = row(portal);
    var frame = portal.openFrame(SUITE.application(), SUITE.url("/b24/app"), EMPLOYEE, true);
    var page = post(frame.page(), frame.body());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Приложение установлено").doesNotContain("<script");
    assertThat(row(portal)).isEqualTo(before);
    assertThat(SUITE.rows("app_event", portal.memberId())).hasSize(1);
  }

  @Test
  void anAdministratorWhoOpensTheApplicationRenewsTokensThatAreRefused() {
    var portal = SUITE.installed("refused-tokens");
    SUITE
        .bean(JdbcClient.class)
        .sql("update installation set refresh_token = ? where member_id = ?")
        .params(SUITE.bean(Sealer.class).seal("rotten", portal.memberId()), portal.memberId())
        .update();
    portal.expireTokens(CLIENT_ID);
    portal.start(
        BusinessProcess.named("one")
            .step("loyalty_accrue_fixed", Map.of("card_number", "79780000000", "amount", "150")));
    await().atMost(PATIENCE).until(() -> "needs_reauthorisation".equals(row(portal).get("status")));
    var frame = portal.openFrame(SUITE.application(), SUITE.url("/b24/app"), ADMINISTRATOR, true);
    assertThat(post(frame.page(), frame.body()).statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 1);
    assertThat(row(portal)).containsEntry("status", "active");
  }

  @Test
  void givesAssetsAndNoOtherFile() {
    assertThat(get("/b24/assets/frame.css").statusCode()).isEqualTo(200);
    assertThat(get("/b24/assets/frame.js").statusCode()).isEqualTo(200);
    assertThat(get("/b24/assets/frame.html").statusCode()).isEqualTo(404);
    assertThat(get("/b24/install/0f1e/" + "0".repeat(64)).statusCode()).isEqualTo(404);
  }

  @Test
  void theTokenFromBeforeANewVersionIsBelievedForAWhileAndNoneFromBeforeAnUninstallation() {
    var portal = SUITE.installed("versions");
    var first = token(portal);
    portal.state().install(SUITE.application().withVersion(2), ADMINISTRATOR, true);
    awaitState(opened(open(portal, ADMINISTRATOR, true)), "done");
    var second = token(portal);
    assertThat(second).isNotEqualTo(first);
    assertThat(known(portal).provedBy(first)).isTrue();
    assertThat(known(portal).provedBy(second)).isTrue();

    assertThat(portal.uninstall(CLIENT_ID, false).join().delivered()).isTrue();
    portal.state().install(SUITE.application().withVersion(3), ADMINISTRATOR, true);
    awaitState(opened(open(portal, ADMINISTRATOR, true)), "done");
    assertThat(known(portal).provedBy(token(portal))).isTrue();
    assertThat(known(portal).provedBy(second)).isFalse();
    assertThat(known(portal).provedBy(first)).isFalse();
  }

  @Test
  void anInstallationThatHadToWaitDoesNotUndoAnUninstallation() {
    var portal = SUITE.installed("left-meanwhile");
    portal.state().close(Closure.OVERLOADED);
    var page = opened(open(portal, ADMINISTRATOR, true));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                SUITE.rows("app_event", portal.memberId()).stream()
                    .anyMatch(event -> "overload_limit".equals(event.get("reason"))));
    var goodbye =
        "event=ONAPPUNINSTALL&data[CLEAN]=0&ts=%d&auth[member_id]=%s&auth[application_token]=%s"
            .formatted(Instant.now().getEpochSecond(), portal.memberId(), token(portal));
    assertThat(portal.webhooks().raw(SUITE.webhookUrl(), goodbye).join().status()).isEqualTo(200);
    portal.state().close(Closure.OPEN);
    awaitState(page, "refused");
    assertThat(row(portal))
        .containsEntry("status", "uninstalled")
        .containsEntry("access_token", null);
  }

  private static AppFrame open(Portal portal, int userId, boolean complete) {
    return portal.openFrame(SUITE.application(), SUITE.url("/b24/install"), userId, complete);
  }

  private static HttpResponse<String> opened(AppFrame frame) {
    var page = post(frame.page(), frame.body());
    assertThat(page.statusCode()).isEqualTo(200);
    return page;
  }

  private static void awaitState(HttpResponse<String> page, String state) {
    await()
        .atMost(PATIENCE)
        .until(() -> get(state(page)).body().equals("{\"state\":\"" + state + "\"}"));
  }

  private static String state(HttpResponse<String> page) {
    var found = STATE.matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static HttpResponse<String> post(URI page, String body) {
    return send(
        HttpRequest.newBuilder(page)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(SUITE.url(path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      assertThat(RunningGateway.API.faultsOf(answer)).as("docs/api/gateway.yaml").isEmpty();
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("the gateway does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String token(Portal portal) {
    return portal.installation(CLIENT_ID).applicationToken();
  }

  private static Installation known(Portal portal) {
    return SUITE.bean(Installations.class).find(portal.memberId()).orElseThrow();
  }

  private static Map<String, @Nullable Object> row(Portal portal) {
    return SUITE.rows("installation", portal.memberId()).getFirst();
  }

  private static List<String> audits(Portal portal) {
    return SUITE.recorded(Topics.AUDIT, portal.memberId(), AuditEvent.class).stream()
        .map(AuditEvent::getKind)
        .toList();
  }
}
