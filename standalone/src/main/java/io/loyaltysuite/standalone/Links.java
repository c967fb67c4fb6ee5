package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.demo.Progress;

/** Where to go once everything runs. */
final class Links {

  private Links() {}

  static void print(Standalone suite, Progress progress) {
    var doors = suite.settings().doors;
    var paint = progress.paint();
    progress.say("");
    progress.say(paint.bold("Ready in " + Progress.seconds(progress.elapsed())));
    progress.say("");
    say(
        progress,
        "Journal",
        url(doors.journal)
            + "  "
            + paint.dim("login: operator, its password: " + suite.secrets().file()));
    say(progress, "Gateway", url(doors.gateway) + ServiceArguments.WEBHOOK);
    say(progress, "Loyalty", url(doors.loyalty));
    if (!suite.settings().withoutRegistry) {
      say(progress, "Registry", url(doors.registry) + "/apis/ccompat/v7");
    }
    say(
        progress,
        "Metrics",
        url(doors.gatewayManagement)
            + "/actuator/prometheus  "
            + paint.dim(
                "also on %d and %d".formatted(doors.loyaltyManagement, doors.journalManagement)));
    say(progress, "Kafka", "127.0.0.1:" + doors.kafka);
    say(progress, "PostgreSQL", "127.0.0.1:" + doors.postgres);
    say(progress, "Log", System.getProperty("suite.log", ""));
    progress.say("");
    progress.say(paint.dim("Ctrl-C stops everything; the data stay."));
  }

  private static void say(Progress progress, String name, String where) {
    progress.say("  %-12s %s".formatted(name, where));
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }
}
