package io.loyaltysuite.simulator.demo;

import io.loyaltysuite.simulator.SimulatorSettings;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * The demo as a process of its own, next to a suite that runs elsewhere, in containers for
 * instance.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 120,
    description = {
      "Starts a simulated portal, installs the application of a running suite there, runs two business processes,",
      "shows what happened, and stays until it is stopped.",
      "The suite must trust the portal: gateway.oauth-hosts has its host and port, gateway.allowed-addresses its network."
    })
public final class DemoProgram implements Callable<Integer> {

  @Option(
      names = "--host",
      defaultValue = "0.0.0.0",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "Port to listen on (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--public-host",
      required = true,
      description = "Name under which the suite reaches the portal.")
  private String publicHost = "";

  @Option(names = "--handler", required = true, description = "The application's handler.")
  private URI handler = URI.create("");

  @Option(names = "--client-id", required = true, description = "The application's id.")
  private String clientId = "";

  @Option(
      names = "--client-secret",
      required = true,
      defaultValue = "${env:PORTAL_CLIENT_SECRET}",
      description = "The application's key; better in the environment as PORTAL_CLIENT_SECRET.")
  private String clientSecret = "";

  @Option(names = "--journal", required = true, description = "Address of the journal.")
  private URI journal = URI.create("");

  @Option(
      names = "--journal-link",
      required = true,
      description = "Address of the journal for people, without a trailing slash.")
  private String journalLink = "";

  @Option(
      names = "--service-token",
      required = true,
      defaultValue = "${env:SUITE_SERVICE_TOKEN}",
      description =
          "What services show each other; better in the environment as SUITE_SERVICE_TOKEN.")
  private String serviceToken = "";

  @Option(
      names = "--once",
      description = "End after the processes; the status is 0 if everything was as expected.")
  private boolean once;

  /** Runs until the process is stopped. */
  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new DemoProgram())
            .setExecutionExceptionHandler(DemoProgram::explain)
            .execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    var suite = new Installed(handler, clientId, clientSecret, journal, journalLink, serviceToken);
    var settings = SimulatorSettings.onPort(port).withHost(host).withPublicHost(publicHost);
    try (var progress = new Progress(Paint.ofTerminal());
        var demo = Demo.open(suite, settings, progress)) {
      var asExpected = demo.play();
      if (!once) {
        awaitEnd();
      }
      return asExpected ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private static void awaitEnd() throws InterruptedException {
    var end = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
    end.await();
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof DemoFailure)) {
      throw e;
    }
    command.getErr().println("✗ " + e.getMessage());
    return ExitCode.SOFTWARE;
  }
}
