package io.loyaltysuite.gateway.work;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.portal.Deal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A gateway that dies while it changes a deal. */
class DealCrashIT {
  private static final String SET_ROWS = "crm.deal.productrows.set";

  private static final GatewayWithPortals SUITE =
      GatewayWithPortals.asProgram(
          "--gateway.portal.request-timeout=5s", "--gateway.lane.store-margin=1s");

  @AfterAll
  static void stop() {
    SUITE.close();
  }

  @Test
  void whatWasPlannedAndNotWrittenIsWritten() {
    var portal = portal("before");
    portal.disturbNext(SET_ROWS, Disturbance.refusing(1, 0), 1);
    var asked = ask(portal);
    await().atMost(PATIENCE).until(() -> isPlanned(portal));

    SUITE.killProgram();
    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("2000.00");
    SUITE.startProgram();

    assertDiscountedOnce(portal, asked);
  }

  @Test
  void whatWasWrittenAndNotStoredIsFoundOut() {
    var portal = portal("after");
    long arrived = portal.calls().arrived();
    portal.change(
        settings ->
            settings.withBehaviour(
                settings.behaviour().withRestLatency(Between.millis(2000, 2000))));
    var asked = ask(portal);
    await()
        .atMost(PATIENCE)
        .until(() -> isPlanned(portal) && portal.calls().arrived() >= arrived + 2);

    SUITE.killProgram();
    await().atMost(PATIENCE).until(() -> portal.deal(7).text("OPPORTUNITY").equals("1700.00"));
    assertThat(followUps(portal)).isEmpty();
    SUITE.startProgram();

    assertDiscountedOnce(portal, asked);
  }

  private static void assertDiscountedOnce(Portal portal, OperationResult asked) {
    await().atMost(PATIENCE).until(() -> !followUps(portal).isEmpty());
    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1700.00");
    assertThat(portal.deal(7).text(0, "ID")).as("rows replaced once").isEqualTo("1000001");
    assertThat(followUps(portal))
        .singleElement()
        .satisfies(
            command -> {
              assertThat(command.getCommandId())
                  .isEqualTo(FollowUp.id(asked.getCommandId()).toString());
              assertThat(command.getInputs())
                  .containsEntry("outcome", List.of("applied"))
                  .containsEntry("discount_amount", List.of("300.00"))
                  .containsEntry("deal_sum_before", List.of("2000.00"))
                  .containsEntry("deal_sum_after", List.of("1700.00"));
            });
  }

  private static Portal portal(String name) {
    var portal = SUITE.installed("crash-" + name);
    SUITE.loyalty().answers(portal.memberId(), _ -> Optional.empty());
    portal.put(Deal.of(7).withRow(Map.of("PRICE", "2000", "QUANTITY", "1")));
    return portal;
  }

  private static OperationResult ask(Portal portal) {
    var result =
        Interim.result(
            portal.memberId(), "sealed", Interim.amount(7, "300"), Duration.ofMinutes(30));
    SUITE.loyalty().publish(result);
    return result;
  }

  private static boolean isPlanned(Portal portal) {
    return SUITE.rows("portal_work", portal.memberId()).stream()
        .anyMatch(row -> "planned".equals(row.get("state")));
  }

  private static List<ActivityCommand> followUps(Portal portal) {
    return SUITE.recorded(Topics.COMMANDS, portal.memberId(), ActivityCommand.class);
  }
}
