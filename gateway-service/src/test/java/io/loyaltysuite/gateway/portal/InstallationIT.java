package io.loyaltysuite.gateway.portal;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static io.loyaltysuite.gateway.GatewayWithPortals.REGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.gateway.activity.Activities;
import io.loyaltysuite.gateway.activity.Activity;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.portal.ActivityDefinition;
import io.loyaltysuite.simulator.portal.PortalState.Closure;
import io.loyaltysuite.simulator.portal.User;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Application events, true and forged, on real parts. */
class InstallationIT {
  private static final int EMPLOYEE = 16;
  private static final GatewayWithPortals SUITE = GatewayWithPortals.inThisJvm();

  @AfterAll
  static void stop() {
    SUITE.close();
  }

  @Test
  void installsAPortalThatTheAuthorizationServerVouchesFor() {
    var portal = SUITE.installed("honest");
    assertThat(portal.activities())
        .filteredOn(definition -> !definition.robot())
        .extracting(ActivityDefinition::code)
        .containsExactlyInAnyOrderElementsOf(Activities.ALL.stream().map(Activity::code).toList());
    assertThat(portal.activities())
        .filteredOn(ActivityDefinition::robot)
        .extracting(ActivityDefinition::code)
        .containsExactlyInAnyOrderElementsOf(
            Activities.ALL.stream().map(activity -> activity.code() + "_robot").toList());
    assertThat(row(portal)).containsEntry("status", "active").containsEntry("language", "ru");
    assertThat(audits(portal.memberId())).containsExactly("portal_installed");
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void keepsNoTokenInClear() {
    var portal = SUITE.installed("sealed");
    var body = installBody(portal);
    var accessToken = field(body, "access_token");
    var applicationToken = field(body, "application_token");
    assertThat(row(portal).toString()).doesNotContain(accessToken, applicationToken);
    assertThat(SUITE.rows("app_event", portal.memberId()).toString())
        .doesNotContain(accessToken, applicationToken);
  }

  @Test
  void aForgedInstallationOfAnInstalledPortalChangesNothing() {
    var victim = SUITE.installed("victim");
    var before = row(victim);
    var forged =
        installBody(victim)
            .replace(field(installBody(victim), "access_token"), "stolen")
            .replace(field(installBody(victim), "application_token"), "attackers-own");
    assertThat(post(victim, forged)).isEqualTo(200);
    awaitAudit(victim.memberId(), "portal_installed", "installation_refused");
    assertThat(row(victim)).isEqualTo(before);
    assertThat(known(victim).provedBy("attackers-own")).isFalse();
  }

  @Test
  void aTokenOfOneInstallationProvesNoOther() {
    var victim = SUITE.installed("other-victim");
    var attacker = SUITE.installed("attacker");
    var before = row(victim);
    var forged =
        installBody(attacker)
            .replace(attacker.memberId(), victim.memberId())
            .replace("attacker", "other-victim");
    assertThat(post(victim, forged)).isEqualTo(200);
    awaitAudit(victim.memberId(), "portal_installed", "installation_refused");
    assertThat(row(victim)).isEqualTo(before);
  }

  @Test
  void aForgedInstallationOfAnUnknownPortalInstallsNothing() {
    var somebody = SUITE.installed("somebody");
    var unknown = "00000000000000000000000000000001";
    var forged = installBody(somebody).replace(somebody.memberId(), unknown);
    assertThat(post(somebody, forged)).isEqualTo(200);
    awaitAudit(unknown, "installation_refused");
    assertThat(SUITE.rows("installation", unknown)).isEmpty();
  }

  @Test
  void nobodyOutsideTheAllowListIsAskedToVouch() {
    var portal = SUITE.installed("stranger");
    var before = row(portal);
    var forged = installBody(portal) + "&auth[server_endpoint]=http://169.254.169.254/rest/";
    assertThat(post(portal, forged)).isEqualTo(200);
    awaitAudit(portal.memberId(), "portal_installed", "installation_refused");
    assertThat(row(portal)).isEqualTo(before);
  }

  @Test
  void theSameEventTwiceIsOneInstallation() {
    var portal = SUITE.installed("twice");
    await().atMost(PATIENCE).until(() -> isDone(portal));
    long calls = portal.calls().calls();
    assertThat(post(portal, installBody(portal))).isEqualTo(200);
    assertThat(SUITE.rows("app_event", portal.memberId())).hasSize(1);
    assertThat(portal.calls().calls()).isEqualTo(calls);
  }

  @Test
  void installingAnewReplacesTheInstallationAndIsAuditedOnce() {
    var portal = SUITE.installed("again");
    await().atMost(PATIENCE).until(() -> isDone(portal));
    var body = installBody(portal).replace("LANGUAGE_ID%5D=ru", "LANGUAGE_ID%5D=en");
    assertThat(post(portal, body)).isEqualTo(200);
    awaitAudit(portal.memberId(), "portal_installed", "portal_installed");
    await().atMost(PATIENCE).until(() -> isDone(portal));
    assertThat(SUITE.rows("app_event", portal.memberId())).hasSize(2);
    assertThat(auditIds(portal)).hasSize(2).doesNotHaveDuplicates();
    assertThat(portal.activities()).hasSize(REGISTERED);
    assertThat(portal.calls().errors()).isEmpty();
    assertThat(row(portal)).containsEntry("language", "en");
  }

  @Test
  void anEmployeesTokenInstallsNothingOverAnInstallation() {
    var victim = SUITE.installed("with-employees");
    var before = row(victim);
    assertThat(post(victim, installBodyOf(victim, EMPLOYEE))).isEqualTo(200);
    awaitAudit(victim.memberId(), "portal_installed", "installation_refused");
    assertThat(row(victim)).isEqualTo(before);
    assertThat(known(victim).provedBy("attackers-own")).isFalse();
    assertThat(reasons(victim)).containsExactly("", "not_administrator");
  }

  @Test
  void anotherAdministratorsTokenInstallsAnew() {
    var portal = SUITE.installed("two-administrators");
    portal.state().change(User.admin(EMPLOYEE));
    assertThat(post(portal, installBodyOf(portal, EMPLOYEE))).isEqualTo(200);
    awaitAudit(portal.memberId(), "portal_installed", "portal_installed");
    assertThat(row(portal)).containsEntry("user_id", String.valueOf(EMPLOYEE));
  }

  @Test
  void anInstallationWaitsUnbelievedWhileItsPortalIsAway() {
    var portal = SUITE.portal("away", settings -> settings);
    portal.state().close(Closure.OVERLOADED);
    assertThat(portal.install(SUITE.application()).join().delivered()).isTrue();
    await().atMost(PATIENCE).until(() -> events(portal).containsValue("overload_limit"));
    assertThat(SUITE.rows("installation", portal.memberId())).isEmpty();
    portal.state().close(Closure.OPEN);
    await().atMost(PATIENCE).until(() -> portal.activities().size() == REGISTERED);
    awaitAudit(portal.memberId(), "portal_installed");
  }

  @Test
  void anInstallationWaitsUnbelievedWhileTheAuthorizationServerIsAway() {
    var hungUpOn = installedDuring(Disturbance.refusing(1, 0), "hung-up-on", "unreachable");
    var misled = installedDuring(Disturbance.refusing(1, 404), "misled", "refused");
    SUITE.simulator().disturbOAuth(Disturbance.NONE);
    for (Portal portal : List.of(hungUpOn, misled)) {
      awaitAudit(portal.memberId(), "portal_installed");
      assertThat(row(portal)).containsEntry("status", "active");
    }
  }

  private static Portal installedDuring(Disturbance disturbance, String name, String reason) {
    SUITE.simulator().disturbOAuth(disturbance);
    var portal = SUITE.portal(name, settings -> settings);
    assertThat(portal.install(SUITE.application()).join().delivered()).isTrue();
    await().atMost(PATIENCE).until(() -> events(portal).containsValue(reason));
    assertThat(SUITE.rows("installation", portal.memberId())).isEmpty();
    return portal;
  }

  @AfterEach
  void endEveryDisturbance() {
    SUITE.simulator().disturbOAuth(Disturbance.NONE);
  }

  @Test
  void anEventThatHadToWaitDoesNotUndoALaterOne() {
    var portal = SUITE.portal("overtaken", settings -> settings);
    portal.state().close(Closure.OVERLOADED);
    assertThat(portal.install(SUITE.application()).join().delivered()).isTrue();
    await().atMost(PATIENCE).until(() -> events(portal).containsValue("overload_limit"));
    dueIn("1 hour", portal);
    portal.state().close(Closure.OPEN);
    portal.update(SUITE.application().withVersion(2), true).join();
    await().atMost(PATIENCE).until(() -> portal.activities().size() == REGISTERED);
    dueIn("0 s", portal);
    awaitAudit(portal.memberId(), "portal_updated", "installation_refused");
    assertThat(events(portal)).containsEntry("ONAPPINSTALL", "overtaken");
    assertThat(row(portal)).containsEntry("version", "2");
    var newToken = portal.installation(GatewayWithPortals.CLIENT_ID).applicationToken();
    assertThat(known(portal).provedBy(newToken)).isTrue();
  }

  private static void dueIn(String interval, Portal portal) {
    var jdbc = SUITE.bean(JdbcClient.class);
    jdbc.sql(
            "update app_event set next_at = now() + ?::interval where member_id = ? and stage = 'verify'")
        .params(interval, portal.memberId())
        .update();
    jdbc.sql("update lane set ready_at = now() + ?::interval where member_id = ?")
        .params(interval, portal.memberId())
        .update();
  }

  /** What is noted about the portal's events, by their names. */
  private static Map<Object, Object> events(Portal portal) {
    return SUITE.rows("app_event", portal.memberId()).stream()
        .collect(
            Collectors.toMap(
                event -> Objects.requireNonNull(event.get("name")),
                event -> Objects.requireNonNull(event.get("reason"))));
  }

  @Test
  void anExpiredTokenInstallsNothingButLetsTheProvedPortalRegisterAgain() {
    var portal = SUITE.installed("late");
    await().atMost(PATIENCE).until(() -> isDone(portal));
    var body = installBody(portal) + "&late=1";
    portal.expireTokens(GatewayWithPortals.CLIENT_ID);
    assertThat(post(portal, body.replace(field(body, "application_token"), "attackers-own")))
        .isEqualTo(200);
    awaitAudit(portal.memberId(), "portal_installed", "installation_refused");
    var before = row(portal);
    assertThat(post(portal, body)).isEqualTo(200);
    awaitAudit(portal.memberId(), "portal_installed", "installation_refused", "portal_installed");
    await().atMost(PATIENCE).until(() -> portal.refreshes().size() == 1);
    assertThat(row(portal))
        .containsEntry("application_token", before.get("application_token"))
        .containsEntry("user_id", before.get("user_id"));
  }

  @Test
  void anUpdateRegistersAgainAndBelievesTheOldTokenForAWhile() {
    var portal = SUITE.installed("updated");
    var oldToken = field(installBody(portal), "application_token");
    portal.update(SUITE.application().withVersion(2), true).join();
    awaitAudit(portal.memberId(), "portal_installed", "portal_updated");
    await().atMost(PATIENCE).until(() -> portal.activities().size() == REGISTERED);
    var newToken = portal.installation(GatewayWithPortals.CLIENT_ID).applicationToken();
    assertThat(newToken).isNotEqualTo(oldToken);
    assertThat(known(portal).provedBy(newToken)).isTrue();
    assertThat(known(portal).provedBy(oldToken)).isTrue();
    assertThat(row(portal)).containsEntry("version", "2");
  }

  @Test
  void aForgedUninstallationIsRefused() {
    var portal = SUITE.installed("stays");
    var token = portal.installation(GatewayWithPortals.CLIENT_ID).applicationToken();
    var forged =
        "event=ONAPPUNINSTALL&data[CLEAN]=1&ts=1&auth[member_id]=%s&auth[application_token]=%s"
            .formatted(portal.memberId(), new StringBuilder(token).reverse());
    assertThat(post(portal, forged)).isEqualTo(403);
    assertThat(row(portal)).containsEntry("status", "active");
    awaitAudit(portal.memberId(), "portal_installed", "installation_refused");
  }

  @Test
  void anUninstallationThatComesAfterInstallingAnewEndsNothing() {
    var portal = SUITE.installed("back-again");
    await().atMost(PATIENCE).until(() -> isDone(portal));
    longAgo(portal);
    var anew = installBody(portal).replace("LANGUAGE_ID%5D=ru", "LANGUAGE_ID%5D=en");
    assertThat(post(portal, anew)).isEqualTo(200);
    awaitAudit(portal.memberId(), "portal_installed", "portal_installed");

    assertThat(post(portal, uninstallBody(portal, sentAt(portal) - 60))).isEqualTo(200);
    awaitAudit(portal.memberId(), "portal_installed", "portal_installed", "uninstallation_ignored");
    assertThat(reasons(portal)).containsExactly("", "", "outlived");
    assertThat(row(portal)).containsEntry("status", "active").containsEntry("language", "en");
    assertThat(known(portal).provedBy(applicationToken(portal))).isTrue();

    assertThat(post(portal, uninstallBody(portal, sentAt(portal)))).isEqualTo(200);
    assertThat(row(portal)).containsEntry("status", "uninstalled");
  }

  @Test
  void anUninstallationThatComesLateDoesNotEndAnInstallationThatWaits() {
    var portal = SUITE.installed("coming-back");
    await().atMost(PATIENCE).until(() -> isDone(portal));
    longAgo(portal);
    portal.state().close(Closure.OVERLOADED);
    var anew = installBody(portal).replace("LANGUAGE_ID%5D=ru", "LANGUAGE_ID%5D=en");
    assertThat(post(portal, anew)).isEqualTo(200);
    assertThat(post(portal, uninstallBody(portal, sentAt(portal) - 60))).isEqualTo(200);
    assertThat(row(portal)).containsEntry("status", "uninstalled");
    portal.state().close(Closure.OPEN);
    awaitAudit(portal.memberId(), "portal_installed", "portal_uninstalled", "portal_installed");
    assertThat(row(portal)).containsEntry("status", "active").containsEntry("language", "en");
  }

  /** What happened so far happened an hour before. */
  private static void longAgo(Portal portal) {
    SUITE
        .bean(JdbcClient.class)
        .sql(
            "update app_event set happened_at = happened_at - interval '1 hour' where member_id = ?")
        .param(portal.memberId())
        .update();
  }

  private static String uninstallBody(Portal portal, long ts) {
    return "event=ONAPPUNINSTALL&data[CLEAN]=0&ts=%d&auth[member_id]=%s&auth[application_token]=%s"
        .formatted(ts, portal.memberId(), applicationToken(portal));
  }

  private static String applicationToken(Portal portal) {
    return portal.installation(GatewayWithPortals.CLIENT_ID).applicationToken();
  }

  /** When the portal sent its installation, by its own clock. */
  private static long sentAt(Portal portal) {
    var sent = Pattern.compile("(?<=&ts=)\\d+").matcher(installBody(portal));
    assertThat(sent.find()).isTrue();
    return Long.parseLong(sent.group());
  }

  @Test
  void anUninstalledPortalIsForgottenAndNotBelieved() {
    var portal = SUITE.installed("leaves");
    var token = portal.installation(GatewayWithPortals.CLIENT_ID).applicationToken();
    assertThat(portal.uninstall(GatewayWithPortals.CLIENT_ID, true).join().delivered()).isTrue();
    assertThat(row(portal))
        .containsEntry("status", "uninstalled")
        .containsEntry("access_token", null)
        .containsEntry("refresh_token", null)
        .containsEntry("application_token", null);
    assertThat(known(portal).provedBy(token)).isFalse();
    awaitAudit(portal.memberId(), "portal_installed", "portal_uninstalled");
  }

  private static Installation known(Portal portal) {
    return SUITE.bean(Installations.class).find(portal.memberId()).orElseThrow();
  }

  private static boolean isDone(Portal portal) {
    return SUITE.rows("app_event", portal.memberId()).stream()
        .allMatch(event -> "done".equals(event.get("stage")));
  }

  private static Map<String, @Nullable Object> row(Portal portal) {
    return SUITE.rows("installation", portal.memberId()).getFirst();
  }

  private static int post(Portal portal, String body) {
    return portal.webhooks().raw(SUITE.webhookUrl(), body).join().status();
  }

  /** A genuine access token of that user, with another application_token. */
  private static String installBodyOf(Portal portal, int userId) {
    var body = installBody(portal);
    var auth = portal.authorize(GatewayWithPortals.CLIENT_ID, userId);
    return body.replace(field(body, "access_token"), String.valueOf(auth.get("access_token")))
        .replace("user_id%5D=1&", "user_id%5D=" + userId + "&")
        .replace(field(body, "application_token"), "attackers-own");
  }

  private static String installBody(Portal portal) {
    return portal.webhooks().log().latest().stream()
        .filter(sent -> sent.kind().equals("ONAPPINSTALL"))
        .findFirst()
        .orElseThrow()
        .body();
  }

  private static String field(String body, String name) {
    var start = body.indexOf("auth%5B" + name + "%5D=") + name.length() + 11;
    var end = body.indexOf('&', start);
    return end < 0 ? body.substring(start) : body.substring(start, end);
  }

  private static void awaitAudit(String memberId, String... kinds) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(audits(memberId)).containsExactly(kinds));
  }

  private static List<String> audits(String memberId) {
    return recorded(memberId).stream().map(AuditEvent::getKind).toList();
  }

  private static List<String> auditIds(Portal portal) {
    return recorded(portal.memberId()).stream().map(AuditEvent::getAuditId).toList();
  }

  private static List<String> reasons(Portal portal) {
    return recorded(portal.memberId()).stream().map(AuditEvent::getReason).toList();
  }

  private static List<AuditEvent> recorded(String memberId) {
    return SUITE.recorded(Topics.AUDIT, memberId, AuditEvent.class);
  }
}
