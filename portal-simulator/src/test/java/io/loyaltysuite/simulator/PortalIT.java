package io.loyaltysuite.simulator;

import static io.loyaltysuite.simulator.StubApplication.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.php.PhpForm;
import io.loyaltysuite.simulator.portal.Behaviour;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Workflow;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A simulator with one prompt portal and an installed stub application that registered the activity
 * {@code pay}.
 */
abstract class PortalIT {

  final PortalSimulator simulator = PortalSimulator.start();
  final Portal portal = simulator.portal(PortalSettings.named("romashka").prompt());
  StubApplication app;

  @BeforeEach
  void install() throws IOException {
    app = new StubApplication();
    assertThat(portal.install(app.application()).join().delivered()).isTrue();
    var properties = new LinkedHashMap<String, Object>();
    properties.put("amount", property("double"));
    properties.put("tags", multiple());
    properties.put("comment", property("string"));
    assertThat(
            app.register(portal, "pay", properties, Map.of("balance", property("double"))).result())
        .isEqualTo(true);
  }

  private static Map<String, Object> multiple() {
    var property = new LinkedHashMap<>(property("string"));
    property.put("Multiple", "Y");
    return property;
  }

  @AfterEach
  void stop() {
    app.close();
    simulator.close();
  }

  void behave(UnaryOperator<Behaviour> change) {
    portal.change(settings -> settings.withBehaviour(change.apply(settings.behaviour())));
  }

  static BusinessProcess payments(int count) {
    BusinessProcess process = BusinessProcess.named("payments");
    for (int i = 0; i < count; i++) {
      process = process.step("pay", Map.of("amount", i + 1));
    }
    return process;
  }

  /** Starts the process and waits until its first webhook has come. */
  Workflow started(BusinessProcess process) {
    int before = app.webhooks().size();
    Workflow workflow = portal.start(process);
    Awaitility.await().until(() -> app.webhooks().size() > before);
    return workflow;
  }

  String latestToken() {
    return token(app.webhooks().getLast());
  }

  static String token(Map<String, Object> webhook) {
    return Php.text(webhook.get("event_token"));
  }

  RestResponse send(String eventToken) {
    return app.call(
        portal,
        "bizproc.event.send",
        Map.of("EVENT_TOKEN", eventToken, "RETURN_VALUES", Map.of("balance", "5")));
  }

  static void refused(RestResponse answer, int status, String error, String description) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.description()).isEqualTo(description);
    assertThat(answer.body()).doesNotContainKey("time");
  }

  static String sendCommand(String eventToken) {
    return "bizproc.event.send?EVENT_TOKEN=" + PhpForm.escape(eventToken);
  }

  RestResponse batch(Map<String, ?> commands) {
    return app.call(portal, "batch", Map.of("cmd", commands, "halt", 0));
  }

  static Map<String, Object> part(RestResponse batch, String name) {
    return Php.toArray(Php.normal(Php.toArray(Php.normal(batch.result())).get(name)));
  }

  static List<String> errors(RestResponse batch) {
    return part(batch, "result_error").values().stream()
        .map(error -> Php.text(Php.toArray(error).get("error")))
        .toList();
  }
}
