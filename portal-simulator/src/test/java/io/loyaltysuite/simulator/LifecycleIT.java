package io.loyaltysuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.PortalState.Closure;
import io.loyaltysuite.simulator.workflow.StepState;
import io.loyaltysuite.simulator.workflow.Workflow;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Installation, update, uninstallation and the OAuth server (protocol 6). */
class LifecycleIT extends PortalIT {

  private static Map<String, Object> auth(Map<String, Object> post) {
    return Php.toArray(post.get("auth"));
  }

  private String authText(String key) {
    return Php.text(auth(app.events().getLast()).get(key));
  }

  @Test
  void installationTellsEverythingTheApplicationNeeds() {
    Map<String, Object> event = app.events().getLast();

    assertThat(event.keySet()).containsExactly("event", "data", "ts", "auth");
    assertThat(event).containsEntry("event", "ONAPPINSTALL");
    assertThat(Php.toArray(event.get("data")))
        .isEqualTo(Map.of("VERSION", "1", "ACTIVE", "Y", "INSTALLED", "Y", "LANGUAGE_ID", "ru"));
    assertThat(auth(event).keySet())
        .containsExactly(
            "access_token",
            "expires",
            "expires_in",
            "scope",
            "domain",
            "server_endpoint",
            "status",
            "client_endpoint",
            "member_id",
            "user_id",
            "refresh_token",
            "application_token");
  }

  @Test
  void theOAuthServerVouchesForTheInstallation() {
    RestResponse answer =
        app.get(authText("server_endpoint") + "app.info?auth=" + app.accessToken());

    Map<String, Object> info = Php.toArray(Php.normal(answer.result()));
    assertThat(info).containsEntry("client_id", StubApplication.CLIENT_ID);
    assertThat(Php.toArray(info.get("install")))
        .containsEntry("member_id", portal.memberId())
        .containsEntry("client_endpoint", portal.clientEndpoint())
        .containsEntry("installed", true);
  }

  @Test
  void theOAuthServerKnowsNoForgedToken() {
    assertThat(app.get(authText("server_endpoint") + "app.info?auth=forged").error())
        .isEqualTo("invalid_token");
  }

  @Test
  void uninstallationSaysFarewellWithoutTokensAndForgetsActivities() {
    String before = authText("application_token");
    portal.uninstall(StubApplication.CLIENT_ID, true).join();

    Map<String, Object> event = app.events().getLast();
    assertThat(event).containsEntry("event", "ONAPPUNINSTALL");
    assertThat(Php.toArray(event.get("data"))).isEqualTo(Map.of("LANGUAGE_ID", "ru", "CLEAN", "1"));
    assertThat(auth(event))
        .containsOnlyKeys(
            "domain", "client_endpoint", "server_endpoint", "member_id", "application_token")
        .containsEntry("application_token", before);
    assertThat(portal.activities()).isEmpty();
  }

  @Test
  void uninstallationKeepingDataSaysSo() {
    portal.uninstall(StubApplication.CLIENT_ID, false).join();

    assertThat(Php.toArray(app.events().getLast().get("data"))).containsEntry("CLEAN", "0");
  }

  @Test
  void waitingStepsOutliveTheUninstallation() {
    Workflow workflow = started(payments(1));
    portal.uninstall(StubApplication.CLIENT_ID, true).join();

    assertThat(workflow.view().step("A1").orElseThrow().state()).isEqualTo(StepState.WAITING);
    assertThat(portal.start(payments(1)).view().fault())
        .isEqualTo("Application activity is not installed.");
  }

