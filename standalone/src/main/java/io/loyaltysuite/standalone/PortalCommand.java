package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.Simulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code ./suite portal}: the simulated portal, next to a running suite where there is one. */
@Command(
    name = "portal",
    description =
        "Run a simulated Bitrix24 portal (portal --help shows its options). If a suite runs on the"
            + " data folder, its application is installed there.")
final class PortalCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      defaultValue = Home.DEFAULT_FOLDER,
      paramLabel = "FOLDER",
      description = "Data folder of the running suite (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(Home.DEFAULT_FOLDER);

  @Unmatched private List<String> others = new ArrayList<>();

  @Override
  public Integer call() {
    var arguments = new ArrayList<>(others);
    var gateway = Home.announced(data).getProperty("gateway");
    if (gateway != null && others.stream().noneMatch(other -> other.startsWith("--handler"))) {
      arguments.add("--handler=" + gateway + ServiceArguments.WEBHOOK);
      arguments.add("--client-id=" + ServiceArguments.CLIENT_ID);
      arguments.add("--client-secret=" + Secrets.in(data).clientSecret());
    }
    return new CommandLine(new Simulator()).execute(arguments.toArray(String[]::new));
  }
}
