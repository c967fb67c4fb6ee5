package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.Decider;
import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Key;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.card.Selection.NoCard;
import io.loyaltysuite.loyalty.card.Selection.SelectionRefused;
import io.loyaltysuite.loyalty.ledger.Accounts.Card;
import io.loyaltysuite.loyalty.ledger.CardIndex.Place;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.reproduce.Decided;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one poll that have no decision yet, worked off in order inside the poll's
 * transaction.
 *
 * <pre>
 * load:   selector keys ─▶ one query ─▶ select cards ─▶ lock and load ─▶ fact keys ─▶ one query
 * decide: per command, in order: answers from memory ─▶ Decider ─▶ takes effect for the next one
 *         (what an earlier command of the poll made necessary is looked up on the way)
 * </pre>
 */
final class Poll {

  private final CardIndex index;
  private final Accounts accounts;
  private final WorkingSet set = new WorkingSet();

  Poll(CardIndex index, Accounts accounts) {
    this.index = index;
    this.accounts = accounts;
  }

  /** A command within its portal. */
  record Task(long portalId, Settings settings, Command command) {

    List<Place> places(Set<Key> keys) {
      return keys.stream().map(key -> new Place(portalId, key)).toList();
    }
  }

  /** Fetches for all commands at once what deciding them will most likely need. */
  void load(List<Task> tasks) {
    lookUp(tasks.stream().flatMap(Poll::selectorPlaces).toList());
    lockAll(
        tasks.stream()
            .flatMap(task -> Stream.ofNullable(selected(task)).map(id -> card(task, id)))
            .distinct()
            .toList());
    lookUp(
        tasks.stream()
            .flatMap(task -> task.places(factKeys(task, selected(task))).stream())
            .toList());
  }

  /** Decides the next command; later ones see what it changed. */
  Decided decide(Task task) {
    lookUp(selectorPlaces(task).toList());
    var cardId = selected(task);
    if (cardId != null) {
      lockAll(List.of(card(task, cardId)));
    }
    var factKeys = factKeys(task, cardId);
    lookUp(task.places(factKeys));
    var keys = new HashSet<>(Decider.selectorKeys(task.command()));
    keys.addAll(factKeys);
    var lookups = set.answer(task.portalId(), keys);
    var before = set.account(task.portalId(), cardId);
    var at = Decider.effectiveAt(task.command(), before);
    var decision = Decider.decide(before, lookups, task.settings(), task.command(), at);
    var after = decision instanceof Accepted accepted ? fold(before, accepted) : before;
    var decided =
        new Decided(task.command(), at, task.settings(), lookups, before, decision, after);
    set.take(task.portalId(), decided);
    return decided;
  }

  /** Writes what the decisions changed. */
  void save() {
    accounts.save(set.changed());
    index.add(set.claims());
  }

  private static Stream<Place> selectorPlaces(Task task) {
    return task.places(Decider.selectorKeys(task.command())).stream();
  }

  private @Nullable UUID selected(Task task) {
    var answers = set.answer(task.portalId(), Decider.selectorKeys(task.command()));
    return switch (Decider.select(task.command(), answers, task.settings())) {
      case CardSelected(var id) -> id;
      case NoCard _, SelectionRefused _ -> null;
    };
  }

  private Set<Key> factKeys(Task task, @Nullable UUID cardId) {
    var answers = set.answer(task.portalId(), Decider.selectorKeys(task.command()));
    return Decider.factKeys(task.command(), cardId, answers, task.settings());
  }

  private static @Nullable Account fold(@Nullable Account before, Accepted accepted) {
    var account = before;
    for (var entry : accepted.entries()) {
      account = Account.apply(account, entry);
    }
    return account;
  }

  private static Card card(Task task, UUID cardId) {
    return new Card(task.portalId(), cardId);
  }

  private void lookUp(List<Place> places) {
    set.learn(index.find(set.unknown(places)));
  }

  private void lockAll(List<Card> cards) {
    set.load(accounts.lock(cards.stream().filter(card -> !set.knows(card)).toList()));
  }
}
