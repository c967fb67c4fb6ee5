package io.loyaltysuite.gateway.work;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static io.loyaltysuite.gateway.work.DealSuite.FIRST_REPLACED;
import static io.loyaltysuite.gateway.work.DealSuite.applied;
import static io.loyaltysuite.gateway.work.DealSuite.failed;
import static io.loyaltysuite.gateway.work.DealSuite.manual;
import static io.loyaltysuite.gateway.work.DealSuite.sum;
import static io.loyaltysuite.gateway.work.DealSuite.teaAndCup;
import static io.loyaltysuite.gateway.work.Interim.amount;
import static io.loyaltysuite.gateway.work.Interim.percent;
import static io.loyaltysuite.gateway.work.Interim.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.AnsweringLoyalty;
import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.gateway.RecordedEvents;
import io.loyaltysuite.gateway.trace.TraceParent;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
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

  private static final DealSuite SUITE = new DealSuite();

  @AfterAll
  static void stop() {
    SUITE.close();
  }

  @Test
  void anAmountIsTakenOffTheRowsAndTheDomainIsTold() {
    var portal = SUITE.portal("amount", teaAndCup());

    var asked = SUITE.ask(portal, amount(7, "300"));

    SUITE.ended(asked, applied("300.00", "2000.00", "1700.00", 2));
    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1700.00");
    assertThat(portal.deal(7).text(0, "PRICE")).isEqualTo("1275");
    assertThat(portal.deal(7).text(1, "PRICE")).isEqualTo("425");
    assertThat(portal.deal(7).text(0, "DISCOUNT_TYPE_ID")).isEqualTo("1");
    assertThat(portal.deal(7).text(0, "PRODUCT_NAME")).isEqualTo("Чай & «$result[x]» <b>");
    assertThat(SUITE.reports(portal)).containsExactly("work_queued", "work_done");
    assertThat(SUITE.audits(portal)).isEmpty();
    var meters = SUITE.suite().bean(MeterRegistry.class);
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
        SUITE.portal(
            "percent",
            teaAndCup()
                .withRow(Map.of("PRICE", "90", "PRICE_BRUTTO", "100", "PRICE_NETTO", "100")));

    var asked = SUITE.ask(portal, percent(7, "5"));

    var told = new HashMap<>(applied("100.00", "2090.00", "1990.00", 2));
    told.put("percent_applied", "5");
    SUITE.ended(asked, told);
    assertThat(portal.deal(7).text(0, "DISCOUNT_RATE")).isEqualTo("5");
    assertThat(portal.deal(7).text(2, "PRICE")).isEqualTo("90");
  }

  @Test
  void theProcessIsAnsweredOnceAndOnlyWhenTheFollowUpIsDecided() {
    var portal = SUITE.portal("chain", teaAndCup());
    SUITE
        .suite()
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
    await().atMost(PATIENCE).until(() -> SUITE.reports(portal).contains("sent"));
    assertThat(SUITE.reports(portal)).containsExactly("work_queued", "work_done", "queued", "sent");
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void aClosedDealIsLeftAlone() {
    var portal = SUITE.portal("closed", teaAndCup().won());
    SUITE.ended(SUITE.ask(portal, amount(7, "300")), failed("deal_closed"));
    assertThat(portal.deal(7)).isEqualTo(teaAndCup().won());
  }

  @Test
  void aDealThatIsNotThereIsTold() {
    var portal = SUITE.portal("missing", teaAndCup());
    SUITE.ended(SUITE.ask(portal, amount(8, "300")), failed("deal_not_found"));
  }

  @Test
  void anotherCurrencyIsTold() {
    var portal = SUITE.portal("currency", teaAndCup().with("CURRENCY_ID", "EUR"));
    SUITE.ended(SUITE.ask(portal, amount(7, "300")), failed("currency_mismatch"));
  }

  @Test
  void withoutRowsTheSumIsLoweredOrTheCallFailsAsAsked() {
    var portal = SUITE.portal("rowless", Deal.of(7).with("OPPORTUNITY", "2000"));

    SUITE.ended(
        SUITE.ask(portal, with(amount(7, "300"), "no_rows", "error")),
        failed("deal_has_no_products"));
    SUITE.ended(SUITE.ask(portal, percent(7, "5")), failed("deal_has_no_products"));
    SUITE.ended(SUITE.ask(portal, amount(7, "300")), applied("300.00", "2000.00", "1700.00", 0));

    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1700.00");
    assertThat(portal.deal(7).text("IS_MANUAL_OPPORTUNITY")).isEqualTo("Y");
  }

  @Test
  void aSumSetByHandIsLoweredWithTheRows() {
    var portal = SUITE.portal("manual", manual());

    SUITE.ended(SUITE.ask(portal, amount(7, "300")), applied("300.00", "1900.00", "1600.00", 2));

    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1600.00");
    assertThat(portal.deal(7).text(0, "PRICE")).isEqualTo("1275");
    assertThat(portal.deal(7).text(0, "PRODUCT_NAME")).isEqualTo("$result[s0] tea");
  }

  @Test
  void aSumIsPutBackWhenTheRowsAreRefused() {
    var portal = SUITE.portal("frozen", manual());
    portal.state().deals().freezeRows(true);

    SUITE.ended(SUITE.ask(portal, amount(7, "300")), failed("deal_update_failed"));

    assertThat(portal.deal(7)).isEqualTo(manual());
    assertThat(SUITE.audits(portal)).isEmpty();
  }

  /** They are in the same request, which halts. */
  @Test
  void rowsStayWhenTheSumIsRefused() {
    var manual =
        Deal.of(7)
            .withRow(Map.of("PRODUCT_NAME", "Tea", "PRICE", "2000", "QUANTITY", "1"))
            .with("IS_MANUAL_OPPORTUNITY", "Y")
            .with("OPPORTUNITY", "1900");
    var portal = SUITE.portal("fixed", manual);
    portal.state().deals().freezeFields(true);

    SUITE.ended(SUITE.ask(portal, amount(7, "300")), failed("deal_update_failed"));

    assertThat(portal.deal(7)).isEqualTo(manual);
  }

  @Test
  void rightsThatAreMissingAreToldAndTheOthersGoOn() {
    var portal = SUITE.portal("denied", teaAndCup());
    portal.state().deals().deny(true);
    SUITE.ended(SUITE.ask(portal, amount(7, "300")), failed("crm_access_denied"));

    portal.state().deals().deny(false);
    portal.install(SUITE.suite().application().withScopes(Set.of("bizproc", "user_brief"))).join();
    SUITE.ended(SUITE.ask(portal, amount(7, "300")), failed("crm_access_denied"));
    assertThat(SUITE.audits(portal)).doesNotContain("portal_status_changed");
  }

  @Test
  void aLostAnswerLeadsToOneDiscount() {
    var portal = SUITE.portal("lost", teaAndCup());
    portal.disturbNext(SET_ROWS, Disturbance.swallowing(1), 1);

    SUITE.ended(SUITE.ask(portal, amount(7, "300")), applied("300.00", "2000.00", "1700.00", 2));

    assertThat(portal.deal(7).text(0, "ID")).isEqualTo(FIRST_REPLACED);
    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1700.00");
    assertThat(SUITE.reports(portal)).containsSubsequence("work_queued", "work_retry", "work_done");
  }

  @Test
  void aRequestThatNeverArrivedIsRepeated() {
    var portal = SUITE.portal("unsent", teaAndCup());
    portal.disturbNext(SET_ROWS, Disturbance.refusing(1, 503), 2);

    SUITE.ended(SUITE.ask(portal, amount(7, "300")), applied("300.00", "2000.00", "1700.00", 2));

    assertThat(portal.deal(7).text(0, "ID")).isEqualTo(FIRST_REPLACED);
  }

  @Test
  void aDealThatOthersChangedMeanwhileIsToldToTheAudit() {
    var portal = SUITE.portal("meddled", teaAndCup());
    portal.disturbNext(SET_ROWS, Disturbance.swallowing(1), 1);
    var asked = SUITE.ask(portal, amount(7, "300"));
    await().atMost(PATIENCE).until(() -> sum(portal).equals("1700.00"));

    portal.put(Deal.of(7).withRow(Map.of("PRICE", "1", "QUANTITY", "1")));

    SUITE.ended(asked, failed("deal_update_failed"));
    await().atMost(PATIENCE).until(() -> SUITE.audits(portal).contains("portal_work_unknown"));
    assertThat(sum(portal)).isEqualTo("1.00");
  }

  @Test
  void workIsNotBegunAfterItsTimeAlsoWhileThePortalIsLeftAlone() {
    var portal = SUITE.portal("away", teaAndCup());
    portal.disturb(Disturbance.refusing(1, 0));

    var asked = SUITE.ask(portal, amount(7, "300"), Duration.ofSeconds(4));
    SUITE.ended(asked, failed("crm_unavailable"));

    assertThat(SUITE.followUps(portal).getFirst().getInvocation().getReceivedAt())
        .as("not at the end of the portal's pause")
        .isBefore(Assignment.workOf(asked.result()).getUntil());
    portal.disturb(Disturbance.NONE);
    assertThat(portal.deal(7)).isEqualTo(teaAndCup());
    assertThat(SUITE.audits(portal)).isEmpty();
    assertThat(SUITE.reports(portal)).contains("work_retry");
  }

  @Test
  void whatMayBeWrittenIsSettledForABoundedTime() {
    var portal = SUITE.portal("silent", teaAndCup());
    portal.disturbNext(SET_ROWS, Disturbance.swallowing(1), 1);
    var asked = SUITE.ask(portal, amount(7, "300"), Duration.ofSeconds(6));
    await().atMost(PATIENCE).until(() -> sum(portal).equals("1700.00"));
    portal.disturb(Disturbance.refusing(1, 0));

    SUITE.ended(asked, failed("deal_update_failed"));

    await().atMost(PATIENCE).until(() -> SUITE.audits(portal).contains("portal_work_unknown"));
  }

  @Test
  void aPortalThatLeftGetsNothingAndItsHoldIsReleased() {
    var portal = SUITE.portal("left", teaAndCup());
    portal.uninstall(GatewayWithPortals.CLIENT_ID, true).join();
    await().atMost(PATIENCE).until(() -> SUITE.audits(portal).contains("portal_uninstalled"));

    SUITE.ended(SUITE.ask(portal, amount(7, "300")), failed("crm_unavailable"));

    assertThat(portal.deal(7)).isEqualTo(teaAndCup());
    await()
        .atMost(PATIENCE)
        .until(() -> SUITE.suite().rows("portal_work", portal.memberId()).isEmpty());
  }

  @Test
  void worksOfOnePortalFollowOneAnother() {
    var portal = SUITE.portal("two", teaAndCup());
    portal.put(Deal.of(9).withRow(Map.of("PRICE", "500", "QUANTITY", "2")));
    portal.disturbNext(SET_ROWS, Disturbance.refusing(1, 503), 1);

    var first = SUITE.ask(portal, amount(7, "300"));
    var second = SUITE.ask(portal, amount(7, "170"));
    var other = SUITE.ask(portal, amount(9, "100"));

    SUITE.ended(first, applied("300.00", "2000.00", "1700.00", 2));
    SUITE.ended(second, applied("170.00", "1700.00", "1530.00", 2));
    SUITE.ended(other, applied("100.00", "1000.00", "900.00", 1));
    assertThat(portal.violations()).isEmpty();
  }

  @Test
  void aResultReadAgainChangesNothing() {
    var portal = SUITE.portal("again", teaAndCup());
    var asked = SUITE.ask(portal, amount(7, "300"));
    SUITE.ended(asked, applied("300.00", "2000.00", "1700.00", 2));

    SUITE.suite().loyalty().publish(asked.result());
    SUITE.suite().loyalty().publish(asked.result());

    SUITE.ended(SUITE.ask(portal, amount(8, "300")), failed("deal_not_found"));
    assertThat(SUITE.followUps(portal)).hasSize(2);
    assertThat(portal.deal(7).text(0, "ID")).isEqualTo(FIRST_REPLACED);
    assertThat(SUITE.suite().rows("portal_work", portal.memberId())).hasSize(2);
  }

  @Test
  void aTokenThatExpiresBetweenReadingAndWritingIsRenewed() {
    var portal = SUITE.portal("expired", teaAndCup());
    long before = portal.calls().calls();
    portal.change(
        settings ->
            settings.withBehaviour(settings.behaviour().withRestLatency(Between.millis(700, 700))));

    var asked = SUITE.ask(portal, amount(7, "300"));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> portal.calls().calls() > before);
    portal.expireTokens(GatewayWithPortals.CLIENT_ID);

    SUITE.ended(asked, applied("300.00", "2000.00", "1700.00", 2));
    assertThat(portal.refreshes()).hasSize(1);
    assertThat(portal.deal(7).text(0, "ID")).isEqualTo(FIRST_REPLACED);
  }

  @Test
  void manyRowsSurviveWhatPhpReadsOfAQuery() {
    var deal = Deal.of(7);
    for (int i = 0; i < 120; i++) {
      deal = deal.withRow(Map.of("PRODUCT_NAME", "p" + i, "PRICE", "10", "QUANTITY", "1"));
    }
    var portal = SUITE.portal("many", deal);

    SUITE.ended(SUITE.ask(portal, amount(7, "120")), applied("120.00", "1200.00", "1080.00", 120));

    assertThat(portal.deal(7).rows()).hasSize(120);
  }

  @Test
  void workThatNobodyCouldBeToldOfIsADeadLetter() {
    var portal = SUITE.portal("mute", teaAndCup());
    var parameters = new HashMap<>(amount(7, "300"));
    parameters.remove("follow_up");

    SUITE.ask(portal, parameters);
    SUITE.ended(
        SUITE.ask(portal, with(amount(7, "300"), "measure", "weight")),
        failed("deal_update_failed"));

    assertThat(SUITE.suite().rows("portal_work", portal.memberId())).hasSize(1);
    assertThat(portal.deal(7)).isEqualTo(teaAndCup());
  }
}
