package io.loyaltysuite.simulator;

import io.loyaltysuite.simulator.php.PhpJson;
import io.loyaltysuite.simulator.portal.Application;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.portal.RateLimit;
import io.loyaltysuite.simulator.webhook.SentWebhook;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Document;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The simulator as a process of its own: starts portals, installs the application, runs processes,
 * stays up.
 */
@Command(
    name = "portal",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 120,
    description = {
      "A simulated Bitrix24 portal with its OAuth server.",
      "",
      "The portals answer under http://HOST:PORT/p/NAME/rest/, their OAuth server under http://HOST:PORT/oauth/token/.",
      "With --handler the application is installed on every portal by the silent flow (ONAPPINSTALL).",
      "With --process a process is started; its steps wait for the application's answers.",
      "Keys and member ids are the same after a restart; workflows and registered activities are not kept.",
      ""
    },
    footer = {
      "",
      "Control API, from this machine only:",
      "",
      ControlApi.USAGE,
      "Example of a process file:",
      "  {\"name\": \"sale\", \"steps\": [",
      "    {\"code\": \"loyalty_card_create\", \"properties\": {\"phone\": \"+7900{=Template:n}\"}},",
      "    {\"parallel\": [[{\"code\": \"...\"}], [{\"code\": \"...\"}]]},",
      "    {\"loop\": 3, \"steps\": [{\"code\": \"...\", \"timeout\": \"PT10M\"}]}]}"
    })
public final class Simulator implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--public-host",
      paramLabel = "NAME",
      description = "Name that applications call it by (default: the address it listens on).")
  private @Nullable String publicHost;

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--portal",
      paramLabel = "NAME",
      description = "Name of a portal; may be given several times (default: romashka).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--language",
      defaultValue = "ru",
      description = "Language of the portals (default: ${DEFAULT-VALUE}).")
  private String language = "";

  @Option(
      names = "--handler",
      paramLabel = "URL",
      description = "The application's handler; installs the application.")
  private @Nullable URI handler;

  @Option(
      names = "--client-id",
      defaultValue = "local.loyalty.1",
      description = "The application's id (default: ${DEFAULT-VALUE}).")
  private String clientId = "";

  @Option(
      names = "--client-secret",
      defaultValue = "${env:PORTAL_CLIENT_SECRET:-secret}",
      description =
          "The application's secret; PORTAL_CLIENT_SECRET in the environment keeps it out of the process list.")
  private String clientSecret = "";

  @Option(names = "--prompt", description = "No delays and no rate limit, for tests and load.")
  private boolean prompt;

  @Option(
      names = "--synchronous",
      description = "Work on replies inside the call, like portals before January 2026.")
  private boolean synchronous;

  @Option(
      names = "--enterprise",
      description = "5 requests a second and a bucket of 250 instead of 2 and 50.")
  private boolean enterprise;

  @Option(
      names = "--process",
      paramLabel = "FILE",
      description = "JSON file of a process to start.")
  private @Nullable Path process;

  @Option(
      names = "--count",
      defaultValue = "1",
      description = "How often the process is started (default: ${DEFAULT-VALUE}).")
  private long count;

  @Option(
      names = "--per-second",
      defaultValue = "1",
      description = "Starts per second and portal (default: ${DEFAULT-VALUE}).")
  private double perSecond;

  /** Runs until the process is stopped. */
  public static void main(String... arguments) {
    System.exit(new CommandLine(new Simulator()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    BusinessProcess toRun = process == null ? null : read(process);
    try (var simulator = PortalSimulator.start(address())) {
      List<String> wanted = names.isEmpty() ? List.of("romashka") : names;
      wanted.forEach(name -> open(simulator, name));
      out().printf("control API  %s/sim (from this machine)%n", simulator.base());
      out().flush();
      if (toRun != null) {
        simulator.portals().forEach(portal -> run(portal, toRun));
      }
      var stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
      stopped.await();
      return 0;
    }
  }

  private SimulatorSettings address() {
    SimulatorSettings settings = SimulatorSettings.onPort(port).withHost(host);
    return publicHost == null ? settings : settings.withPublicHost(publicHost);
  }

  private void run(Portal portal, BusinessProcess toRun) {
    Set<String> missing = portal.awaitActivities(toRun, Duration.ofMinutes(1));
    if (!missing.isEmpty()) {
      out().printf("%s has no activities %s; the process is not started%n", portal.name(), missing);
      return;
    }
    Load load = portal.load(toRun, Document.deal(1), perSecond, count);
    out()
        .printf(
            "started      %s on %s, %d times%n", toRun.name(), portal.name(), load.end().join());
  }

  private static BusinessProcess read(Path file) throws IOException {
    Map<String, Object> form =
        PhpJson.read(Files.readAllBytes(file))
            .orElseThrow(() -> new IllegalArgumentException(file + " is no JSON object"));
    return ProcessForm.process(form);
  }

  private void open(PortalSimulator simulator, String name) {
    Portal portal = simulator.portal(settings(name));
    out().printf("portal       %s, member_id %s%n", portal.clientEndpoint(), portal.memberId());
    URI application = handler;
    if (application != null) {
      SentWebhook sent =
          portal.install(Application.local(clientId, clientSecret, application)).join();
      out().printf("installed    %s: %s %d%n", application, sent.outcome(), sent.status());
    }
  }

  private PortalSettings settings(String name) {
    PortalSettings settings = PortalSettings.named(name).withLanguage(language);
    settings = enterprise ? settings.withRateLimit(RateLimit.ENTERPRISE) : settings;
    settings = prompt ? settings.prompt() : settings;
    return settings.withBehaviour(settings.behaviour().withSynchronous(synchronous));
  }

  private PrintWriter out() {
    CommandSpec known = spec;
    return known == null
        ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
        : known.commandLine().getOut();
  }
}
