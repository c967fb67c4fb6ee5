package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.demo.Story;
import io.loyaltysuite.standalone.observability.Dashboards;
import io.loyaltysuite.standalone.observability.FreshMeters;
import io.loyaltysuite.standalone.observability.MetricsPage;
import io.loyaltysuite.standalone.observability.PrometheusServer;
import io.loyaltysuite.standalone.observability.Rules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What people do with a suite on one machine, in this order: start it, use it, stop it, start it
 * again. One suite for all of it, since each start takes a while.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DailyLifeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DOCUMENTED_WORKFLOW = "6b0456318b3d14.40217735";
  private static final long CONTACT = 315;
  private static final int MANY_PORTALS = 10_000;
  private static final int ANSWERED_PORTALS = 500;

  @TempDir private static Path folder;
  private final Collector collector = new Collector();
  private SuiteProcess suite;
  private Town town;
  private Visitor visitor;

  @BeforeAll
  void start() {
    suite = new SuiteProcess(folder.resolve("suite"));
    suite.start(
        "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.endpoint(),
        "--management.opentelemetry.tracing.export.schedule-delay=200ms",
        "--management.tracing.sampling.probability=1");
    town = suite.town(1);
    visitor = new Visitor(suite);
  }

  @AfterAll
  void stop() {
    town.close();
    suite.close();
    collector.close();
  }

  @Test
  @Order(1)
  void bothStoriesOfTheDemoEndAsTold() {
    tell(Story.SALE, CONTACT);
    tell(Story.BLOCKED_CARD, 2);
  }

  @Test
  @Order(2)
  void anActivityNobodyKnowsIsAnErrorResultAndItsTextIsKept() {
    assertThat(visitor.post(Visitor.FORM, Visitor.documented(town.first()))).isEqualTo(200);

    var call = theCallOf(DOCUMENTED_WORKFLOW);
    assertThat(call).contains("\"status\":\"error\"", "\"error_code\":\"input_invalid\"");
    assertThat(call).contains("Бонусы за заказ №4711 (скидка 10% & доставка)");
  }

  @Test
  @Order(3)
  void theSameBodyWithAnActivityOfTheCatalogueAccrues() {
    var workflow = "7b0456318b3d14.40217735";
    var body =
        Visitor.documented(town.first())
            .replace(DOCUMENTED_WORKFLOW, workflow)
            .replace("code=loyalty_accrue_bonus", "code=loyalty_accrue_fixed")
            .replace("%5BcontactId%5D", "%5Bcontact_id%5D")
            .replace("%5Bcomment%5D", "%5Breason_comment%5D");
    assertThat(visitor.post(Visitor.FORM, body)).isEqualTo(200);

    var call = theCallOf(workflow);
    assertThat(call).contains("\"status\":\"success\"", "Бонусы за заказ №4711");
    assertThat(call).as("50 of the sale and 1500.50").contains("1550.50");
  }

  @Test
  @Order(4)
  void aSenderWhoIsNotProvedIsRefusedAndAudited() {
    var memberId = town.first().memberId();
    var stranger = "f".repeat(32);
    assertThat(visitor.post(Visitor.FORM, Visitor.documented(memberId, "0".repeat(32))))
        .isEqualTo(403);
    assertThat(visitor.post(Visitor.FORM, Visitor.documented(stranger, "0".repeat(32))))
        .isEqualTo(403);

    awaitAudit("portal=" + memberId, "webhook_refused");
    awaitAudit("portal=" + stranger, "webhook_refused");
  }

  @Test
  @Order(5)
  void aBodyThatIsTooLargeOrNoFormIsRefused() {
    var tooLarge = Visitor.documented(town.first()) + "&x=" + "y".repeat(3 << 20);
    assertThat(visitor.post(Visitor.FORM, tooLarge)).isEqualTo(413);
    assertThat(visitor.post("application/json", "{}")).isEqualTo(415);
  }

  @Test
  @Order(5)
  void aBodyNearTheCapIsAnsweredAndSoIsOneThatNoTopicWouldTake() {
    var large = "a00456318b3d14.40217735";
    var endless = "b00456318b3d14.40217735";
    var next = "c00456318b3d14.40217735";
    var padding = 1_900 * 1024;
    assertThat(visitor.post(Visitor.FORM, padded(large, "y".repeat(padding)))).isEqualTo(200);
    // Six characters each where it is written down.
    assertThat(visitor.post(Visitor.FORM, padded(endless, "\u0001".repeat(padding))))
        .isEqualTo(200);
    assertThat(visitor.post(Visitor.FORM, padded(next, ""))).isEqualTo(200);

    assertThat(theCallOf(next)).contains("\"status\":\"error\"", "loyalty_accrue_bonus");
    assertThat(theCallOf(large)).contains("loyalty_accrue_bonus", "y".repeat(padding));
    assertThat(theCallOf(endless))
        .contains("\"error_code\":\"input_invalid\"", "\"field\":\"properties\"");
  }

  private String padded(String workflow, String padding) {
    return Visitor.documented(town.first()).replace(DOCUMENTED_WORKFLOW, workflow)
        + "&properties%5Bpadding%5D="
        + padding;
  }

  @Test
  @Order(6)
  void whatCannotBeReadIsAnErrorResultWithASentence() {
    var missing = town.run("loyalty_accrue_fixed", Map.of("contact_id", "315"));
    assertThat(missing).containsEntry("operation_status_code", "error");
    assertThat(missing).containsEntry("result_error_code", "input_required");
    assertThat(missing.get("operation_status_message")).asString().contains("Сумма");

    var malformed =
        town.run("loyalty_accrue_fixed", Map.of("contact_id", "315", "amount", "много"));
    assertThat(malformed).containsEntry("operation_status_code", "error");
    assertThat(malformed).containsEntry("result_error_code", "input_invalid");
    assertThat(malformed.get("operation_status_message")).asString().contains("Сумма", "много");
  }

  @Test
  @Order(7)
  void aForgedInstallationChangesNothing() {
    var portal = town.first();
    var forged =
        "event=ONAPPINSTALL&ts=1795446333&auth%5Bmember_id%5D={member}"
            + "&auth%5Bapplication_token%5D={token}&auth%5Baccess_token%5D={token}"
            + "&auth%5Brefresh_token%5D={token}&auth%5Bdomain%5D=127.0.0.1"
            + "&auth%5Bserver_endpoint%5D={server}&auth%5Bclient_endpoint%5D={client}";
    assertThat(
            visitor.post(
                Visitor.FORM,
                forged
                    .replace("{member}", portal.memberId())
                    .replace("{token}", "0".repeat(32))
                    .replace(
                        "{server}", "http://127.0.0.1:%d/rest/".formatted(suite.port("portal")))
                    .replace("{client}", portal.clientEndpoint())))
        .isEqualTo(200);

    awaitAudit("portal=" + portal.memberId(), "installation_refused");
    tell(Story.SALE, 3);
    assertThat(visitor.post(Visitor.FORM, Visitor.documented(portal.memberId(), "0".repeat(32))))
        .isEqualTo(403);
  }

  @Test
  @Order(8)
  void everyServiceTellsItsHealthAndItsFigures() {
    for (var service : List.of("gateway", "loyalty", "journal")) {
      for (var probe : List.of("readiness", "liveness")) {
        var health = visitor.management(service, "/actuator/health/" + probe);
        assertThat(health.statusCode()).as(service + " " + probe).isEqualTo(200);
        assertThat(health.body()).contains("\"status\":\"UP\"");
      }
      assertThat(visitor.management(service, "/actuator/prometheus").body())
          .contains("# TYPE jvm_memory_used_bytes gauge");
      assertThat(
              MetricsPage.differences(service, FreshMeters.of(service), visitor.metrics(service)))
          .as("docs/metrics.md and " + service)
          .isEmpty();
    }
  }

  @Test
  @Order(9)
  void oneTraceLeadsFromAWebhookToItsReply() {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var body =
        Visitor.documented(town.first()).replace(DOCUMENTED_WORKFLOW, "8b0456318b3d14.40217735");
    assertThat(visitor.postTraced(body, "00-" + trace + "-00f067aa0ba902b7-00")).isEqualTo(200);

    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> collector.names(trace),
            names ->
                names.containsAll(List.of("gateway webhook", "loyalty decide", "gateway reply")));
    Awaitility.await().atMost(PATIENCE).until(() -> collector.together(trace).size() >= 2);
    var together = collector.together(trace);
    assertThat(together)
        .extracting(kept -> kept.span().getName())
        .contains("decide poll", "request to portal");
    assertThat(together)
        .filteredOn(kept -> kept.span().getName().equals("decide poll"))
        .anyMatch(poll -> collector.of(trace, "decide").isLinkedTo(poll));
    assertThat(visitor.examples("gateway"))
        .containsPattern("gateway_delivery_answer_lag_seconds_bucket.*# \\{.*trace_id=\"");
    assertThat(visitor.examples("loyalty"))
        .containsPattern("loyalty_engine_lag_seconds_bucket.*# \\{.*trace_id=\"");
  }

  @Test
  @Order(10)
  void everyQueryOfTheDashboardsAndRulesHasAnAnswer() {
    try (var prometheus = PrometheusServer.start(folder.resolve("prometheus"), suite.jobs())) {
      var unanswered = new ArrayList<>(Dashboards.queries());
      unanswered.addAll(Rules.metrics());
      assertThat(unanswered).noneMatch(query -> prometheus.series(query.expression()) < 0);
      // A rate is a number only where something happened between two scrapes.
      var contact = new AtomicLong(1_000);
      try {
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> {
                  tell(Story.SALE, contact.incrementAndGet());
                  tell(Story.BLOCKED_CARD, contact.incrementAndGet());
                  unanswered.removeIf(query -> prometheus.series(query.expression()) > 0);
                  return unanswered.isEmpty();
                });
      } catch (ConditionTimeoutException e) {
        assertThat(unanswered).as("queries without an answer: %s", unanswered).isEmpty();
      }
    }
  }

  @Test
  @Order(10)
  void noSecretIsFoundAnywhere() {
    var token = town.first().installation(ServiceArguments.CLIENT_ID).applicationToken();
    var canaries = Canaries.of(suite, token, DOCUMENTED_WORKFLOW);
    assertThat(canaries.inCalls("a text", "x")).containsExactly("no call at all in a text");
    assertThat(canaries.in("a text", "x" + token)).containsExactly("application token in a text");

    var found = new ArrayList<>(canaries.in("the log", suite.output()));
    found.addAll(canaries.inCalls("the topics", Canaries.topics(suite.bootstrapServers())));
    for (var service : List.of("gateway", "loyalty", "journal")) {
      found.addAll(canaries.in("the metrics of " + service, visitor.examples(service)));
      found.addAll(
          canaries.inCalls("the database " + service, Canaries.dump(suite.database(service))));
    }
    found.addAll(canaries.in("the traces", collector.text()));
    found.addAll(canaries.inCalls("the journal", theCallOf(DOCUMENTED_WORKFLOW)));
    var bundle = visitor.bundle(DOCUMENTED_WORKFLOW, folder.resolve("documented.zip"));
    found.addAll(canaries.inCalls("a bundle", Canaries.bundle(bundle)));
    assertThat(found).isEmpty();
  }

  @Test
  @Order(11)
  void aSecondSuiteSaysWhyItCannotStart() throws InterruptedException {
    assertThat(suite.runToEnd(suite.data())).isNotZero();
    assertThat(suite.output()).contains("another suite runs on the data in " + suite.data());
    assertThat(suite.runToEnd(folder.resolve("other"))).isNotZero();
    assertThat(suite.output())
        .contains("port " + suite.port("gateway") + " is taken by java")
        .contains("--gateway-port=PORT");
  }

  @Test
  @Order(12)
  void aBundleIsReproducedWithNothingRunning() {
    var workflow = tell(Story.BLOCKED_CARD, 4);
    Awaitility.await().atMost(PATIENCE).until(() -> theCallOf(workflow).contains("card_blocked"));
    var bundle = visitor.bundle(workflow, folder.resolve("bundle.zip"));

    suite.stop();

    assertThat(suite.left()).isEmpty();
    assertThat(new CommandLine(new ReproduceCommand()).execute(bundle.toString())).isZero();
  }

  @Test
  @Order(13)
  void stoppedWhileStartingItLeavesNothingBehind() {
    suite.stopWhileStarting();
    assertThat(suite.left()).isEmpty();
  }

  @Test
  @Order(14)
  void itsDataSurviveAndItsRegistryMayBeAway() {
    suite.start("--without-registry");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> registryAway("gateway") && registryAway("loyalty"));
    tell(Story.SALE, 5);
    assertThat(town.run("loyalty_card_get", Map.of("contact_id", "315")))
        .containsEntry("result_card_balance", "1550.50");
  }

  @Test
  @Order(15)
  void afterAKillItTakesOverWhatWasLeft() {
    var left = suite.postgresPid();
    suite.killJvm();
    suite.start();
    assertThat(suite.postgresPid()).as("the database left behind is adopted").isEqualTo(left);
    tell(Story.SALE, 6);
    assertThat(StrangersDecoder.undecodable(suite)).isEmpty();
  }

  /** The checks of the kill test are worth something only if they see what is wrong. */
  @Test
  @Order(16)
  void everyBrokenPromiseIsSeen() throws Exception {
    var promises = suite.promises(town.portals());
    assertThat(promises.awaitRest(PATIENCE)).isTrue();
    assertThat(promises.check(PATIENCE).broken()).isEmpty();

    Damage.ofTopics(suite);
    Damage.ofDatabases(suite);
    assertThat(promises.check(PATIENCE).broken())
        .extracting(promise -> promise.substring(0, promise.indexOf(':')))
        .containsExactlyInAnyOrder(
            "every call answered 200 has exactly one result id",
            "copies of a result are byte-identical",
            "a published result is the stored one",
            "a balance is the sum of its entries",
            "the journal has every record unaltered");
  }

  /** Comes last: so many strangers would hide the town from the tests before. */
  @Test
  @Order(17)
  void tenThousandPortalsAddNoSeries() {
    ManyPortals.call(suite, MANY_PORTALS, ANSWERED_PORTALS);
    awaitSum("loyalty", "loyalty_engine_commands_total", "error", MANY_PORTALS);
    awaitSum("gateway", "gateway_delivery_replies_total", "cancelled", ANSWERED_PORTALS);
    for (var service : MetricsPage.SERVICES) {
      var scrape = visitor.metrics(service);
      assertThat(scrape.series()).as(service).isLessThanOrEqualTo(2000);
      assertThat(MetricsPage.differences(service, FreshMeters.of(service), scrape)).isEmpty();
    }
    assertThat(registryAway("gateway")).isFalse();
  }

  private void awaitSum(String service, String family, String outcome, int atLeast) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> visitor.metrics(service).sum(family, Map.of("outcome", outcome)) >= atLeast);
  }

  private boolean registryAway(String service) {
    return visitor.metrics(service).sum(service + "_registry_away", Map.of()) == 1;
  }

  private String tell(Story story, long contact) {
    var view = town.tell(story, contact);
    assertThat(story.objections(view)).isEmpty();
    return view.id();
  }

  /** The one call of a process, as the journal tells it once it is decided. */
  private String theCallOf(String workflowId) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> visitor.journal("/api/processes/" + workflowId).toString(),
            process -> process.contains("\"type\":\"OperationResult\""));
  }

  private void awaitAudit(String where, String kind) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> visitor.journal("/api/events?type=AuditEvent&" + where).toString(),
            events -> events.contains(kind));
  }
}
