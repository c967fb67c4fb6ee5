package io.loyaltysuite.gateway.delivery;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway whose database goes away while a portal takes a reply. */
class DatabaseAwayIT {
  private static final BusinessProcess ONE_STEP =
      BusinessProcess.named("one")
          .step("loyalty_accrue_fixed", Map.of("card_number", "79780000000", "amount", "150"));

  private static final String FAILS_SOON = "--spring.datasource.hikari.connection-timeout=1000";

  private static final Duration LONGER_THAN_ONE_TRY = Duration.ofSeconds(5);

  /** Far less than the time limit of a request, after which anybody may go on with the lane. */
  private static final Duration SOON = Duration.ofSeconds(25);

  @Test
  void whatThePortalAnsweredIsStoredWhenTheDatabaseIsBackAndSentOnce() throws Exception {
    try (var suite = GatewayWithPortals.inThisJvm(FAILS_SOON)) {
      var slow = suite.installed("slow");
      long before = slow.calls().calls();
      slow.change(
          settings ->
              settings.withBehaviour(
                  settings.behaviour().withRestLatency(Between.millis(2000, 2000))));
      slow.start(ONE_STEP);
      await().atMost(PATIENCE).until(() -> is(suite, slow, "uncertain", true));

      try (var _ = suite.withoutDatabase()) {
        await()
            .atMost(PATIENCE)
            .during(LONGER_THAN_ONE_TRY)
            .until(() -> slow.tally().replies(Verdict.APPLIED) == 1);
      }

      await().atMost(SOON).until(() -> is(suite, slow, "state", "sent"));
      assertThat(slow.calls().calls()).isEqualTo(before + 1);
      slow.start(ONE_STEP);
      await().atMost(SOON).until(() -> slow.tally().replies(Verdict.APPLIED) == 2);
      assertThat(slow.violations()).isEmpty();
    }
  }

  private static boolean is(
      GatewayWithPortals suite, Portal portal, String column, Object expected) {
    return suite.rows("delivery", portal.memberId()).stream()
        .anyMatch(row -> expected.equals(row.get(column)));
  }
}