  @Test
  void tokensOfAnEarlierInstallationStayDeadAfterAReinstallation() {
    String old = app.accessToken();
    portal.uninstall(StubApplication.CLIENT_ID, true).join();
    portal.install(app.application()).join();

    assertThat(app.call(portal, "server.time", Map.of(), old).error()).isEqualTo("expired_token");
    assertThat(app.call(portal, "server.time", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void anUpdateRemovesActivitiesAndMayChangeTheApplicationToken() {
    String before = authText("application_token");
    portal.update(app.application().withVersion(2), true).join();

    assertThat(app.events().getLast()).containsEntry("event", "ONAPPUPDATE");
    assertThat(Php.toArray(app.events().getLast().get("data")))
        .isEqualTo(Map.of("VERSION", "2", "PREVIOUS_VERSION", "1", "LANGUAGE_ID", "ru"));
    assertThat(authText("application_token")).isNotEqualTo(before);
    assertThat(portal.activities()).isEmpty();
  }

  @Test
  void aRefreshGivesANewPairThatWorks() {
    portal.expireTokens(StubApplication.CLIENT_ID);
    assertThat(app.call(portal, "server.time", Map.of()).error()).isEqualTo("expired_token");

    RestResponse fresh = refresh("secret", authText("refresh_token"));

    assertThat(fresh.status()).isEqualTo(200);
    assertThat(fresh.body())
        .containsEntry("domain", simulator.base().getAuthority())
        .containsEntry("user_id", 1);
    assertThat(
            app.call(portal, "server.time", Map.of(), Php.text(fresh.body().get("access_token")))
                .status())
        .isEqualTo(200);
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void aSecondRefreshOfFreshTokensIsHeldAgainstTheApplication() {
    refresh("secret", authText("refresh_token"));
    refresh("secret", authText("refresh_token"));

    assertThat(portal.violations())
        .containsExactly(new Violation("tokens are refreshed once per expiry", 1));
  }

  @Test
  void aRotatingServerTakesARefreshTokenOnce() {
    portal.change(settings -> settings.withRotatingRefreshTokens(true));
    String first = authText("refresh_token");
    RestResponse fresh = refresh("secret", first);

    assertThat(refresh("secret", first).error()).isEqualTo("invalid_grant");
    assertThat(refresh("secret", Php.text(fresh.body().get("refresh_token"))).status())
        .isEqualTo(200);
  }

  @Test
  void theTokenEndpointRefusesWithItsCodes() {
    String url = simulator.base() + "/oauth/token/?";
    String client = "client_id=" + StubApplication.CLIENT_ID + "&client_secret=secret";

    assertThat(app.get(url + "grant_type=refresh_token").error()).isEqualTo("unauthorized_client");
    assertThat(refresh("wrong", authText("refresh_token")).error()).isEqualTo("invalid_client");
    assertThat(app.get(url + client).error()).isEqualTo("invalid_request");
    assertThat(app.get(url + client + "&grant_type=password").error())
        .isEqualTo("unsupported_grant_type");
    assertThat(app.get(url + client + "&grant_type=refresh_token").error())
        .isEqualTo("invalid_request");
    assertThat(refresh("secret", app.accessToken()).error()).isEqualTo("invalid_grant");
    assertThat(app.get(url + client + "&grant_type=authorization_code").error())
        .isEqualTo("invalid_request");
    assertThat(app.get(url + client + "&grant_type=authorization_code&code=x").error())
        .isEqualTo("invalid_grant");
  }

  @Test
  void theTokenEndpointKnowsWhenPortalsOrPaymentsEnd() {
    portal.state().close(Closure.UNPAID);
    assertThat(refresh("secret", authText("refresh_token")).error()).isEqualTo("PAYMENT_REQUIRED");
    portal.state().close(Closure.DELETED);
    assertThat(refresh("secret", authText("refresh_token")).status()).isEqualTo(404);
    portal.state().close(Closure.OPEN);
    portal.uninstall(StubApplication.CLIENT_ID, true).join();
    assertThat(
            app.get(
                    refreshUrl(
                        "secret", Php.text(auth(app.events().getFirst()).get("refresh_token"))))
                .error())
        .isEqualTo("invalid_client");
  }

  private RestResponse refresh(String secret, String token) {
    return app.get(refreshUrl(secret, token));
  }

  private String refreshUrl(String secret, String token) {
    return simulator.base()
        + "/oauth/token/?grant_type=refresh_token&client_id="
        + StubApplication.CLIENT_ID
        + "&client_secret="
        + secret
        + "&refresh_token="
        + token;
  }
}
