package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.LevelChanged;
import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Operation.OnCard;
import io.loyaltysuite.loyalty.card.Operation.ReviewLevel;
import io.loyaltysuite.loyalty.card.Operation.SettleCard;
import io.loyaltysuite.loyalty.program.LevelRules;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.schemas.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Commands that nobody sends: what becomes due as time goes by. */
public final class Scheduled {

  private Scheduled() {}

  /**
   * The command that writes down what is due on a card. Card and moment make its id, so that it is
   * decided once, whoever thinks of it; and it counts with that moment, so that it comes before
   * whatever is received afterwards.
   */
  public static Command settle(String memberId, UUID cardId, Due due) {
    return command(memberId, cardId, due.at(), SettleCard::new);
  }

  /** The command that looks at a card's level again, in the review that begins at a moment. */
  public static Command review(String memberId, UUID cardId, Instant at) {
    return command(memberId, cardId, at, ReviewLevel::new);
  }

  private static Command command(
      String memberId, UUID cardId, Instant at, Function<Selector, OnCard> kind) {
    OnCard operation = kind.apply(new Selector(cardId.toString(), "", "", ""));
    return new Command(
        Ids.derived(cardId, operation.name() + "/" + at),
        memberId,
        Source.JOB,
        "",
        Language.of(""),
        at,
        operation,
        Map.of("card_id", List.of(cardId.toString())),
        Context.NONE);
  }

  /** When the last review of levels until then began; empty where levels are not reviewed. */
  public static Optional<Instant> lastReview(Settings settings, Instant until) {
    LevelRules levels = settings.levels();
    if (settings.ladder().isEmpty() || !settings.ladder().isSound() || !levels.reviews()) {
      return Optional.empty();
    }
    ZoneId zone = settings.program().zone();
    LocalDate day = levels.reviewOn(LocalDate.ofInstant(until, zone));
    return Optional.of(day.atStartOfDay(zone).toInstant());
  }

  /**
   * What a review would do to a card; empty when it would not move it.
   *
   * @param facts answers to the command's {@link Decider#factKeys}
   */
  public static Optional<Step> move(
      Command review, Account card, Map<Key, List<String>> facts, Settings settings) {
    return decide(review, card, facts, settings) instanceof Accepted accepted
            && accepted.entries().stream().anyMatch(entry -> entry.change() instanceof LevelChanged)
        ? Optional.of(step(review, accepted, card))
        : Optional.empty();
  }

  /** One command of a rehearsal, its decision, and the card afterwards. */
  public record Step(Command command, Accepted decision, Account after) {}

  /**
   * What will be written down about a card by an instant if nobody touches it: the commands to
   * come, decided as they will be, the ids of the entries included.
   */
  public static List<Step> rehearse(
      String memberId, Account account, Settings settings, Instant until) {
    List<Step> steps = new ArrayList<>();
    Account card = account;
    Optional<Due> due = card.due();
    while (due.isPresent() && !due.get().at().isAfter(until)) {
      Step step = rehearse(settle(memberId, card.cardId(), due.get()), card, settings);
      steps.add(step);
      card = step.after();
      due = card.due();
    }
    return steps;
  }

  private static Step rehearse(Command command, Account card, Settings settings) {
    Decision decision = decide(command, card, Map.of(), settings);
    if (decision instanceof Accepted accepted && !accepted.entries().isEmpty()) {
      return step(command, accepted, card);
    }
    throw new IllegalStateException(
        "card %s: %s (expected: entries)".formatted(card.cardId(), decision));
  }

  private static Step step(Command command, Accepted decision, Account card) {
    Account after = card;
    for (Entry entry : decision.entries()) {
      after = Account.apply(after, entry);
    }
    return new Step(command, decision, after);
  }

  /** Decides for a card that needs not be looked for. */
  private static Decision decide(
      Command command, Account card, Map<Key, List<String>> facts, Settings settings) {
    Map<Key, List<String>> found = new HashMap<>(facts);
    Found known = new Found(card.cardId(), card.number(), card.contactId(), "", "");
    found.put(Found.key(card.cardId()), List.of(known.text()));
    Cards cards = Cards.of(card);
    Instant at = Decider.effectiveAt(command, cards);
    return Decider.decide(cards, new Lookups(found), settings, command, at);
  }
}
