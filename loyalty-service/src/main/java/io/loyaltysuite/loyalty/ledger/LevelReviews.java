package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.Decider;
import io.loyaltysuite.loyalty.card.Key;
import io.loyaltysuite.loyalty.card.Lookups;
import io.loyaltysuite.loyalty.card.Scheduled;
import io.loyaltysuite.loyalty.card.Scheduled.Step;
import io.loyaltysuite.loyalty.ledger.CardIndex.Place;
import io.loyaltysuite.loyalty.ledger.ReviewProgress.Position;
import io.loyaltysuite.loyalty.program.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reviews of levels when a period is over, one portal and one batch at a time, card by card in the
 * order of their ids.
 *
 * <pre>
 * take the portal's schedule ─┬─ somebody else has it, or it is done ─▶ nothing
 *                             └─ the next cards ─▶ what would a review do? ─┬─ move ─▶ Engine
 *                                                                           └─ nothing
 *                                remember the last card ◀───────────────────┘
 * </pre>
 *
 * Only cards that move get a command, whose id follows from card and review. A batch that was cut
 * short is begun again; what it decided is found.
 */
@Component
public class LevelReviews {

  /** How exactly it is known that there was no review to be done. */
  private static final Duration PRECISION = Duration.ofHours(1);

  private final ReviewProgress progress;
  private final Reports reports;
  private final Programs programs;
  private final Engine engine;
  private final TransactionTemplate transaction;

  LevelReviews(
      ReviewProgress progress,
      Reports reports,
      Programs programs,
      Engine engine,
      PlatformTransactionManager transactions) {
    this.progress = progress;
    this.reports = reports;
    this.programs = programs;
    this.engine = engine;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** A review of a portal's levels that has to be done or gone on with. */
  public record Review(long portalId, String memberId, long settingsVersion, Instant at) {}

  /** What a batch came to: cards that were looked at, those that moved, whether there are more. */
  public record Batch(int seen, int moved, boolean more) {
    static final Batch NOTHING = new Batch(0, 0, false);
  }

  /**
   * How far a review is.
   *
   * @param doneThrough reviews that began until then are done
   * @param underWay when the one under way began
   * @param seen cards that it, or the last one, looked at
   * @param moved cards that it moved
   */
  public record Progress(Instant doneThrough, Optional<Instant> underWay, long seen, long moved) {}

  public Optional<Progress> progress(String memberId) {
    return progress.of(memberId);
  }

  /**
   * Reviews that began by then and are not done. A portal that has none is through until then, so
   * that rules that change later do not make up for reviews they would have had.
   */
  public List<Review> due(Instant until) {
    progress.begin(until);
    var due = new ArrayList<Review>();
    var through = new ArrayList<Long>();
    for (var portal : progress.portals()) {
      var next = next(portal, until);
      next.ifPresent(due::add);
      if (next.isEmpty() && portal.doneThrough().isBefore(until.minus(PRECISION))) {
        through.add(portal.portalId());
      }
    }
    progress.through(through, until);
    return due;
  }

  /** The review under way, or the last one that begins by then and is not done. */
  private Optional<Review> next(ReviewProgress.Portal portal, Instant until) {
    return portal
        .underWay()
        .or(
            () ->
                Scheduled.lastReview(
                        programs.of(portal.portalId(), portal.settingsVersion()), until)
                    .filter(at -> at.isAfter(portal.doneThrough())))
        .map(at -> new Review(portal.portalId(), portal.memberId(), portal.settingsVersion(), at));
  }

  /**
   * Goes on with a review, at most so many cards.
   *
   * @throws RuntimeException when the database is away or busy; parts may be done
   */
  public Batch review(Review review, int limit) {
    return Objects.requireNonNull(
        transaction.execute(
            _ ->
                progress
                    .claim(review)
                    .map(position -> claimed(review, position, limit))
                    .orElse(Batch.NOTHING)));
  }

  private Batch claimed(Review review, Position position, int limit) {
    var settings = programs.of(review.portalId(), review.settingsVersion());
    var cards = progress.next(review.portalId(), position.after(), limit);
    var moving = moving(review, cards, settings);
    engine.decisions(moving.stream().map(each -> Submission.ofJob(each.command())).toList());
    var batch = new Batch(cards.size(), moving.size(), cards.size() == limit);
    if (batch.more()) {
      progress.moveTo(review, cards.getLast().cardId(), batch, position.fresh());
    } else {
      progress.finish(review, batch, position.fresh());
    }
    return batch;
  }

  /** A card that may move, with the command that would move it. */
  private record Candidate(Account card, Command review, List<Place> places) {}

  private List<Step> moving(Review review, List<Account> cards, Settings settings) {
    var candidates = cards.stream().map(card -> candidate(review, card, settings)).toList();
    var places = candidates.stream().flatMap(each -> each.places().stream()).toList();
    var answers = places.isEmpty() ? Map.<Place, List<String>>of() : reports.find(places);
    return candidates.stream()
        .map(each -> Scheduled.move(each.review(), each.card(), facts(each, answers), settings))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * A page of what a review will do if nobody touches the cards.
   *
   * @param at when the review begins
   * @param moves what moves cards, in the order of their ids
   * @param next after which card the next page begins; empty on the last one
   */
  public record Rehearsed(Instant at, List<Step> moves, Optional<UUID> next) {}

  /**
   * What the review does that will be under way or begin by an instant, by the code that does it
   * then; nothing is written. Empty when there is none.
   *
   * @param after only cards whose ids come later; empty for all
   * @param limit how many cards at most are looked at
   */
  public Optional<Rehearsed> rehearse(
      String memberId, Instant until, Optional<UUID> after, int limit) {
    return progress
        .portal(memberId)
        .flatMap(portal -> next(portal, until))
        .map(
            review -> {
              var settings = programs.of(review.portalId(), review.settingsVersion());
              var cards =
                  progress.next(review.portalId(), after.orElse(ReviewProgress.FIRST), limit);
              return new Rehearsed(
                  review.at(),
                  moving(review, cards, settings),
                  cards.size() == limit ? Optional.of(cards.getLast().cardId()) : Optional.empty());
            });
  }

  private static Candidate candidate(Review review, Account card, Settings settings) {
    var command = Scheduled.review(review.memberId(), card.cardId(), review.at());
    var keys = Decider.factKeys(command, card.cardId(), Lookups.NONE, settings);
    var places = keys.stream().map(key -> new Place(review.portalId(), key)).toList();
    return new Candidate(card, command, places);
  }

  private static Map<Key, List<String>> facts(
      Candidate candidate, Map<Place, List<String>> answers) {
    var facts = new HashMap<Key, List<String>>();
    candidate
        .places()
        .forEach(place -> facts.put(place.key(), Objects.requireNonNull(answers.get(place))));
    return facts;
  }
}
