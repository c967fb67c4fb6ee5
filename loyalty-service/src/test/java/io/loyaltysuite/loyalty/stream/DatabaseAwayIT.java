package io.loyaltysuite.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.standalone.parts.EmbeddedPostgres;
import io.loyaltysuite.standalone.parts.Ports;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL dies under traffic and comes back. */
class DatabaseAwayIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String IMPATIENT = "--spring.datasource.hikari.connection-timeout=1000";
  private static final String CARD = "79220000001";

  @Test
  void commitsNoOffsetPastUndoneWorkAndSkipsNothing(@TempDir Path home) {
    var portal = Calls.ofNewPortal();
    try (var postgres = EmbeddedPostgres.start(home, Ports.free(), "suite-test");
        var rig = new Rig(postgres.database("loyalty"))) {
      var meters = rig.start(IMPATIENT).getBean(MeterRegistry.class);
      rig.send(portal.issue(CARD, 1));
      await().atMost(SOON).until(() -> rig.decisions(portal.memberId()) == 1);

      for (int round = 1; round <= 3; round++) {
        accrue(rig, portal, 50);
        postgres.kill();
        accrue(rig, portal, 50);
        double failed = failedAttempts(meters);
        await().atMost(SOON).until(() -> failedAttempts(meters) >= failed + 3);
        assertThat(rig.committedWithoutResult(portal.memberId())).isEmpty();
        postgres.start();
        await().atMost(SOON).until(rig::everythingCommitted);
        assertThat(rig.decisions(portal.memberId())).isEqualTo(1 + 100L * round);
      }

      assertThat(rig.results(portal.memberId()).values())
          .hasSize(301)
          .allMatch(each -> each.getStatus().equals("success"));
      assertThat(rig.brokenCards()).isZero();
    }
  }

  private static void accrue(Rig rig, Calls portal, int count) {
    rig.send(IntStream.range(0, count).mapToObj(_ -> portal.accrue(CARD, "1")).toList());
  }

  private static double failedAttempts(MeterRegistry meters) {
    return meters.get(StreamMeter.FAILED_POLLS.meter()).counter().count();
  }
}
