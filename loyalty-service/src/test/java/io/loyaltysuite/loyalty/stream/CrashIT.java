package io.loyaltysuite.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is committed but not published when an instance dies. */
class CrashIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  @Test
  void publishesTheStoredBytesAfterACrashBetweenCommitAndPublication() {
    var portal = Calls.ofNewPortal();
    try (var rig = new Rig()) {
      var deaf = rig.start(List.of(Acknowledgements.class));
      rig.send(commands(portal));
      await().atMost(SOON).until(() -> rig.decisions(portal.memberId()) > 0);
      await().atMost(SOON).until(() -> failedAttempts(deaf.getBean(MeterRegistry.class)) >= 2);
      deaf.close();
      assertThat(rig.read(Topics.RESULTS, portal.memberId())).isEmpty();
      assertThat(rig.committedWithoutResult(portal.memberId())).isEmpty();
      var stored = stored(rig, portal);

      rig.start();
      await().atMost(SOON).until(rig::everythingCommitted);

      assertThat(rig.results(portal.memberId())).hasSize(40);
      assertThat(rig.read(Topics.RESULTS, portal.memberId()))
          .extracting(each -> HexFormat.of().formatHex(each.value()))
          .containsAll(stored)
          .containsExactlyInAnyOrderElementsOf(stored(rig, portal));
      assertThat(rig.decisions(portal.memberId())).isEqualTo(40);
      assertThat(rig.brokenCards()).isZero();
    }
  }

  private static List<ActivityCommand> commands(Calls portal) {
    var commands = new ArrayList<ActivityCommand>();
    for (int i = 0; i < 10; i++) {
      var card = "7911000000" + i;
      commands.add(portal.issue(card, i + 1));
      commands.add(portal.accrue(card, "10"));
      commands.add(portal.accrue(card, "10"));
      commands.add(portal.pay(card, "5"));
    }
    return commands;
  }

  private static double failedAttempts(MeterRegistry meters) {
    return meters.get(StreamMeter.FAILED_POLLS.meter()).counter().count();
  }

  private static List<String> stored(Rig rig, Calls portal) {
    return rig.texts(
        """
        select encode(value, 'hex') from decision d join portal p on p.id = d.portal_id
        where p.member_id = ?
        """,
        portal.memberId());
  }
}
