package io.loyaltysuite.benchmarks;

import io.loyaltysuite.benchmarks.EngineRun.Rate;
import io.loyaltysuite.loyalty.LoyaltyApplication;
import io.loyaltysuite.loyalty.ledger.Engine;
import io.loyaltysuite.standalone.Fleet;
import io.loyaltysuite.standalone.Fleet.Service;
import io.loyaltysuite.standalone.Logging;
import io.loyaltysuite.standalone.parts.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
      names = "--consumers",
      split = ",",
      defaultValue = "1,2",
      paramLabel = "N",
      description =
          "How many consumers decide at once; the service has 2 (default: ${DEFAULT-VALUE}).")
  private List<Integer> consumers = List.of();

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
              + " reference prepares its%nstatements and writes the rows of an accrual. A consumer is"
              + " one thread with one connection.",
          EngineRun.POLL, seconds);
      Bench.say(
          "%-14s %9s %9s %10s %7s %10s %9s %6s %7s %7s",
          "cards",
          "consumers",
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

  /** One line for each number of consumers; the reference is measured between them. */
  private void measure(Fleet fleet, Engine engine, int count, Traffic.Kind kind)
      throws SQLException {
    var database = fleet.database("loyalty");
    var lines = new ArrayList<Line>();
    Singles singles = null;
    for (var number : consumers) {
      lines.add(measure(database, engine, count, kind, Math.min(number, count)));
      if (singles == null) {
        singles = singles(database, count);
      }
    }
    for (var line : lines) {
      report(count, kind, line, Objects.requireNonNull(singles));
    }
  }

  /** What a number of consumers came to. */
  private record Line(int consumers, Rate rate, Duration p99, Volume written) {}

  /** Commands per second of the reference. */
  private record Singles(double one, double several) {}

  private Line measure(
      Database database, Engine engine, int count, Traffic.Kind kind, int consumers)
      throws SQLException {
    var run =
        new EngineRun(
            engine,
            IntStream.range(0, consumers)
                .mapToObj(
                    each ->
                        new Traffic(
                            kind.name().substring(0, 1)
                                + count
                                + "N"
                                + consumers
                                + "C"
                                + each
                                + "N",
                            count / consumers,
                            kind))
                .toList());
    run.prepare();
    run.flatOut(Math.min(seconds, WARM_UP));
    var before = Volume.of(database);
    var rate = run.flatOut(seconds);
    var written = Volume.of(database).since(before);
    return new Line(consumers, rate, run.pollsAt(LOAD * rate.perSecond(), seconds), written);
  }

  private Singles singles(Database database, int count) throws SQLException {
    var reference = new SingleTransactions(database, count);
    return new Singles(reference.flatOut(1, seconds), reference.flatOut(SEVERAL, seconds));
  }

  private void report(int count, Traffic.Kind kind, Line line, Singles singles) {
    var rate = line.rate();
    var speedup = rate.perSecond() / singles.one();
    Bench.say(
        "%-14s %9d %9.0f %10.0f %7.1f %10.0f %6d ms %6.1f %7d %7d",
        kind == Traffic.Kind.MIXED ? count + " mixed" : count,
        line.consumers(),
        rate.perSecond(),
        singles.one(),
        speedup,
        singles.several(),
        line.p99().toMillis(),
        (double) line.written().rows() / rate.commands(),
        line.written().bytes() / rate.commands(),
        line.written().logged() / rate.commands());
    if (kind == Traffic.Kind.ACCRUALS && (count == REFERENCE_CARDS || result.isEmpty())) {
      result =
          Map.of(
              "consumers",
              line.consumers(),
              "speedup",
              Math.round(10 * speedup) / 10.0,
              "commands_per_second",
              Math.round(rate.perSecond()),
              "p99_ms",
              line.p99().toMillis());
    }
  }
}
