package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.demo.Paint;
import io.loyaltysuite.simulator.demo.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code ./suite up}: starts everything and stays. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Start everything and stay until Ctrl-C.",
      "Any setting of a service can be given: --gateway.delivery.max-attempts=3. To give one that"
          + " every service has to one of them only, put its name before:"
          + " --gateway.server.address=0.0.0.0."
    })
final class UpCommand implements Callable<Integer> {

  @Mixin Settings settings = new Settings();

  @Option(
      names = "--fixture",
      description = {
        "Prepare an account for contract tests of any client of REST v2 and print its base URL,"
            + " client id and admin key: currency RUB, one active card with the number 1. They stay"
            + " the same on the same data."
      })
  boolean fixture;

  @Unmatched List<String> others = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    try (var progress = new Progress(Paint.ofTerminal())) {
      var running = Running.start(settings.withServices(others), progress);
      if (fixture) {
        fixture(running.suite(), progress);
      }
      Links.print(running.suite(), progress);
      running.awaitEnd();
    }
    return 0;
  }

  private static void fixture(Standalone suite, Progress progress) {
    var fixture =
        new Fixture("http://127.0.0.1:" + suite.settings().doors.loyalty, suite.secrets());
    fixture.prepare();
    fixture.print(progress);
  }
}
