package io.loyaltysuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import io.loyaltysuite.simulator.workflow.WorkflowState;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The control API drives everything the Java API does. */
class ControlIT extends PortalIT {

  private RestResponse get(String path) {
    return app.get(simulator.base() + "/sim" + path);
  }

  private RestResponse post(String path, String json) {
    return app.postJson(simulator.base() + "/sim" + path, json);
  }

  @Test
  void opensAPortalAndInstallsTheApplication() {
    RestResponse portal =
        post(
            "/portals",
            """
            {"name": "second", "prompt": true, "language": "en", "rateLimit": {"perSecond": 5, "burst": 250},
             "behaviour": {"continuationMs": [1, 2], "webhookDelayMs": 0}}
            """);
    assertThat(portal.body()).containsEntry("clientEndpoint", simulator.base() + "/p/second/rest/");

    RestResponse installed =
        post(
            "/portals/second/install",
            "{\"clientId\": \"%s\", \"clientSecret\": \"secret\", \"handler\": \"%s\"}"
                .formatted(StubApplication.CLIENT_ID, app.handler()));
    assertThat(installed.body()).containsEntry("outcome", "DELIVERED");
    assertThat(app.events().getLast()).containsKey("auth");
  }

  @Test
  void startsProcessesAndShowsTheirEvidence() {
    app.onWebhook(post -> answer(post));

    RestResponse started =
        post(
            "/portals/romashka/start",
            """
            {"process": {"name": "sale", "steps": [
               {"code": "pay", "name": "first", "properties": {"amount": "{=Template:sum}"}},
               {"parallel": [[{"code": "pay"}], [{"loop": 2, "steps": [{"code": "pay"}]}]]}]},
             "document": {"deal": 7, "fields": {"OPPORTUNITY": "5"}}, "parameters": {"sum": "12"}}
            """);
    String id = started.text().replaceAll(".*\\[\"(.*)\"].*", "$1");

    Awaitility.await()
        .until(() -> portal.workflow(id).orElseThrow().view().state() == WorkflowState.COMPLETED);
    assertThat(get("/portals/romashka/workflows/" + id).text())
        .contains(
            "\"state\":\"COMPLETED\"",
            "\"name\":\"first\"",
            "\"amount\":\"12\"",
            "\"reason\":\"APPLIED\"");
    assertThat(get("/portals/romashka").text())
        .contains("\"APPLIED\":4", "\"webhooks_DELIVERED\":5");
    assertThat(get("/portals/romashka/violations").text()).isEqualTo("[]");
    assertThat(get("/portals/romashka/calls").text()).contains("bizproc.event.send");
    assertThat(get("/portals/romashka/sends").text()).contains(id);
    assertThat(get("/portals/romashka/webhooks").text()).contains("workflow_id=" + id);
  }

  private void answer(Map<String, Object> post) {
    if (post.containsKey("event_token")) {
      send(token(post));
    }
  }

  @Test
  void runsALoadAndEndsWorkflows() {
    RestResponse load =
        post(
            "/portals/romashka/load",
            "{\"process\": {\"steps\": [{\"code\": \"pay\", \"properties\": {\"amount\": \"{=Template:n}\"}}]},"
                + " \"perSecond\": 100, \"count\": 5}");

    assertThat(load.body()).containsEntry("started", 5);
    Awaitility.await().until(() -> app.webhooks().size() == 5);
    String id = portal.workflows().getFirst().id();
    assertThat(post("/portals/romashka/workflows/" + id, "{\"do\": \"terminate\"}").text())
        .contains("TERMINATED");
  }

  @Test
  void changesBehaviourTokensAndRudeness() {
    assertThat(post("/portals/romashka", "{\"behaviour\": {\"synchronous\": true}}").status())
        .isEqualTo(200);
    assertThat(portal.state().settings().behaviour().synchronous()).isTrue();
    assertThat(post("/portals/romashka/rudeness", "{\"lose\": 0.5, \"reducedAuth\": true}").text())
        .contains("\"lose\":0.5");
    post(
        "/portals/romashka/expire-tokens",
        "{\"clientId\": \"%s\"}".formatted(StubApplication.CLIENT_ID));
    assertThat(app.call(portal, "scope", Map.of()).error()).isEqualTo("expired_token");
    assertThat(get("/portals/romashka/activities").text()).contains("\"code\":\"pay\"");
    post(
        "/portals/romashka/uninstall",
        "{\"clientId\": \"%s\", \"clean\": true}".formatted(StubApplication.CLIENT_ID));
    assertThat(portal.activities()).isEmpty();
  }

  @Test
  void mistakesAreNamed() {
    assertThat(post("/portals", "{}").description()).isEqualTo("missing: name");
    assertThat(post("/portals", "{\"name\": \"romashka\"}").description())
        .isEqualTo("portal exists: romashka");
    assertThat(post("/portals/romashka", "{\"x\": 1}").description())
        .isEqualTo("unknown setting: x");
    assertThat(post("/portals/romashka/start", "{}").description())
        .startsWith("process without steps");
    assertThat(post("/portals/romashka/uninstall", "{\"clientId\": \"none\"}").description())
        .isEqualTo("not installed: none");
    assertThat(get("/portals/none").status()).isEqualTo(404);
    assertThat(get("/portals/romashka/none").status()).isEqualTo(404);
    assertThat(get("/portals/romashka/workflows/none").status()).isEqualTo(404);
    assertThat(get("").text()).contains("POST /sim/portals");
  }
}
