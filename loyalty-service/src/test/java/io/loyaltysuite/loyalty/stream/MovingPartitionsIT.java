package io.loyaltysuite.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.stream.Acknowledgements.Withheld;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Partitions move between instances under traffic. */
class MovingPartitionsIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String CARD = "79330000001";
  private static final int ROUNDS = 4;
  private static final int PER_ROUND = 100;

  @Test
  void losesAndDoublesNothing() {
    var portals = Stream.generate(Calls::ofNewPortal).limit(8).toList();
    try (var rig = new Rig()) {
      rig.start();
      rig.send(portals.stream().map(portal -> portal.issue(CARD, 1)).toList());
      for (int round = 0; round < ROUNDS; round++) {
        rig.send(traffic(portals));
        var second = rig.start();
        rig.send(traffic(portals));
        second.close();
      }
      await().atMost(SOON).until(rig::everythingCommitted);

      long each = 1 + 2L * ROUNDS * PER_ROUND;
      for (var portal : portals) {
        assertThat(rig.decisions(portal.memberId())).isEqualTo(each);
        assertThat(rig.results(portal.memberId())).hasSize((int) each);
      }
      assertThat(rig.brokenCards()).isZero();
      assertThat(rig.texts("select distinct trim_scale(balance)::text from account"))
          .containsExactly(Long.toString(each - 1));
      System.out.printf(
          "[moving test] %d results; longest pause under load: %.1f s (aim: 5 s)%n",
          portals.size() * each,
          Backlog.longestPause(rig, portals.stream().map(Calls::memberId).toList()).toMillis()
              / 1000.0);
    }
  }

  @Test
  void leavesTheRecordsOfLostPartitionsToTheirNewOwner() {
    var portals = Stream.generate(Calls::ofNewPortal).limit(12).toList();
    try (var rig = new Rig()) {
      var stuck = rig.start(List.of(Acknowledgements.class));
      rig.send(portals.stream().map(portal -> portal.issue(CARD, 1)).toList());
      rig.send(traffic(portals));
      await().atMost(SOON).until(() -> count(stuck, StreamMeter.FAILED_POLLS) >= 2);

      var other = rig.start();
      await().atMost(SOON).until(() -> count(other, StreamMeter.PUBLISHED) > 0);
      portals.forEach(
          portal -> assertThat(rig.committedWithoutResult(portal.memberId())).isEmpty());
      stuck.getBean(Withheld.class).allow();
      await().atMost(SOON).until(rig::everythingCommitted);

      for (var portal : portals) {
        assertThat(rig.results(portal.memberId())).hasSize(PER_ROUND + 1);
      }
      assertThat(rig.brokenCards()).isZero();
    }
  }

  private static double count(ConfigurableApplicationContext instance, StreamMeter meter) {
    return instance.getBean(MeterRegistry.class).get(meter.meter()).counter().count();
  }

  private static List<ActivityCommand> traffic(List<Calls> portals) {
    var commands = new ArrayList<ActivityCommand>();
    for (int i = 0; i < PER_ROUND; i++) {
      portals.forEach(portal -> commands.add(portal.accrue(CARD, "1")));
    }
    return commands;
  }
}
