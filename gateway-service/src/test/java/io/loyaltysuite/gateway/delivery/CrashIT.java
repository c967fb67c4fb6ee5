package io.loyaltysuite.gateway.delivery;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway that dies after it sent replies and before it stored what came of them. */
class CrashIT {
  private static final BusinessProcess ONE_STEP =
      BusinessProcess.named("one")
          .step("loyalty_accrue_fixed", Map.of("card_number", "79780000000", "amount", "150"));

  @Test
  void aReplyInFlightIsSentAgainAndAppliedOnce() {
    try (var suite =
        GatewayWithPortals.asProgram(
            "--gateway.portal.request-timeout=5s", "--gateway.lane.store-margin=1s")) {
      var slow = suite.installed("slow");
      long beforeTheReply = slow.calls().calls();
      long arrivedBefore = slow.calls().arrived();
      slow.change(
          settings ->
              settings.withBehaviour(
                  settings.behaviour().withRestLatency(Between.millis(2000, 2000))));
      slow.start(ONE_STEP);
      // Marked as on its way first, sent then: only a portal that has it can apply it after the
      // kill.
      await()
          .atMost(PATIENCE)
          .until(() -> slow.calls().arrived() > arrivedBefore && isInFlight(suite, slow));

      suite.killProgram();
      suite.startProgram();

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          suite.recorded(Topics.DELIVERIES, slow.memberId(), DeliveryReport.class))
                      .extracting(DeliveryReport::getKind)
                      .containsSubsequence("queued", "sent"));
      await().atMost(PATIENCE).until(() -> slow.calls().calls() >= beforeTheReply + 2);
      assertThat(slow.tally().replies(Verdict.APPLIED)).isEqualTo(1);
      assertThat(slow.violations()).isEmpty();
    }
  }

  private static boolean isInFlight(GatewayWithPortals suite, Portal portal) {
    return suite.rows("delivery", portal.memberId()).stream()
        .anyMatch(row -> Boolean.TRUE.equals(row.get("uncertain")));
  }
}
