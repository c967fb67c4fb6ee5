package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.Load;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.PortalSimulator;
import io.loyaltysuite.simulator.SimulatorSettings;
import io.loyaltysuite.simulator.demo.Story;
import io.loyaltysuite.simulator.portal.Application;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Document;
import io.loyaltysuite.simulator.workflow.Workflow;
import io.loyaltysuite.simulator.workflow.WorkflowView;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Simulated portals in this JVM with the application installed; for soaks and benchmarks. */
public final class Town implements AutoCloseable {

  private static final int CARDS = 10;

  /** Activities of both processes. */
  public static final Set<String> SALES = Set.of("loyalty_accrue_fixed", "loyalty_pay");

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(50);

  /** One activity. */
  public static final BusinessProcess ACCRUAL =
      BusinessProcess.named("accrual")
          .step(
              "loyalty_accrue_fixed",
              facts -> Map.of("contact_id", contact(number(facts.parameters())), "amount", "2"));

  /**
   * Every accrual is followed by a payment of half of it: balances move both ways. Two activities,
   * the second after the reply to the first.
   */
  public static final BusinessProcess SALE =
      BusinessProcess.named("sale")
          .step(
              "loyalty_accrue_fixed",
              facts -> Map.of("contact_id", contact(number(facts.parameters())), "amount", "2"))
          .step(
              "loyalty_pay",
              facts ->
                  Map.of(
                      "contact_id",
                      contact(number(facts.parameters())),
                      "amount",
                      "1",
                      "once_per",
                      "token"));

  private final PortalSimulator simulator;
  private final List<Portal> portals = new ArrayList<>();

  /**
   * Opens portals without rate limit or delays and installs the application there.
   *
   * @param port where the portals are
   * @param gateway port that takes webhooks
   * @param clientSecret of the application
   * @throws SuiteFailure when an installation does not succeed within two minutes
   */
  public Town(int port, int gateway, String clientSecret, int size) {
    simulator = PortalSimulator.start(SimulatorSettings.onPort(port).withKeptRecords(100));
    var application =
        Application.local(
            ServiceArguments.CLIENT_ID,
            clientSecret,
            URI.create("http://127.0.0.1:" + gateway + ServiceArguments.WEBHOOK));
    for (var i = 1; i <= size; i++) {
      var portal =
          simulator.portal(PortalSettings.named("town-" + i).prompt().withKeptWorkflows(1_000_000));
      portals.add(portal);
      if (!portal.install(application).join().delivered()) {
        throw new SuiteFailure("the gateway refuses the installation in " + portal.name());
      }
    }
    portals.forEach(Town::awaitActivities);
  }

  private static void awaitActivities(Portal portal) {
    var missing = portal.awaitActivities(SALE, PATIENCE);
    if (!missing.isEmpty()) {
      throw new SuiteFailure(
          "%s lacks the activities %s after %s".formatted(portal.name(), missing, PATIENCE));
    }
  }

  public List<Portal> portals() {
    return portals;
  }

  Portal first() {
    return portals.getFirst();
  }

  /** Runs a process of one step on the first portal; returns what the step put out. */
  Map<String, Object> run(String code, Map<String, String> inputs) {
    var process = BusinessProcess.named(code).step(code, inputs);
    return end(first().start(process, Document.deal(1), Map.of())).steps().getFirst().outputs();
  }

  /** Issues the cards that the load moves. */
  public void issueCards() {
    var issue = new ArrayList<Workflow>();
    for (var portal : portals) {
      for (var card = 0; card < CARDS; card++) {
        var process =
            BusinessProcess.named("issue")
                .step("loyalty_card_create", Map.of("contact_id", contact(card)));
        issue.add(portal.start(process, Document.deal(card), Map.of()));
      }
    }
    issue.forEach(Town::end);
  }

  /**
   * Starts processes, evenly on all portals.
   *
   * @param perPortal processes after which a portal stops by itself
   */
  public List<Load> begin(BusinessProcess process, double perSecond, long perPortal) {
    return portals.stream()
        .map(
            portal -> portal.load(process, Document.deal(1), perSecond / portals.size(), perPortal))
        .toList();
  }

  /** Runs a story of the demo on the first portal. */
  WorkflowView tell(Story story, long number) {
    var fields = Map.of("CONTACT_ID", Long.toString(number), "TITLE", "Сделка");
    return end(first().start(story.process(), Document.deal(number).with(fields), Map.of()));
  }

  private static WorkflowView end(Workflow workflow) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!workflow.view().state().ended()) {
      if (System.nanoTime() > deadline) {
        throw new SuiteFailure("a process is still " + workflow.view() + " after " + PATIENCE);
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return workflow.view();
  }

  @Override
  public void close() {
    simulator.close();
  }

  private static long number(Map<String, Object> parameters) {
    return Long.parseLong(String.valueOf(parameters.get("n")));
  }

  private static String contact(long number) {
    return Long.toString(100 + number % CARDS);
  }
}
