package io.loyaltysuite.benchmarks;

import io.loyaltysuite.simulator.Load;
import io.loyaltysuite.standalone.Fleet;
import io.loyaltysuite.standalone.Fleet.Service;
import io.loyaltysuite.standalone.Pace;
import io.loyaltysuite.standalone.Town;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many activities a second pass the whole chain, from a portal's webhook to its applied reply,
 * with broker, database and portals on the same machine.
 */
@Command(
    name = "chain",
    mixinStandardHelpOptions = true,
    description = "Activities per second through the whole chain, and how long one takes.")
final class Chain implements Callable<Integer> {

  private static final int FIRST_RATE = 100;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration STEP = Duration.ofMillis(200);

  /** A rate is kept if it takes no longer than this much more than it should. */
  private static final double TOLERANCE = 1.25;

  /** How much of the best rate is offered while latency is measured. */
  private static final double LATENCY_LOAD = 0.6;

  @Option(
      names = "--portals",
      defaultValue = "100",
      description = "Portals (default: ${DEFAULT-VALUE}).")
  private int portals;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Length of one round (default: ${DEFAULT-VALUE}).")
  private int seconds;

  private record Round(double rate, Pace pace) {}

  @Override
  public Integer call() {
    var folder = Bench.folder("chain");
    try (var fleet = Fleet.start(folder, Map.of())) {
      var gateway = begin(fleet, Service.GATEWAY, folder);
      begin(fleet, Service.LOYALTY, folder);
      begin(fleet, Service.JOURNAL, folder);
      try (var town = new Town(fleet.portalPort(), gateway, fleet.clientSecret(), portals)) {
        town.issueCards();
        Bench.say(
            "%d portals that answer at once, 10 cards each; rounds of %d s, one accrual per process.",
            portals, seconds);
        measure(town);
      }
    }
    return 0;
  }

  private void measure(Town town) {
    Bench.say("%10s %12s %8s %10s %10s", "offered/s", "answered/s", "refused", "p50", "p99");
    round(town, FIRST_RATE);
    var best = 0.0;
    for (var offered = 2.0 * FIRST_RATE; ; offered *= 1.5) {
      var round = round(town, offered);
      best = Math.max(best, round.rate());
      if (round.pace().refused() > 0 || round.rate() * TOLERANCE < offered) {
        break;
      }
    }
    var calm = round(town, best * LATENCY_LOAD).pace();
    Bench.say(
        "At best %.0f activities/s; at %.0f %% of it half are answered within %d ms, 99 %% within"
            + " %d ms.",
        best, LATENCY_LOAD * 100, calm.answerP50().toMillis(), calm.answerP99().toMillis());
    Bench.result(
        Map.of(
            "activities_per_second",
            Math.round(best),
            "p50_ms",
            calm.answerP50().toMillis(),
            "p99_ms",
            calm.answerP99().toMillis()));
  }

  /** Offers so many activities a second for a while and waits until all are answered. */
  private Round round(Town town, double offered) {
    var since = Instant.now();
    var began = System.nanoTime();
    var load = town.begin(Town.ACCRUAL, offered, Math.round(offered * seconds / portals));
    CompletableFuture.allOf(load.stream().map(Load::end).toArray(CompletableFuture[]::new)).join();
    var loadEnd = Instant.now();
    awaitRest(town);
    var took = (System.nanoTime() - began) / 1e9;
    var pace = Pace.of(town.portals(), Town.SALES, since, loadEnd);
    var rate = pace.accepted() / took;
    Bench.say(
        "%10.0f %12.0f %8d %7d ms %7d ms",
        offered, rate, pace.refused(), pace.answerP50().toMillis(), pace.answerP99().toMillis());
    return new Round(rate, pace);
  }

  /** A webhook that was refused leaves its process waiting for good, so it does not count. */
  private static void awaitRest(Town town) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Pace.waiting(town.portals()) > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            Pace.waiting(town.portals()) + " calls without an answer after " + PATIENCE);
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private static int begin(Fleet fleet, Service service, Path folder) {
    var program = Program.of(service, folder.resolve("programs"));
    var instance = fleet.begin(service, program.launcher("-XX:+UseSerialGC", "-Xmx512m"));
    instance.awaitReady(START_LIMIT);
    return instance.port();
  }
}
