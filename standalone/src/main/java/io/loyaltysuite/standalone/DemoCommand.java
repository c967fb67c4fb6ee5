package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.SimulatorSettings;
import io.loyaltysuite.simulator.demo.Demo;
import io.loyaltysuite.simulator.demo.Paint;
import io.loyaltysuite.simulator.demo.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code ./suite demo}: starts everything with a simulated portal and shows two processes. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Start everything and a simulated portal, run two business processes, show what happened,"
            + " and stay until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {

  @Mixin private Settings settings = new Settings();

  @Unmatched private List<String> others = new ArrayList<>();

  @Option(
      names = "--once",
      description = "End after the processes; the status is 0 if everything was as expected.")
  private boolean once;

  @Override
  public Integer call() throws InterruptedException {
    try (var progress = new Progress(Paint.ofTerminal())) {
      Standalone.checkPort("--portal-port", settings.doors.portal);
      var running = Running.start(settings.withServices(others), progress);
      var portal = SimulatorSettings.onPort(settings.doors.portal);
      try (var demo = Demo.open(running.suite().installed(), portal, progress)) {
        var asExpected = demo.play();
        if (once) {
          return asExpected ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
        Links.print(running.suite(), progress);
        running.awaitEnd();
      }
    }
    return CommandLine.ExitCode.OK;
  }
}
