package io.loyaltysuite.gateway.work;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static io.loyaltysuite.gateway.work.Interim.amount;
import static io.loyaltysuite.gateway.work.Interim.percent;
import static io.loyaltysuite.gateway.work.Interim.undo;
import static io.loyaltysuite.gateway.work.Interim.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.AnsweringLoyalty;
import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.gateway.RecordedEvents;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.gateway.trace.TraceParent;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.portal.Deal;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Verdict;
import io.loyaltysuite.standalone.parts.Parts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Works in portals that behave like portals, on real parts. */
class DealWorkIT {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String SET_ROWS = "crm.deal.productrows.set";

  /** Rows that are replaced for the first time in a portal get this number. */
  private static final String FIRST_REPLACED = "1000001";

  private static final GatewayWithPortals SUITE =
      GatewayWithPortals.inThisJvm(
          "--gateway.work.begin-margin=1s",
          "--gateway.work.settle-for=2s",
          "--gateway.work.sweep-interval=200ms",
          "--gateway.portal.request-timeout=5s");

  @AfterAll
  static void stop() {
    SUITE.close();
  }

  @Test
  void anAmountIsTakenOffTheRowsAndTheDomainIsTold() {
    var portal = portal("amount", teaAndCup());

    var asked = ask(portal, amount(7, "300"));

    ended(asked, applied("300.00", "2000.00", "1700.00", 2));
    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1700.00");
    assertThat(portal.deal(7).text(0, "PRICE")).isEqualTo("1275");
    assertThat(portal.deal(7).text(1, "PRICE")).isEqualTo("425");
    assertThat(portal.deal(7).text(0, "DISCOUNT_TYPE_ID")).isEqualTo("1");
    assertThat(portal.deal(7).text(0, "PRODUCT_NAME")).isEqualTo("Чай & «$result[x]» <b>");
    assertThat(reports(portal)).containsExactly("work_queued", "work_done");
    assertThat(audits(portal)).isEmpty();
    var meters = SUITE.bean(MeterRegistry.class);
    assertThat(meters.get("gateway.work.age").gauge().value()).isNotNaN();
    assertThat(meters.get("gateway.work.done").tag("outcome", "applied").counter().count())
        .isPositive();
    var id = FollowUp.id(asked.result().getCommandId());
    var headers =
        RecordedEvents.of(
                Parts.shared().kafka().bootstrapServers(), Topics.COMMANDS, portal.memberId())
            .getFirst()
            .headers();
    assertThat(EventHeaders.text(headers, EventHeaders.CE_ID)).isEqualTo(id.toString());
    assertThat(EventHeaders.text(headers, EventHeaders.CE_KIND)).isEqualTo(Interim.FOLLOW_UP);
    assertThat(EventHeaders.text(headers, EventHeaders.CAUSATION_ID)).isEqualTo(id.toString());
    assertThat(EventHeaders.text(headers, EventHeaders.TRACEPARENT))
        .isEqualTo(TraceParent.of(null, id));
  }

  @Test
  void aPercentageIsTakenOffTheListPrices() {
    var portal =
        portal(
            "percent",
            teaAndCup()
                .withRow(Map.of("PRICE", "90", "PRICE_BRUTTO", "100", "PRICE_NETTO", "100")));

    var asked = ask(portal, percent(7, "5"));

    var told = new HashMap<>(applied("100.00", "2090.00", "1990.00", 2));
    told.put("percent_applied", "5");
    ended(asked, told);
    assertThat(portal.deal(7).text(0, "DISCOUNT_RATE")).isEqualTo("5");
    assertThat(portal.deal(7).text(2, "PRICE")).isEqualTo("90");
  }

