package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.awaitility.Awaitility;

/** Simulated portals in this JVM, which the suite under test cannot take down with it. */
final class Town implements AutoCloseable {

  static final int CARDS = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Every accrual is followed by a payment of half of it: balances move both ways. */
  private static final BusinessProcess SALE =
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

  Town(SuiteProcess suite, int size) {
    simulator =
        PortalSimulator.start(SimulatorSettings.onPort(suite.port("portal")).withKeptRecords(100));
    var application =
        Application.local(
            ServiceArguments.CLIENT_ID,
            Secrets.in(suite.data()).clientSecret(),
            URI.create("http://127.0.0.1:" + suite.port("gateway") + ServiceArguments.WEBHOOK));
    for (var i = 1; i <= size; i++) {
      var portal =
          simulator.portal(PortalSettings.named("town-" + i).prompt().withKeptWorkflows(1_000_000));
      portals.add(portal);
      assertThat(portal.install(application).join().delivered()).isTrue();
    }
    portals.forEach(
        portal -> assertThat(portal.awaitActivities(SALE, PATIENCE)).as("missing").isEmpty());
  }

  List<Portal> portals() {
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
  void issueCards() {
    var issue = new ArrayList<Workflow>();
    for (var portal : portals) {
      for (var card = 0; card < CARDS; card++) {
        var process =
            BusinessProcess.named("issue")
                .step("loyalty_card_create", Map.of("contact_id", contact(card)));
        issue.add(portal.start(process, Document.deal(card), Map.of()));
      }
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> issue.stream().allMatch(one -> one.view().state().ended()));
  }

  /** Starts sales, evenly on all portals; each is two webhooks, the second after a reply. */
  List<Load> begin(double salesPerSecond) {
    return portals.stream()
        .map(
            portal ->
                portal.load(
                    SALE, Document.deal(1), salesPerSecond / portals.size(), Long.MAX_VALUE))
        .toList();
  }

  /** Runs a story of the demo on the first portal. */
  WorkflowView tell(Story story, long number) {
    var fields = Map.of("CONTACT_ID", Long.toString(number), "TITLE", "Сделка");
    return end(first().start(story.process(), Document.deal(number).with(fields), Map.of()));
  }

  private static WorkflowView end(Workflow workflow) {
    Awaitility.await().atMost(PATIENCE).until(() -> workflow.view().state().ended());
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
