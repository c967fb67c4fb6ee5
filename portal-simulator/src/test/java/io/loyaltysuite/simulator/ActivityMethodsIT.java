package io.loyaltysuite.simulator;

import static io.loyaltysuite.simulator.StubApplication.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import io.loyaltysuite.simulator.portal.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Registration of activities and robots (protocol 7). */
class ActivityMethodsIT extends PortalIT {

  private Map<String, Object> form(String code) {
    var form = new LinkedHashMap<String, Object>();
    form.put("CODE", code);
    form.put("HANDLER", app.handler());
    form.put("NAME", Map.of("ru", "Имя", "en", "Name"));
    return form;
  }

  private static void refused(RestResponse answer, String error, String description) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.description()).isEqualTo(description);
  }

  @Test
  void onlyAdministratorsRegister() {
    portal.state().change(User.employee(1));

    RestResponse answer = app.call(portal, "bizproc.activity.add", form("refund"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.description()).isEqualTo("Access denied!");
  }

  @Test
  void aWrongFormIsRefusedWithItsReason() {
    Map<String, Object> form = form("refund");
    form.put("HANDLER", "http://localhost/x");

    refused(
        app.call(portal, "bizproc.activity.add", form),
        "ERROR_WRONG_HANDLER_URL",
        "Wrong handler URL");
    refused(
        app.call(portal, "bizproc.activity.add", Map.of()),
        "ERROR_ACTIVITY_VALIDATION_FAILURE",
        "Empty data!");
  }

  @Test
  void activitiesAndRobotsShareTheirCodes() {
    refused(
        app.call(portal, "bizproc.robot.add", form("pay")),
        "ERROR_ACTIVITY_ALREADY_INSTALLED",
        "Activity or Robot already installed!");
  }

  @Test
  void codesDifferByLetterCase() {
    assertThat(app.call(portal, "bizproc.robot.add", form("PAY")).result()).isEqualTo(true);
    assertThat(app.call(portal, "bizproc.robot.list", Map.of()).result()).isEqualTo(List.of("PAY"));
    assertThat(app.call(portal, "bizproc.activity.list", Map.of()).result())
        .isEqualTo(List.of("pay"));
  }

  @Test
  void placementHandlersAreUnique() {
    Map<String, Object> first = form("first");
    first.put("USE_PLACEMENT", "Y");
    first.put("PLACEMENT_HANDLER", app.handler() + "/settings");
    Map<String, Object> second = new LinkedHashMap<>(first);
    second.put("CODE", "second");

    assertThat(app.call(portal, "bizproc.activity.add", first).result()).isEqualTo(true);
    refused(
        app.call(portal, "bizproc.activity.add", second),
        "ERROR_CORE",
        "Unable to set placement handler: You should use unique placement handler for each CODE!");
  }

  @Test
  void updateChangesOnlyTheGivenFields() {
    var fields = Map.of("PROPERTIES", Map.of("sum", property("double")), "NAME", "");
    assertThat(
            app.call(portal, "bizproc.activity.update", Map.of("CODE", "pay", "FIELDS", fields))
                .result())
        .isEqualTo(true);

    var activity = portal.activities().getFirst();
    assertThat(activity.properties()).extracting(known -> known.name()).containsExactly("sum");
    assertThat(activity.handler()).isEqualTo(app.handler());
  }

  @Test
  void updateRefusesInThePortalsOrder() {
    refused(
        app.call(portal, "bizproc.activity.update", Map.of()),
        "ERROR_ACTIVITY_VALIDATION_FAILURE",
        "Empty activity code!");
    refused(
        app.call(portal, "bizproc.activity.update", Map.of("CODE", "none")),
        "ERROR_ACTIVITY_NOT_FOUND",
        "Activity or Robot not found!");
    refused(
        app.call(
            portal, "bizproc.robot.update", Map.of("CODE", "pay", "FIELDS", Map.of("NAME", "x"))),
        "ERROR_ACTIVITY_NOT_FOUND",
        "Activity or Robot not found!");
    refused(
        app.call(
            portal,
            "bizproc.activity.update",
            Map.of("CODE", "pay", "FIELDS", Map.of("PLACEMENT_HANDLER", "x"))),
        "ERROR_ACTIVITY_VALIDATION_FAILURE",
        "No fields to update");
    refused(
        app.call(
            portal,
            "bizproc.activity.update",
            Map.of("CODE", "pay", "FIELDS", Map.of("HANDLER", "x"))),
        "ERROR_WRONG_HANDLER_URL",
        "Wrong handler URL");
  }

  @Test
  void deleteForgetsTheActivity() {
    assertThat(app.call(portal, "bizproc.activity.delete", Map.of("CODE", "pay")).result())
        .isEqualTo(true);

    assertThat(app.call(portal, "bizproc.activity.list", Map.of()).text())
        .contains("\"result\":[]");
    refused(
        app.call(portal, "bizproc.activity.delete", Map.of("CODE", "pay")),
        "ERROR_ACTIVITY_NOT_FOUND",
        "Activity or Robot not found!");
  }
}
