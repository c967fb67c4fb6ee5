package io.loyaltysuite.benchmarks;

import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Document;
import io.loyaltysuite.standalone.Fleet;
import io.loyaltysuite.standalone.Fleet.Service;
import io.loyaltysuite.standalone.Logging;
import io.loyaltysuite.standalone.Town;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What an acknowledged webhook costs the gateway, beside a bare event loop and a plain Spring MVC
 * controller with the same producer settings. Each is a process of its own with the same options;
 * broker, database and the sender are in others and not counted.
 */
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    description = "CPU per acknowledged webhook, beside a bare event loop.")
final class Webhook implements Callable<Integer> {

  /** The gateway's address for portals; the others listen there, too. */
  static final String PATH = "/b24/webhook";

  /** Tomcat closes a connection after a hundred requests otherwise; the gateway has it set. */
  static final String OPEN = "server.tomcat.max-keep-alive-requests";

  private static final int PORTALS = 12;
  private static final int CONNECTIONS = 256;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx512m");

  /** How much of the highest rate is offered while latency is measured. */
  private static final double LATENCY_LOAD = 0.8;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      paramLabel = "SECONDS",
      description = "Length of one round (default: ${DEFAULT-VALUE}).")
  private int seconds;

  private record Measured(double cpuMicros, double perSecond, Duration p99) {}

  @Override
  public Integer call() throws InterruptedException {
    var folder = Bench.folder("webhook");
    Logging.prepare(folder.resolve("webhook.log"));
    try (var fleet = Fleet.start(folder, Map.of())) {
      Reference.createTopic(fleet.bootstrapServers());
      var program = Program.of(Service.GATEWAY, folder.resolve("programs"));
      var gateway = fleet.begin(Service.GATEWAY, program.launcher(OPTIONS.toArray(String[]::new)));
      gateway.awaitReady(START_LIMIT);
      List<WebhookText> webhooks;
      try (var town = new Town(fleet.portalPort(), gateway.port(), fleet.clientSecret(), PORTALS)) {
        webhooks = captured(town);
      }
      Bench.say(
          "%d connections, acks=all, linger 5 ms, requests of %d bytes from %d portals; warm-up and"
              + " rounds of %d s; p99 at %.0f %% of the highest rate.",
          CONNECTIONS, webhooks.getFirst().length(), PORTALS, seconds, LATENCY_LOAD * 100);
      Bench.say("%-24s %14s %8s %12s %10s", "", "CPU/webhook", "ratio", "webhooks/s", "p99");
      Measured bare;
      try (var server = start(BareLoop.class, fleet, folder)) {
        bare = measure("bare event loop", server.port(), server::cpu, webhooks, 0);
      }
      try (var server = start(PlainController.class, fleet, folder)) {
        var _ =
            measure("plain MVC controller", server.port(), server::cpu, webhooks, bare.cpuMicros());
      }
      var ours = measure("gateway", gateway.port(), gateway::cpu, webhooks, bare.cpuMicros());
      Bench.result(
          Map.of(
              "cpu_ratio",
              Math.round(100 * ours.cpuMicros() / bare.cpuMicros()) / 100.0,
              "rps",
              Math.round(ours.perSecond()),
              "p99_ms",
              millis(ours.p99()),
              "reference_p99_ms",
              millis(bare.p99())));
    }
    return 0;
  }

  private static double millis(Duration time) {
    return Math.round(time.toNanos() / 1e5) / 10.0;
  }

  private static Server start(Class<?> main, Fleet fleet, Path folder) {
    return Server.start(
        main, fleet.bootstrapServers(), folder.resolve(main.getSimpleName() + ".log"), OPTIONS);
  }

  /** A webhook of each portal, as it was sent. */
  private static List<WebhookText> captured(Town town) {
    var accrual =
        BusinessProcess.named("accrual")
            .step(
                "loyalty_accrue_fixed",
                Map.of(
                    "card_number",
                    "1000000000017",
                    "amount",
                    "150|RUB",
                    "reason_comment",
                    "Спасибо за покупку"));
    var webhooks = new ArrayList<WebhookText>();
    for (var portal : town.portals()) {
      portal.start(accrual, Document.deal(1), Map.of());
      var sent =
          Bench.await(
              START_LIMIT,
              () ->
                  portal.webhooks().log().latest().stream()
                      .filter(each -> each.kind().equals("activity") && each.delivered())
                      .findFirst());
      webhooks.add(new WebhookText(PATH, sent.body()));
    }
    return webhooks;
  }

  private Measured measure(
      String name, int port, Supplier<Duration> cpu, List<WebhookText> webhooks, double reference)
      throws InterruptedException {
    try (var hammer = new Hammer(port, CONNECTIONS, webhooks)) {
      hammer.flatOut(seconds);
      var before = cpu.get();
      var round = hammer.flatOut(seconds);
      var micros = cpu.get().minus(before).toNanos() / 1e3 / round.answered();
      var calm = hammer.paced(LATENCY_LOAD * round.perSecond(), seconds);
      if (round.refused() + calm.refused() > 0) {
        throw new IllegalStateException(
            "%s: %d webhooks were not answered 200 (expected: 0)"
                .formatted(name, round.refused() + calm.refused()));
      }
      var p99 = calm.times().within(0.99);
      Bench.say(
          "%-24s %11.0f µs %8s %12.0f %7.1f ms",
          name,
          micros,
          reference == 0 ? "1" : "%.2f".formatted(micros / reference),
          round.perSecond(),
          p99.toNanos() / 1e6);
      return new Measured(micros, round.perSecond(), p99);
    }
  }
}
