package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Due;
import io.loyaltysuite.loyalty.card.Scheduled;
import io.loyaltysuite.loyalty.card.Scheduled.Step;
import io.loyaltysuite.loyalty.ledger.DueCards.Row;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what became due on cards that nobody touched, one portal and one batch at a time.
 *
 * <pre>
 * take the portal's schedule ─┬─ somebody else has it ─▶ nothing
 *                             └─ its earliest cards ─┬─ due ─▶ commands ─▶ Engine ─┬─ written
 *                                                    │                            └─ not: put aside
 *                                                    └─ their rows are wrong ─▶ corrected
 * </pre>
 *
 * Taking the schedule only saves work: the id of a command follows from card and moment, so it is
 * decided once whoever thinks of it. A batch that was cut short is begun again with what is left.
 */
@Component
public class DueWork {

  /** Comes before every card. */
  private static final UUID FIRST = new UUID(0, 0);

  private final DueCards cards;
  private final Portals portals;
  private final Programs programs;
  private final Engine engine;
  private final TransactionTemplate transaction;

  DueWork(
      DueCards cards,
      Portals portals,
      Programs programs,
      Engine engine,
      PlatformTransactionManager transactions) {
    this.cards = cards;
    this.portals = portals;
    this.programs = programs;
    this.engine = engine;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * A portal where something is due.
   *
   * @param oldest since when; null when that is not known yet
   */
  public record Portal(long id, String memberId, long settingsVersion, @Nullable Instant oldest) {}

  /**
   * What a batch came to.
   *
   * @param looked how many cards were looked at
   * @param settled cards that were written, by what was due first
   * @param putAside cards that could not be, which are left alone until somebody touches them
   */
  public record Batch(int looked, Map<Due.Kind, Integer> settled, int putAside) {
    static final Batch NOTHING = new Batch(0, Map.of(), 0);
  }

  /** Portals where something was due by then, the one that has waited longest first. */
  public List<Portal> portals(Instant until) {
    return cards.portals(until);
  }

  /**
   * Settles cards of a portal that were due by an instant, at most so many.
   *
   * @throws RuntimeException when the database is away or busy; parts may be done
   */
  public Batch settle(Portal portal, Instant until, int limit) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> cards.claim(portal.id(), until) ? claimed(portal, until, limit) : Batch.NOTHING));
  }

  private Batch claimed(Portal portal, Instant until, int limit) {
    var rows = cards.earliest(portal.id(), until, limit);
    var due = rows.stream().filter(row -> row.isDue(until)).toList();
    var wrong = rows.stream().filter(row -> !row.isDue(until)).toList();
    engine.decisions(due.stream().map(row -> submission(portal, row)).toList());
    var left = tidyUp(portal, due, wrong);
    var settled = new EnumMap<Due.Kind, Integer>(Due.Kind.class);
    due.stream()
        .filter(row -> !left.contains(row.cardId()))
        .forEach(row -> settled.merge(due(row).kind(), 1, Integer::sum));
    return new Batch(rows.size(), settled, left.size());
  }

  private static Submission submission(Portal portal, Row row) {
    return Submission.ofJob(Scheduled.settle(portal.memberId(), row.cardId(), due(row)));
  }

  private static Due due(Row row) {
    return Objects.requireNonNull(row.due());
  }

  /** Takes its turn among the portal's writers only now, after the engine has had its own. */
  private Set<UUID> tidyUp(Portal portal, List<Row> due, List<Row> wrong) {
    if (due.isEmpty() && wrong.isEmpty()) {
      return Set.of();
    }
    portals.lock(List.of(portal.memberId()));
    cards.correct(portal.id(), wrong);
    return cards.putAside(portal.id(), due);
  }

  /** How many cards of a portal are due by then, by the word for what is due first. */
  public Map<String, Long> left(String memberId, Instant until) {
    return cards.counts(memberId, until);
  }

  /** A card with what will be written down about it if nobody touches it. */
  public record Rehearsed(UUID cardId, String number, List<Step> steps) {}

  /**
   * What will be written down by an instant, card by card in the order of their ids; nothing is
   * written.
   *
   * @param after only cards whose ids come later; empty for all
   * @param limit how many cards at most are looked at
   */
  public List<Rehearsed> rehearse(String memberId, Instant until, Optional<UUID> after, int limit) {
    return portals
        .find(memberId)
        .map(
            portal -> {
              var settings = programs.of(portal.id(), portal.settingsVersion());
              return cards.after(portal.id(), after.orElse(FIRST), until, limit).stream()
                  .map(
                      row ->
                          new Rehearsed(
                              row.cardId(),
                              row.account().number(),
                              Scheduled.rehearse(memberId, row.account(), settings, until)))
                  .toList();
            })
        .orElse(List.of());
  }
}
