package io.loyaltysuite.benchmarks;

import io.loyaltysuite.loyalty.LoyaltyApplication;
import io.loyaltysuite.loyalty.ledger.Engine;
import io.loyaltysuite.standalone.Fleet;
import io.loyaltysuite.standalone.Fleet.Service;
import io.loyaltysuite.standalone.Logging;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast the engine decides, beside a service that commits every command by itself on the same
 * database. Reading from Kafka and publishing to it are in neither.
 */
@Command(
    name = "loyalty",
    mixinStandardHelpOptions = true,
    description = "Commands per second of the engine, beside one transaction per command.")
final class Loyalty implements Callable<Integer> {

  private static final int SEVERAL = 8;
  private static final int WARM_UP = 5;

  /** How much of the best rate is offered while the time of a poll is measured. */
  private static final double LOAD = 0.8;

  /** What the machine-readable line speaks of: enough cards that none is hot. */
  private static final int REFERENCE_CARDS = 100;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      paramLabel = "SECONDS",
      description = "Length of one measurement (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--cards",
      split = ",",
      defaultValue = "1,100,100000",
      paramLabel = "N",
      description = "How many cards the commands go to (default: ${DEFAULT-VALUE}).")
  private List<Integer> cards = List.of();

  private Map<String, Object> result = Map.of();

  @Override
  public Integer call() throws SQLException {
    var folder = Bench.folder("loyalty");
    Logging.prepare(folder.resolve("loyalty.log"));
    try (var fleet = Fleet.start(folder, Map.of());
        var service = start(fleet)) {
      Bench.say(
          "Polls of %d commands, rounds of %d s, fsync and synchronous_commit on. Accruals by card"
              + " number;%n\"mixed\" are accruals, payments and readings by number or contact. The"
              + " reference prepares its%nstatements and writes the rows of an accrual.",
          EngineRun.POLL, seconds);
      Bench.say(
          "%-14s %9s %10s %7s %10s %9s %6s %7s %7s",
          "cards",
          "engine/s",
          "1 conn./s",
          "ratio",
          "8 conn./s",
          "poll p99",
          "rows",
          "bytes",
          "WAL");
      for (var count : cards) {
        measure(fleet, service.getBean(Engine.class), count, Traffic.Kind.ACCRUALS);
      }
      var most = cards.stream().mapToInt(Integer::intValue).max().orElseThrow();
      measure(fleet, service.getBean(Engine.class), most, Traffic.Kind.MIXED);
    }
    Bench.result(result);
    return 0;
  }

  private static ConfigurableApplicationContext start(Fleet fleet) {
    return new SpringApplicationBuilder(LoyaltyApplication.class)
        .properties("spring.config.name=loyalty")
        .bannerMode(Banner.Mode.OFF)
        .run(fleet.arguments(Service.LOYALTY));
  }

  private void measure(Fleet fleet, Engine engine, int count, Traffic.Kind kind)
      throws SQLException {
    var database = fleet.database("loyalty");
    var name = kind.name().substring(0, 1) + count + "N";
    var run = new EngineRun(engine, new Traffic(name, count, kind));
    run.prepare();
    run.flatOut(Math.min(seconds, WARM_UP));
    var before = Volume.of(database);
    var rate = run.flatOut(seconds);
    var written = Volume.of(database).since(before);
    var p99 = run.pollsAt(LOAD * rate.perSecond(), seconds);
    var reference = new SingleTransactions(database, count);
    var single = reference.flatOut(1, seconds);
    var several = reference.flatOut(SEVERAL, seconds);
    Bench.say(
        "%-14s %9.0f %10.0f %7.1f %10.0f %6d ms %6.1f %7d %7d",
        kind == Traffic.Kind.MIXED ? count + " mixed" : count,
        rate.perSecond(),
        single,
        rate.perSecond() / single,
        several,
        p99.toMillis(),
        (double) written.rows() / rate.commands(),
        written.bytes() / rate.commands(),
        written.logged() / rate.commands());
    if (kind == Traffic.Kind.ACCRUALS && (count == REFERENCE_CARDS || result.isEmpty())) {
      result =
          Map.of(
              "speedup",
              Math.round(10 * rate.perSecond() / single) / 10.0,
              "commands_per_second",
              Math.round(rate.perSecond()),
              "p99_ms",
              p99.toMillis());
    }
  }
}
