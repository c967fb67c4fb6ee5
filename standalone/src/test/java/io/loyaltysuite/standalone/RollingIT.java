package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.Load;
import io.loyaltysuite.standalone.Fleet.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways and two loyalty services, each its own process, are replaced one after the other
 * under load, in turn by a crash and in order; the rate can be given as {@code
 * -Drolling.webhooks=…}. It takes the machine for itself for minutes, so it runs by {@code ./suite
 * soak rolling} and, bounded, where {@code -Drolling.seconds=…} says so.
 */
@EnabledIfSystemProperty(
    named = "rolling.seconds",
    matches = "\\d+",
    disabledReason = "takes the machine for itself: ./suite soak rolling")
@Tag("alone")
class RollingIT {

  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("rolling.seconds", 0));
  private static final double WEBHOOKS_PER_SECOND = Integer.getInteger("rolling.webhooks", 60);
  private static final int PORTALS = 12;

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void nothingIsLostOrDoubledWhileInstancesAreReplaced() {
    try (var balancer = new Balancer();
        var fleet =
            Fleet.start(
                folder, Map.of("gateway.public-url", "http://127.0.0.1:" + balancer.port()))) {
      var gateways = begin(fleet, Service.GATEWAY, 2);
      var deciders = begin(fleet, Service.LOYALTY, 2);
      begin(fleet, Service.JOURNAL, 1);
      balancer.to(gateways.stream().map(Instance::port).toList());
      var turns = List.of(gateways.get(0), deciders.get(0), gateways.get(1), deciders.get(1));
      turns.forEach(one -> one.awaitReady(START_LIMIT));
      try (var town =
          new Town(fleet.portalPort(), balancer.port(), fleet.clientSecret(), PORTALS)) {
        town.issueCards();
        check(fleet, town, replaceUnderLoad(turns, town));
      }
    }
  }

  /**
   * At least one round; in every second round those that crashed are stopped in order. The end of
   * the load.
   */
  private static Instant replaceUnderLoad(List<Instance> turns, Town town) {
    var load = town.begin(Town.SALE, WEBHOOKS_PER_SECOND / 2, Long.MAX_VALUE);
    var began = System.nanoTime();
    var replaced = 0;
    do {
      for (var instance : turns) {
        var crash = (replaced / turns.size() + replaced / 2) % 2 == 0;
        pass(Duration.ofSeconds(1));
        replace(instance, crash);
        replaced++;
      }
    } while (System.nanoTime() - began < TIME.toNanos());
    pass(Duration.ofSeconds(1));
    var end = Instant.now();
    load.forEach(Load::stop);
    say(
        "%d instances replaced in %d s"
            .formatted(replaced, Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    return end;
  }

  private static void replace(Instance instance, boolean crash) {
    if (crash) {
      instance.kill();
    } else {
      instance.stop();
    }
    instance.start();
    var took = instance.awaitReady(START_LIMIT);
    say(
        "%s %s, ready again after %.1f s"
            .formatted(instance.name(), crash ? "killed" : "stopped", took.toMillis() / 1000.0));
  }

  private static void check(Fleet fleet, Town town, Instant loadEnd) {
    var promises =
        new Promises(
            town.portals(),
            fleet.bootstrapServers(),
            fleet.database("loyalty"),
            fleet.database("journal"));
    var rested = promises.awaitRest(PATIENCE);
    var findings = promises.check(PATIENCE);
    var pace = Pace.of(town.portals(), Town.SALES, Instant.EPOCH, loadEnd);
    say("%s, broken: %s".formatted(findings.counted(), findings.broken()));
    say(pace.toString());
    assertThat(findings.broken()).isEmpty();
    assertThat(rested).as("everything came to rest").isTrue();
    assertThat(findings.counted().get("calls answered 200")).isGreaterThan(1_000);
  }

  private static List<Instance> begin(Fleet fleet, Service service, int count) {
    // Without our own classes, which bring the logging of the one-process suite.
    var libraries = Path.of(System.getProperty("suite.target"), "lib") + "/*";
    var launcher =
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            libraries);
    var begun = new ArrayList<Instance>();
    for (var i = 0; i < count; i++) {
      begun.add(fleet.begin(service, launcher));
    }
    return begun;
  }

  /** Lets the load run on for a while. */
  private static void pass(Duration time) {
    Awaitility.await()
        .pollDelay(time)
        .pollInterval(Duration.ofMillis(1))
        .atMost(time.plusMinutes(1))
        .until(() -> true);
  }

  private static void say(String text) {
    System.out.println("[rolling test] " + text);
  }
}
