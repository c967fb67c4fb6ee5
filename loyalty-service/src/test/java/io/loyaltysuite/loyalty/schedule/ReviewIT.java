package io.loyaltysuite.loyalty.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Later;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.ledger.LevelReviews;
import io.loyaltysuite.loyalty.ledger.LevelReviews.Progress;
import io.loyaltysuite.loyalty.ledger.SettingsHistory;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Author;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Outcome.Saved;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Proposal;
import io.loyaltysuite.loyalty.reproduce.EntryRecord;
import io.loyaltysuite.loyalty.reproduce.RecordedResult;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Levels are reviewed when a period is over, whoever is there to do it. */
class ReviewIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int CARDS = 12;
  private static final String[] BUSY = {
    "--loyalty.schedule.grace=0s", "--loyalty.schedule.interval=200ms", "--loyalty.schedule.batch=5"
  };
  private static final Map<String, String> LADDER =
      Map.of(
          "level.1.code", "silver",
          "level.1.percentage", "5",
          "level.1.threshold", "1000",
          "level.2.code", "gold",
          "level.2.percentage", "7.5",
          "level.2.threshold", "5000",
          "level.window", "rolling_365_days",
          "level.downgrade", "one_step");

  private static final String MOVED =
      """
      select a.number from entry e
      join account a on a.portal_id = e.portal_id and a.card_id = e.card_id
      join portal p on p.id = e.portal_id
      where p.member_id = ? and e.details ->> 'reason_code' = 'card.level_review'
      """;

  private static final String ENTRIES =
      """
      select e.entry_id || ' ' || e.card_id || ' ' || e.kind || ' ' || (e.details ->> 'level_new')
      from entry e join portal p on p.id = e.portal_id
      where p.member_id = ? and e.details ->> 'reason_code' = 'card.level_review'
      order by e.card_id
      """;

  /** One instance stops in the middle, two others go on together. */
  @Test
  void everyCardIsReviewedOnceAlthoughAnInstanceStops() {
    var portal = Calls.ofNewPortal();
    try (var rig = new Rig()) {
      var idle = rig.start("--loyalty.schedule.enabled=false");
      setUp(idle.getBean(SettingsHistory.class), portal);
      assertThat(idle.getBean(LevelReviews.class).due(Instant.now())).isEmpty();
      rig.send(calls(portal));
      await().atMost(SOON).until(rig::everythingCommitted);
      assertThat(levels(rig, portal)).containsOnly("gold");

      var rehearsed = rehearsed(idle.getBean(LevelReviews.class), portal);
      assertThat(rehearsed).hasSize(CARDS - 1);
      assertThat(rig.texts(MOVED, portal.memberId())).isEmpty();

      rig.sql().sql(trouble()).update();
      var first = rig.start(List.of(Later.class), BUSY);
      await().atMost(SOON).until(() -> failures(first.getBean(MeterRegistry.class)) >= 2);
      first.close();
      assertThat(rig.texts(MOVED, portal.memberId())).hasSizeBetween(1, CARDS - 2);
      rig.sql().sql("drop trigger trouble on entry").update();
      rig.start(List.of(Later.class), BUSY);
      var last = rig.start(List.of(Later.class), BUSY).getBean(LevelReviews.class);

      await().atMost(SOON).until(() -> seen(last, portal) == CARDS);
      await().atMost(SOON).until(() -> rig.texts(MOVED, portal.memberId()).size() == CARDS - 1);
      assertThat(rig.texts(MOVED, portal.memberId())).doesNotHaveDuplicates();
      var progress = last.progress(portal.memberId()).orElseThrow();
      assertThat(progress.underWay()).isEmpty();
      assertThat(progress.moved()).isEqualTo(CARDS - 1L);
      assertThat(rig.texts(ENTRIES, portal.memberId())).isEqualTo(rehearsed);
      assertResults(rig, portal);
      assertThat(levels(rig, portal)).containsOnly("gold", "silver").containsOnlyOnce("gold");
    }
  }

  /** What a review will write, page by page, as the rows of {@link #ENTRIES}. */
  private static List<String> rehearsed(LevelReviews reviews, Calls portal) {
    var until = Instant.now().plus(Later.AHEAD);
    var rows = new ArrayList<String>();
    var after = Optional.<UUID>empty();
    do {
      var page = reviews.rehearse(portal.memberId(), until, after, 5).orElseThrow();
      page.moves().stream()
          .flatMap(step -> step.decision().entries().stream())
          .map(EntryRecord::write)
          .map(
              entry ->
                  "%s %s %s %s"
                      .formatted(
                          entry.getEntryId(),
                          entry.getCardId(),
                          entry.getKind(),
                          entry.getDetails().get("level_new")))
          .forEach(rows::add);
      after = page.next();
    } while (after.isPresent());
    return rows;
  }

  private static void setUp(SettingsHistory history, Calls portal) {
    var proposal = new Proposal(portal.memberId(), 0, LADDER, Author.ofOperator("olga"), "test");
    assertThat(history.change(proposal)).isInstanceOf(Saved.class);
  }

  /** Purchases that leave the window soon; the first card has a later one as well. */
  private static List<ActivityCommand> calls(Calls portal) {
    var today = LocalDate.ofInstant(Instant.now(), ZoneId.of("Europe/Moscow"));
    var calls = new ArrayList<ActivityCommand>();
    for (int i = 0; i < CARDS; i++) {
      calls.add(portal.issue(card(i), i + 1));
      calls.add(purchase(portal, card(i), today.minusDays(363), "6000"));
    }
    calls.add(purchase(portal, card(0), today.minusDays(10), "5000"));
    return calls;
  }

  private static ActivityCommand purchase(Calls portal, String card, LocalDate day, String sum) {
    return portal.call(
        "purchase_register",
        Map.of("card_number", card, "purchase_sum", sum, "purchase_date", day.toString()));
  }

  private static String card(int i) {
    return "7935000000" + i;
  }

  /** Of every card as its last result tells it. */
  private static List<String> levels(Rig rig, Calls portal) {
    var levels = new TreeMap<String, String>();
    for (var result : rig.results(portal.memberId()).values()) {
      var card = Objects.requireNonNull(result.getAccountAfter());
      levels.put(card.getNumber(), card.getLevelCode());
    }
    return List.copyOf(levels.values());
  }

  private static long seen(LevelReviews reviews, Calls portal) {
    return reviews
        .progress(portal.memberId())
        .filter(progress -> progress.underWay().isEmpty())
        .map(Progress::seen)
        .orElse(0L);
  }

  /** Only cards that move have a result, and it decides again. */
  private static void assertResults(Rig rig, Calls portal) {
    await()
        .atMost(SOON)
        .until(() -> rig.results(portal.memberId()).size() == rig.decisions(portal.memberId()));
    var results = rig.results(portal.memberId()).values();
    assertThat(results)
        .filteredOn(each -> each.getOperation().equals("level_review"))
        .hasSize(CARDS - 1);
    assertThat(results).allMatch(each -> RecordedResult.reproduce(each) instanceof Identical);
    assertThat(rig.brokenCards()).isZero();
  }

  /** Raises an error when the last of the cards that move is written. */
  private static String trouble() {
    return """
    create function trouble() returns trigger language plpgsql as $$
    begin
      if new.kind = 'level_changed' and new.card_id =
          (select max(card_id::text)::uuid from account where number <> '%s')
      then raise exception 'trouble' using errcode = '57014'; end if;
      return new;
    end $$;
    create trigger trouble before insert on entry for each row execute function trouble();
    """
        .formatted(card(0));
  }

  private static double failures(MeterRegistry meters) {
    return meters.get(ScheduleMeter.FAILED.meter()).counter().count();
  }
}