  @Test
  void theProcessIsAnsweredOnceAndOnlyWhenTheFollowUpIsDecided() {
    var portal = portal("chain", teaAndCup());
    SUITE
        .loyalty()
        .answers(
            portal.memberId(),
            command ->
                Optional.of(
                    command.getOperation().equals(Interim.FOLLOW_UP)
                        ? AnsweringLoyalty.resultOf(command)
                        : Interim.asking(
                            command.getInvocation(),
                            UUID.fromString(command.getCommandId()),
                            amount(7, "300"),
                            Instant.now().plus(LONG))));

    portal.start(
        BusinessProcess.named("one")
            .step("loyalty_pay", Map.of("card_number", "79780000000", "amount", "300")));

    await().atMost(PATIENCE).until(() -> portal.tally().replies(Verdict.APPLIED) == 1);
    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1700.00");
    await().atMost(PATIENCE).until(() -> reports(portal).contains("sent"));
    assertThat(reports(portal)).containsExactly("work_queued", "work_done", "queued", "sent");
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void aClosedDealIsLeftAlone() {
    var portal = portal("closed", teaAndCup().won());
    ended(ask(portal, amount(7, "300")), failed("deal_closed"));
    assertThat(portal.deal(7)).isEqualTo(teaAndCup().won());
  }

  @Test
  void aDealThatIsNotThereIsTold() {
    var portal = portal("missing", teaAndCup());
    ended(ask(portal, amount(8, "300")), failed("deal_not_found"));
  }

  @Test
  void anotherCurrencyIsTold() {
    var portal = portal("currency", teaAndCup().with("CURRENCY_ID", "EUR"));
    ended(ask(portal, amount(7, "300")), failed("currency_mismatch"));
  }

  @Test
  void withoutRowsTheSumIsLoweredOrTheCallFailsAsAsked() {
    var portal = portal("rowless", Deal.of(7).with("OPPORTUNITY", "2000"));

    ended(ask(portal, with(amount(7, "300"), "no_rows", "error")), failed("deal_has_no_products"));
    ended(ask(portal, percent(7, "5")), failed("deal_has_no_products"));
    ended(ask(portal, amount(7, "300")), applied("300.00", "2000.00", "1700.00", 0));

    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1700.00");
    assertThat(portal.deal(7).text("IS_MANUAL_OPPORTUNITY")).isEqualTo("Y");
  }

  @Test
  void aSumSetByHandIsLoweredWithTheRows() {
    var portal = portal("manual", manual());

    ended(ask(portal, amount(7, "300")), applied("300.00", "1900.00", "1600.00", 2));

    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1600.00");
    assertThat(portal.deal(7).text(0, "PRICE")).isEqualTo("1275");
  }

  @Test
  void aSumIsPutBackWhenTheRowsAreRefused() {
    var portal = portal("frozen", manual());
    portal.state().deals().freezeRows(true);

    ended(ask(portal, amount(7, "300")), failed("deal_update_failed"));

    assertThat(portal.deal(7)).isEqualTo(manual());
    assertThat(audits(portal)).isEmpty();
  }

  @Test
  void rightsThatAreMissingAreToldAndTheOthersGoOn() {
    var portal = portal("denied", teaAndCup());
    portal.state().deals().deny(true);
    ended(ask(portal, amount(7, "300")), failed("crm_access_denied"));

    portal.state().deals().deny(false);
    portal.install(SUITE.application().withScopes(Set.of("bizproc", "user_brief"))).join();
    ended(ask(portal, amount(7, "300")), failed("crm_access_denied"));
    assertThat(audits(portal)).doesNotContain("portal_status_changed");
  }

  @Test
  void aLostAnswerLeadsToOneDiscount() {
    var portal = portal("lost", teaAndCup());
    portal.disturbNext(SET_ROWS, Disturbance.swallowing(1), 1);

    ended(ask(portal, amount(7, "300")), applied("300.00", "2000.00", "1700.00", 2));

    assertThat(portal.deal(7).text(0, "ID")).isEqualTo(FIRST_REPLACED);
    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1700.00");
    assertThat(reports(portal)).containsSubsequence("work_queued", "work_retry", "work_done");
  }

  @Test
  void aRequestThatNeverArrivedIsRepeated() {
    var portal = portal("unsent", teaAndCup());
    portal.disturbNext(SET_ROWS, Disturbance.refusing(1, 503), 2);

    ended(ask(portal, amount(7, "300")), applied("300.00", "2000.00", "1700.00", 2));

    assertThat(portal.deal(7).text(0, "ID")).isEqualTo(FIRST_REPLACED);
  }

  @Test
  void aDealThatOthersChangedMeanwhileIsToldToTheAudit() {
    var portal = portal("meddled", teaAndCup());
    portal.disturbNext(SET_ROWS, Disturbance.swallowing(1), 1);
    var asked = ask(portal, amount(7, "300"));
    await().atMost(PATIENCE).until(() -> sum(portal).equals("1700.00"));

    portal.put(Deal.of(7).withRow(Map.of("PRICE", "1", "QUANTITY", "1")));

    ended(asked, failed("deal_update_failed"));
    await().atMost(PATIENCE).until(() -> audits(portal).contains("portal_work_unknown"));
    assertThat(sum(portal)).isEqualTo("1.00");
  }

  @Test
  void workIsNotBegunAfterItsTimeAlsoWhileThePortalIsLeftAlone() {
    var portal = portal("away", teaAndCup());
    portal.disturb(Disturbance.refusing(1, 0));

    ended(ask(portal, amount(7, "300"), Duration.ofSeconds(4)), failed("crm_unavailable"));

    portal.disturb(Disturbance.NONE);
    assertThat(portal.deal(7)).isEqualTo(teaAndCup());
    assertThat(audits(portal)).isEmpty();
    assertThat(reports(portal)).contains("work_retry");
  }

  @Test
  void whatMayBeWrittenIsSettledForABoundedTime() {
    var portal = portal("silent", teaAndCup());
    portal.disturbNext(SET_ROWS, Disturbance.swallowing(1), 1);
    var asked = ask(portal, amount(7, "300"), Duration.ofSeconds(6));
    await().atMost(PATIENCE).until(() -> sum(portal).equals("1700.00"));
    portal.disturb(Disturbance.refusing(1, 0));

    ended(asked, failed("deal_update_failed"));

    await().atMost(PATIENCE).until(() -> audits(portal).contains("portal_work_unknown"));
  }

  @Test
  void aPortalThatLeftGetsNothingAndItsHoldIsReleased() {
    var portal = portal("left", teaAndCup());
    portal.uninstall(GatewayWithPortals.CLIENT_ID, true).join();
    await().atMost(PATIENCE).until(() -> audits(portal).contains("portal_uninstalled"));

    ended(ask(portal, amount(7, "300")), failed("crm_unavailable"));

    assertThat(portal.deal(7)).isEqualTo(teaAndCup());
    await().atMost(PATIENCE).until(() -> SUITE.rows("portal_work", portal.memberId()).isEmpty());
  }

  @Test
  void worksOfOnePortalFollowOneAnother() {
    var portal = portal("two", teaAndCup());
    portal.put(Deal.of(9).withRow(Map.of("PRICE", "500", "QUANTITY", "2")));
    portal.disturbNext(SET_ROWS, Disturbance.swallowing(1), 1);

    var first = ask(portal, amount(7, "300"));
    var second = ask(portal, amount(7, "170"));
    var other = ask(portal, amount(9, "100"));

    ended(first, applied("300.00", "2000.00", "1700.00", 2));
    ended(second, applied("170.00", "1700.00", "1530.00", 2));
    ended(other, applied("100.00", "1000.00", "900.00", 1));
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void aResultReadAgainChangesNothing() {
    var portal = portal("again", teaAndCup());
    var asked = ask(portal, amount(7, "300"));
    ended(asked, applied("300.00", "2000.00", "1700.00", 2));

    SUITE.loyalty().publish(asked.result());
    SUITE.loyalty().publish(asked.result());

    ended(ask(portal, amount(8, "300")), failed("deal_not_found"));
    assertThat(followUps(portal)).hasSize(2);
    assertThat(portal.deal(7).text(0, "ID")).isEqualTo(FIRST_REPLACED);
    assertThat(SUITE.rows("portal_work", portal.memberId())).hasSize(2);
  }

  @Test
  void aDiscountIsTakenBack() {
    var portal = portal("undo", teaAndCup());
    var applied = ask(portal, amount(7, "300"));
    ended(applied, applied("300.00", "2000.00", "1700.00", 2));

    ended(ask(portal, undo(7, applied.result())), Map.of("outcome", "undone"));

    assertThat(sum(portal)).isEqualTo("2000.00");
    assertThat(portal.deal(7).text(0, "PRICE")).isEqualTo("1500");
    ended(ask(portal, undo(7, applied.result())), Map.of("outcome", "undone"));
  }

  @Test
  void aSumIsTakenBackAsItWasSet() {
    var portal = portal("undo-sum", Deal.of(7).with("OPPORTUNITY", "2000"));
    var applied = ask(portal, amount(7, "300"));
    ended(applied, applied("300.00", "2000.00", "1700.00", 0));

    ended(ask(portal, undo(7, applied.result())), Map.of("outcome", "undone"));

    assertThat(portal.deal(7)).isEqualTo(Deal.of(7).with("OPPORTUNITY", "2000"));
  }

  @Test
  void whatFailedNeedsNoUndoing() {
    var portal = portal("undo-none", teaAndCup().won());
    var failed = ask(portal, amount(7, "300"));
    ended(failed, failed("deal_closed"));

    ended(ask(portal, undo(7, failed.result())), Map.of("outcome", "undone"));

    assertThat(portal.deal(7)).isEqualTo(teaAndCup().won());
  }

  @Test
  void aDealThatOthersChangedKeepsItsDiscount() {
    var portal = portal("undo-late", teaAndCup());
    var applied = ask(portal, amount(7, "300"));
    ended(applied, applied("300.00", "2000.00", "1700.00", 2));
    portal.put(portal.deal(7).withRow(Map.of("PRICE", "100", "QUANTITY", "1")));

    ended(ask(portal, undo(7, applied.result())), failed("deal_update_failed"));

    assertThat(sum(portal)).isEqualTo("1800.00");
    await().atMost(PATIENCE).until(() -> audits(portal).contains("deal_left_discounted"));
  }

  @Test
  void aTokenThatExpiresBetweenReadingAndWritingIsRenewed() {
    var portal = portal("expired", teaAndCup());
    long before = portal.calls().calls();
    portal.change(
        settings ->
            settings.withBehaviour(settings.behaviour().withRestLatency(Between.millis(700, 700))));

    var asked = ask(portal, amount(7, "300"));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> portal.calls().calls() > before);
    portal.expireTokens(GatewayWithPortals.CLIENT_ID);

    ended(asked, applied("300.00", "2000.00", "1700.00", 2));
    assertThat(portal.refreshes()).hasSize(1);
    assertThat(portal.deal(7).text(0, "ID")).isEqualTo(FIRST_REPLACED);
  }

  @Test
  void manyRowsSurviveWhatPhpReadsOfAQuery() {
    var deal = Deal.of(7);
    for (int i = 0; i < 120; i++) {
      deal = deal.withRow(Map.of("PRODUCT_NAME", "p" + i, "PRICE", "10", "QUANTITY", "1"));
    }
    var portal = portal("many", deal);

    ended(ask(portal, amount(7, "120")), applied("120.00", "1200.00", "1080.00", 120));

    assertThat(portal.deal(7).rows()).hasSize(120);
  }

  @Test
  void workThatNobodyCouldBeToldOfIsADeadLetter() {
    var portal = portal("mute", teaAndCup());
    var parameters = new HashMap<>(amount(7, "300"));
    parameters.remove("follow_up");

    ask(portal, parameters);
    ended(ask(portal, with(amount(7, "300"), "measure", "weight")), failed("deal_update_failed"));

    assertThat(SUITE.rows("portal_work", portal.memberId())).hasSize(1);
    assertThat(portal.deal(7)).isEqualTo(teaAndCup());
  }

  private static Deal teaAndCup() {
    return Deal.of(7)
        .withRow(Map.of("PRODUCT_NAME", "Чай & «$result[x]» <b>", "PRICE", "1500", "QUANTITY", "1"))
        .withRow(Map.of("PRODUCT_NAME", "Cup", "PRICE", "500", "QUANTITY", "1"));
  }

  private static Deal manual() {
    return Deal.of(7)
        .with("IS_MANUAL_OPPORTUNITY", "Y")
        .with("OPPORTUNITY", "1900")
        .withRow(Map.of("PRODUCT_NAME", "Tea", "PRICE", "1500", "QUANTITY", "1"))
        .withRow(Map.of("PRODUCT_NAME", "Cup", "PRICE", "500", "QUANTITY", "1"));
  }

  private static Portal portal(String name, Deal deal) {
    var portal = SUITE.installed("deal-" + name);
    portal.put(deal);
    SUITE.loyalty().answers(portal.memberId(), _ -> Optional.empty());
    return portal;
  }

  private record Asking(Portal portal, OperationResult result) {}

  private static Asking ask(Portal portal, Map<String, String> parameters) {
    return ask(portal, parameters, LONG);
  }

  private static Asking ask(Portal portal, Map<String, String> parameters, Duration left) {
    var replyTo = SUITE.bean(Sealer.class).seal("w|A1|x.y", portal.memberId());
    var result = Interim.result(portal.memberId(), replyTo, parameters, left);
    SUITE.loyalty().publish(result);
    return new Asking(portal, result);
  }

  /** One follow-up, exactly this, and no reply. */
  private static void ended(Asking asked, Map<String, String> told) {
    var result = asked.result();
    var id = FollowUp.id(result.getCommandId()).toString();
    await()
        .atMost(PATIENCE)
        .until(() -> followUps(asked.portal()).stream().anyMatch(c -> c.getCommandId().equals(id)));
    var own = followUps(asked.portal()).stream().filter(c -> c.getCommandId().equals(id)).toList();
    assertThat(own).hasSize(1);
    var command = own.getFirst();
    var inputs = new HashMap<String, List<String>>();
    new Assignment(result).parameters().forEach((name, value) -> inputs.put(name, List.of(value)));
    inputs.remove("follow_up");
    told.forEach((name, value) -> inputs.put(name, List.of(value)));
    assertThat(command.getInputs()).isEqualTo(inputs);
    assertThat(command.getOperation()).isEqualTo(Interim.FOLLOW_UP);
    assertThat(command.getRefusal()).isNull();
    assertThat(command.getRawProperties()).isEmpty();
    var invocation = new Assignment(result).invocation();
    assertThat(command.getInvocation().getReceivedAt()).isAfter(invocation.getReceivedAt());
    assertThat(command.getInvocation().getReplyTo()).isEqualTo(invocation.getReplyTo());
    assertThat(command.getInvocation().getWorkflowId()).isEqualTo(invocation.getWorkflowId());
    assertThat(command.getInvocation().getDocumentId()).isEqualTo(invocation.getDocumentId());
    assertThat(asked.portal().calls().latest())
        .extracting(call -> call.method())
        .doesNotContain("bizproc.event.send");
  }

  private static List<ActivityCommand> followUps(Portal portal) {
    return SUITE.recorded(Topics.COMMANDS, portal.memberId(), ActivityCommand.class);
  }

  private static Map<String, String> applied(String off, String before, String after, int rows) {
    return Map.of(
        "outcome", "applied",
        "discount_amount", off,
        "deal_sum_before", before,
        "deal_sum_after", after,
        "rows_changed", Integer.toString(rows));
  }

  private static Map<String, String> failed(String failure) {
    return Map.of("outcome", "failed", "failure", failure);
  }

  private static String sum(Portal portal) {
    return portal.deal(7).text("OPPORTUNITY");
  }

  private static List<String> reports(Portal portal) {
    return SUITE.recorded(Topics.DELIVERIES, portal.memberId(), DeliveryReport.class).stream()
        .map(DeliveryReport::getKind)
        .toList();
  }

  private static List<String> audits(Portal portal) {
    return SUITE.recorded(Topics.AUDIT, portal.memberId(), AuditEvent.class).stream()
        .map(AuditEvent::getKind)
        .filter(kind -> !kind.equals("portal_installed"))
        .toList();
  }
}
