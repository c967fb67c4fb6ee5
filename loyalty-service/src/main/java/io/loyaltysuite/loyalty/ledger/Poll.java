package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Cards;
import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.Decider;
import io.loyaltysuite.loyalty.card.Key;
import io.loyaltysuite.loyalty.card.Lookups;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.card.Selection.NoCard;
import io.loyaltysuite.loyalty.card.Selection.SelectionRefused;
import io.loyaltysuite.loyalty.ledger.Accounts.Card;
import io.loyaltysuite.loyalty.ledger.CardIndex.Place;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.reproduce.Decided;
import io.loyaltysuite.loyalty.reproduce.EntryRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one poll that have no decision yet, worked off in order inside the poll's
 * transaction.
 *
 * <pre>
 * load:   selector keys ─▶ one query ─▶ select cards ─▶ load ─▶ fact keys ─▶ one query
 *         ─▶ further keys, one query per step ─▶ load the other cards
 * decide: per command, in order: answers from memory ─▶ Decider ─▶ takes effect for the next one
 *         (what an earlier command of the poll made necessary is looked up on the way;
 *         a report on a card that changed is made anew, from entries written by then)
 * </pre>
 */
final class Poll {

  private final Tables tables;
  private final WorkingSet set = new WorkingSet();
  private final List<Entries.Row> unwritten = new ArrayList<>();

  Poll(Tables tables) {
    this.tables = tables;
  }

  /** A command within its portal, with the keys that lead to its card. */
  record Task(long portalId, Settings settings, Command command, Set<Key> selectorKeys) {

    Task(long portalId, Settings settings, Command command) {
      this(portalId, settings, command, Decider.selectorKeys(command));
    }

    List<Place> places(Set<Key> keys) {
      return keys.stream().map(key -> new Place(portalId, key)).toList();
    }
  }

  /** Fetches for all commands at once what deciding them will most likely need. */
  void load(List<Task> tasks) {
    lookUp(tasks.stream().flatMap(task -> task.places(task.selectorKeys()).stream()).toList());
    var cards = new ArrayList<Card>();
    var facts = new ArrayList<Place>();
    for (var task : tasks) {
      var answers = selectorAnswers(task);
      var cardId = selected(task, answers);
      if (cardId != null) {
        cards.add(card(task, cardId));
      }
      facts.addAll(task.places(factKeys(task, cardId, answers)));
    }
    loadAll(cards.stream().distinct().toList());
    lookUp(facts);
    loadFurther(tasks.stream().filter(task -> Decider.leadsOn(task.command())).toList());
  }

  /** One step along the chains of all commands per query, then the cards at their ends. */
  private void loadFurther(List<Task> tasks) {
    var inquiries = tasks.stream().map(this::inquiry).toList();
    var learning = inquiries;
    while (!learning.isEmpty()) {
      learning = learning.stream().filter(this::learnsMore).toList();
      lookUp(learning.stream().flatMap(each -> each.task().places(each.keys()).stream()).toList());
    }
    loadAll(inquiries.stream().flatMap(each -> others(each).stream()).distinct().toList());
  }

  /** A command whose keys depend on the answers to others. */
  private record Inquiry(Task task, @Nullable UUID cardId, Set<Key> keys) {}

  private Inquiry inquiry(Task task) {
    var answers = selectorAnswers(task);
    var cardId = selected(task, answers);
    return new Inquiry(task, cardId, keys(task, cardId, answers));
  }

  /** Adds the keys that follow from the answers so far; false when there are none. */
  private boolean learnsMore(Inquiry inquiry) {
    var task = inquiry.task();
    var answers = set.answer(task.portalId(), inquiry.keys());
    return inquiry
        .keys()
        .addAll(Decider.furtherKeys(task.command(), inquiry.cardId(), answers, task.settings()));
  }

  private List<Card> others(Inquiry inquiry) {
    var task = inquiry.task();
    var answers = set.answer(task.portalId(), inquiry.keys());
    return Decider.others(task.command(), inquiry.cardId(), answers).stream()
        .map(id -> card(task, id))
        .toList();
  }

  /** Decides the next command; later ones see what it changed. */
  Decided decide(Task task) {
    lookUp(task.places(task.selectorKeys()));
    var inquiry = inquiry(task);
    var cardId = inquiry.cardId();
    if (cardId != null) {
      loadAll(List.of(card(task, cardId)));
    }
    var keys = inquiry.keys();
    lookUp(task.places(keys));
    var others = List.<Card>of();
    if (Decider.leadsOn(task.command())) {
      while (learnsMore(inquiry)) {
        lookUp(task.places(keys));
      }
      others = others(inquiry);
      loadAll(others);
    }
    var decided = decide(task, set.cards(task.portalId(), cardId, others), keys);
    set.take(task.portalId(), decided);
    addEntries(task.portalId(), decided);
    return decided;
  }

  private Decided decide(Task task, Cards before, Set<Key> keys) {
    var lookups = set.answer(task.portalId(), keys);
    var at = Decider.effectiveAt(task.command(), before);
    var decision = Decider.decide(before, lookups, task.settings(), task.command(), at);
    return new Decided(
        task.command(), at, task.settings(), lookups, before, decision, before.after(decision));
  }

  private void addEntries(long portalId, Decided decided) {
    for (var entry : decided.decision().entries()) {
      unwritten.add(new Entries.Row(portalId, decided.command().id(), EntryRecord.write(entry)));
    }
  }

  /** Writes what the decisions changed. */
  void save() {
    writeEntries();
    tables.accounts().save(set.changed());
    tables.index().add(set.claims());
  }

  private void writeEntries() {
    tables.entries().append(unwritten);
    unwritten.clear();
  }

  private Lookups selectorAnswers(Task task) {
    return set.answer(task.portalId(), task.selectorKeys());
  }

  private static @Nullable UUID selected(Task task, Lookups answers) {
    return switch (Decider.select(task.command(), answers, task.settings())) {
      case CardSelected(var id) -> id;
      case NoCard _, SelectionRefused _ -> null;
    };
  }

  private static Set<Key> factKeys(Task task, @Nullable UUID cardId, Lookups answers) {
    return Decider.factKeys(task.command(), cardId, answers, task.settings());
  }

  /** What leads to the card, and what else the decision needs as far as that is known. */
  private static Set<Key> keys(Task task, @Nullable UUID cardId, Lookups answers) {
    var keys = new HashSet<>(task.selectorKeys());
    keys.addAll(factKeys(task, cardId, answers));
    return keys;
  }

  private static Card card(Task task, UUID cardId) {
    return new Card(task.portalId(), cardId);
  }

  private void lookUp(List<Place> places) {
    var unknown = set.unknown(places);
    if (unknown.isEmpty()) {
      return;
    }
    set.learn(tables.index().find(unknown.stream().filter(each -> !isComputed(each)).toList()));
    var computed = unknown.stream().filter(Poll::isComputed).toList();
    if (!computed.isEmpty()) {
      writeEntries();
      set.learn(tables.reports().find(computed));
    }
  }

  private static boolean isComputed(Place place) {
    return place.key().kind().isComputed();
  }

  private void loadAll(List<Card> cards) {
    var unknown = cards.stream().filter(card -> !set.knows(card)).toList();
    if (!unknown.isEmpty()) {
      set.load(tables.accounts().load(unknown));
    }
  }
}
