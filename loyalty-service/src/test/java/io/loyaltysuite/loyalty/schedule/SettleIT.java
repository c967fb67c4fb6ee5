package io.loyaltysuite.loyalty.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Later;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.ledger.DueWork;
import io.loyaltysuite.loyalty.ledger.DueWork.Rehearsed;
import io.loyaltysuite.loyalty.reproduce.RecordedResult;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What becomes due is written down though nobody touches the cards. */
class SettleIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int CARDS = 12;

  private static final String[] IDLE = {"--loyalty.schedule.enabled=false"};
  private static final String[] BUSY = {
    "--loyalty.schedule.grace=0s", "--loyalty.schedule.interval=200ms", "--loyalty.schedule.batch=5"
  };

  private static final String WRITTEN =
      """
      select e.entry_id::text from entry e join portal p on p.id = e.portal_id
      where p.member_id = ? and e.kind in ('activated', 'expired', 'hold_expired', 'block_ended')
      """;
  private static final String LEFT =
      """
      select a.number from account a join portal p on p.id = a.portal_id
      where p.member_id = ? and a.due_at is not null
      """;

  /** Raises an error whenever an entry of that kind is written for the card. */
  private static final String TROUBLE =
      """
      create or replace function trouble() returns trigger language plpgsql as $$
      begin
        if new.kind = 'expired' and new.card_id = (select card_id from account where number = '%s')
        then raise exception 'trouble' using errcode = '%s'; end if;
        return new;
      end $$;
      create trigger trouble before insert on entry for each row execute function trouble();
      """;

  @Test
  void twoInstancesSettleEverythingOnceAndAsItWasRehearsed() {
    var portal = Calls.ofNewPortal();
    try (var rig = new Rig()) {
      var told = rehearsal(prepared(rig, portal), portal);
      var sent = rig.results(portal.memberId()).size();
      assertThat(entries(told)).hasSizeGreaterThan(3 * CARDS);

      rig.start(List.of(Later.class), BUSY);
      rig.start(List.of(Later.class), BUSY);
      awaitSettled(rig, portal);

      assertThat(rig.texts(WRITTEN, portal.memberId()))
          .containsExactlyInAnyOrderElementsOf(entries(told));
      await().atMost(SOON).until(() -> results(rig, portal) == sent + commands(told));
      assertResults(rig, portal);
    }
  }

  /** Somebody else has to go on where an instance died. */
  @Test
  void anotherInstanceGoesOnWhereOneWasStopped() {
    var portal = Calls.ofNewPortal();
    try (var rig = new Rig()) {
      var told = rehearsal(prepared(rig, portal), portal);
      rig.sql().sql(TROUBLE.formatted(card(CARDS - 1), "57014")).update();
      var first = rig.start(List.of(Later.class), BUSY);
      await().atMost(SOON).until(() -> count(first, ScheduleMeter.FAILED) >= 2);
      first.close();
      assertThat(rig.texts(WRITTEN, portal.memberId())).isNotEmpty();
      assertThat(rig.texts(LEFT, portal.memberId())).contains(card(CARDS - 1));
      rig.sql().sql("drop trigger trouble on entry").update();

      rig.start(List.of(Later.class), BUSY);
      awaitSettled(rig, portal);

      assertThat(rig.texts(WRITTEN, portal.memberId()))
          .containsExactlyInAnyOrderElementsOf(entries(told));
      assertResults(rig, portal);
    }
  }

  @Test
  void aCardThatCannotBeSettledWaitsForSomebodyToTouchIt() {
    var portal = Calls.ofNewPortal();
    try (var rig = new Rig()) {
      prepared(rig, portal).close();
      rig.sql().sql(TROUBLE.formatted(card(0), "P0001")).update();
      var service = rig.start(List.of(Later.class), BUSY);
      awaitSettled(rig, portal);
      assertThat(count(service, ScheduleMeter.PUT_ASIDE)).isEqualTo(1);
      assertThat(service.getBean(DueWork.class).left(portal.memberId(), Instant.now()))
          .isEqualTo(Map.of("failed", 1L));

      rig.sql().sql("drop trigger trouble on entry").update();
      rig.send(at(later(), portal.accrue(card(0), "1")));
      await()
          .atMost(SOON)
          .until(() -> service.getBean(DueWork.class).left(portal.memberId(), later()).isEmpty());
      assertResults(rig, portal);
    }
  }

  @Test
  void readsCardsThatAreOlderThanTheSchedule() {
    var portal = Calls.ofNewPortal();
    try (var rig = new Rig()) {
      prepared(rig, portal);
      var known = rig.texts("select number || due_at || due_kind from account order by 1");
      rig.sql().sql("update account set due_at = default, due_kind = default").update();

      rig.start(BUSY);

      await()
          .atMost(SOON)
          .until(
              () -> rig.texts("select number from account where due_kind = 'unknown'").isEmpty());
      assertThat(rig.texts("select number || due_at || due_kind from account order by 1"))
          .isEqualTo(known);
      assertThat(rig.texts(WRITTEN, portal.memberId())).isEmpty();
    }
  }

  @Test
  void settlesNothingThatIsDueLater() {
    var portal = Calls.ofNewPortal();
    try (var rig = new Rig()) {
      prepared(rig, portal);
      var work = rig.start(List.of(Later.class), IDLE).getBean(DueWork.class);
      var soon = Instant.now().plus(Duration.ofHours(25));
      assertThat(work.portals(Instant.now())).isEmpty();
      var due = work.portals(soon).getFirst();

      var batch = work.settle(due, soon, 2 * CARDS);

      assertThat(batch.settled().values().stream().mapToInt(n -> n).sum()).isEqualTo(CARDS);
      assertThat(rig.texts(LEFT, portal.memberId())).hasSize(CARDS);
      assertThat(rig.texts(WRITTEN + " and e.at > now() + interval '25 hours'", portal.memberId()))
          .isEmpty();
    }
  }

  /** Cards with bonuses that become spendable and run out, a reserve, and a block. */
  private static ConfigurableApplicationContext prepared(Rig rig, Calls portal) {
    var service = rig.start(IDLE);
    var calls = new ArrayList<ActivityCommand>();
    for (int i = 0; i < CARDS; i++) {
      calls.add(portal.issue(card(i), i + 1));
      calls.add(portal.accrue(card(i), "100"));
      calls.add(accrue(portal, card(i), "2", "7"));
      calls.add(accrue(portal, card(i), "3", Integer.toString(9 + i % 3)));
      calls.add(portal.hold(card(i), "30"));
      calls.add(
          portal.call(
              "card_block",
              Map.of(
                  "card_number",
                  card(i),
                  "block_reason",
                  "test",
                  "block_until",
                  Instant.now().plus(Duration.ofDays(1)).toString())));
    }
    rig.send(calls);
    await().atMost(SOON).until(rig::everythingCommitted);
    return service;
  }

  private static ActivityCommand accrue(Calls portal, String card, String after, String lifetime) {
    return portal.call(
        "accrue",
        Map.of(
            "card_number",
            card,
            "amount",
            "50",
            "available_after_days",
            after,
            "expires_after_days",
            lifetime));
  }

  private static ActivityCommand at(Instant receivedAt, ActivityCommand call) {
    var invocation = Invocation.newBuilder(call.getInvocation()).setReceivedAt(receivedAt).build();
    return ActivityCommand.newBuilder(call).setInvocation(invocation).build();
  }

  private static String card(int i) {
    return "7934000000" + i;
  }

  private static Instant later() {
    return Instant.now().plus(Later.AHEAD).truncatedTo(ChronoUnit.MILLIS);
  }

  private static List<Rehearsed> rehearsal(ConfigurableApplicationContext service, Calls portal) {
    var work = service.getBean(DueWork.class);
    var first = work.rehearse(portal.memberId(), later(), Optional.empty(), CARDS / 2);
    var all = new ArrayList<>(first);
    var last = Optional.of(first.getLast().cardId());
    all.addAll(work.rehearse(portal.memberId(), later(), last, CARDS));
    assertThat(all).extracting(Rehearsed::cardId).doesNotHaveDuplicates().hasSize(CARDS);
    return all;
  }

  private static List<String> entries(List<Rehearsed> told) {
    return told.stream()
        .flatMap(card -> card.steps().stream())
        .flatMap(step -> step.decision().entries().stream())
        .map(entry -> entry.id().toString())
        .toList();
  }

  private static int commands(List<Rehearsed> told) {
    return told.stream().mapToInt(card -> card.steps().size()).sum();
  }

  private static void awaitSettled(Rig rig, Calls portal) {
    await().atMost(SOON).until(() -> rig.texts(LEFT, portal.memberId()).isEmpty());
  }

  private static int results(Rig rig, Calls portal) {
    return rig.results(portal.memberId()).size();
  }

  /** Every decision has one result, and every result decides again. */
  private static void assertResults(Rig rig, Calls portal) {
    assertThat(rig.brokenCards()).isZero();
    await().atMost(SOON).until(() -> results(rig, portal) == rig.decisions(portal.memberId()));
    var results = rig.results(portal.memberId());
    var scheduled = results.values().stream().filter(each -> each.getSource().equals("job"));
    assertThat(scheduled)
        .isNotEmpty()
        .allMatch(each -> each.getInvocation() == null)
        .extracting(OperationResult::getOperation)
        .containsOnly("card_settle");
    assertThat(results.values())
        .filteredOn(each -> !each.getErrorCode().equals("internal_error"))
        .allMatch(each -> RecordedResult.reproduce(each) instanceof Identical);
  }

  private static double count(ConfigurableApplicationContext service, ScheduleMeter meter) {
    return service.getBean(MeterRegistry.class).get(meter.meter()).counter().count();
  }
}
