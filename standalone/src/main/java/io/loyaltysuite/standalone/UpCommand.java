package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.demo.Paint;
import io.loyaltysuite.simulator.demo.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Unmatched List<String> others = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    try (var progress = new Progress(Paint.ofTerminal())) {
      var running = Running.start(settings.withServices(others), progress);
      Links.print(running.suite(), progress);
      running.awaitEnd();
    }
    return 0;
  }
}
