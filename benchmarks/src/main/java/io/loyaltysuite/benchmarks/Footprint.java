package io.loyaltysuite.benchmarks;

import io.loyaltysuite.standalone.Fleet;
import io.loyaltysuite.standalone.Fleet.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How soon a service is ready and how much memory it holds when it has nothing to do; with classes
 * prepared ahead of time, as in the images, beside a plain start in the same run.
 */
@Command(
    name = "footprint",
    mixinStandardHelpOptions = true,
    description = "Time to readiness and idle memory of each service.")
final class Footprint implements Callable<Integer> {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** As in the images, whose memory limit of 512 MiB makes the heap begin and end like this. */
  private static final List<String> MEMORY =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms40m",
          "-Xmx256m",
          "-XX:+UseCompactObjectHeaders",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-XX:TrimNativeHeapInterval=10000");

  @Option(
      names = "--idle",
      defaultValue = "15",
      paramLabel = "SECONDS",
      description =
          "How long a service idles before its memory is read (default: ${DEFAULT-VALUE}).")
  private int idleSeconds;

  private record Measured(Duration plain, Duration ready, long residentMiB) {}

  @Override
  public Integer call() throws IOException {
    var folder = Bench.folder("footprint");
    var result = new LinkedHashMap<String, Object>();
    Bench.say("Each service as a process of its own; memory read after %d s idle.", idleSeconds);
    try (var fleet = Fleet.start(folder, Map.of())) {
      Bench.say("%-10s %12s %12s %8s %10s", "service", "plain", "prepared", "ratio", "RSS");
      for (var service : Service.values()) {
        var name = service.name().toLowerCase(Locale.ROOT);
        var measured = measure(fleet, service, folder);
        var ready = measured.ready().toMillis() / 1000.0;
        var plain = measured.plain().toMillis() / 1000.0;
        Bench.say(
            "%-10s %10.1f s %10.1f s %8.2f %6d MiB",
            name, plain, ready, ready / plain, measured.residentMiB());
        result.put(name, Map.of("ready_s", ready, "rss_mib", measured.residentMiB()));
      }
    }
    Bench.result(result);
    return 0;
  }

  private Measured measure(Fleet fleet, Service service, Path folder) throws IOException {
    var program = Program.of(service, folder.resolve("programs"));
    var cache = folder.resolve(service + ".aot");
    // Rehearsed first: this run also makes the tables.
    var rehearsal = fleet.begin(service, program.launcher(with("-XX:AOTCacheOutput=" + cache)));
    rehearsal.awaitReady(START_LIMIT);
    rehearsal.stop();
    var plain = fleet.begin(service, program.launcher(with()));
    var plainTime = plain.awaitReady(START_LIMIT);
    plain.stop();
    var prepared = fleet.begin(service, program.launcher(with("-XX:AOTCache=" + cache)));
    var ready = prepared.awaitReady(START_LIMIT);
    LockSupport.parkNanos(Duration.ofSeconds(idleSeconds).toNanos());
    var resident = prepared.residentMiB();
    prepared.stop();
    return new Measured(plainTime, ready, resident);
  }

  private static String[] with(String... more) {
    var options = new ArrayList<>(MEMORY);
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }
}
