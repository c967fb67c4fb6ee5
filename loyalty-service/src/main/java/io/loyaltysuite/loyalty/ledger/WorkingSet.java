package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Cards;
import io.loyaltysuite.loyalty.card.Claim;
import io.loyaltysuite.loyalty.card.Entry;
import io.loyaltysuite.loyalty.card.Key;
import io.loyaltysuite.loyalty.card.Lookups;
import io.loyaltysuite.loyalty.card.Report;
import io.loyaltysuite.loyalty.ledger.Accounts.Card;
import io.loyaltysuite.loyalty.ledger.CardIndex.Claimed;
import io.loyaltysuite.loyalty.ledger.CardIndex.Place;
import io.loyaltysuite.loyalty.reproduce.Decided;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of the ledger that one poll works on, in memory: what the tables said, and on top of it
 * what the poll's own decisions did so far. A card issued earlier in the poll is found by later
 * commands.
 */
final class WorkingSet {

  private final Map<Place, List<String>> index = new HashMap<>();
  private final Map<Card, Set<Place>> reports = new HashMap<>();
  private final Map<Card, Account> accounts = new HashMap<>();
  private final Map<Card, Account> changed = new HashMap<>();
  private final List<Claimed> claims = new ArrayList<>();

  void learn(Map<Place, List<String>> found) {
    found.forEach(index::putIfAbsent);
    found.keySet().stream()
        .filter(place -> place.key().kind().isComputed())
        .forEach(place -> reports.computeIfAbsent(subject(place), _ -> new HashSet<>()).add(place));
  }

  /** The card a report is about. */
  private static Card subject(Place place) {
    return new Card(place.portalId(), Report.of(place.key()).cardId());
  }

  void load(Map<Card, Account> loaded) {
    loaded.forEach(accounts::putIfAbsent);
  }

  /** Places that were not looked up yet. */
  List<Place> unknown(Collection<Place> places) {
    return places.stream().filter(place -> !index.containsKey(place)).distinct().toList();
  }

  /** Answers to keys that were all looked up. */
  Lookups answer(long portalId, Set<Key> keys) {
    var answers = new HashMap<Key, List<String>>();
    for (var key : keys) {
      var values = Objects.requireNonNull(index.get(new Place(portalId, key)), key::toString);
      answers.put(key, List.copyOf(values));
    }
    return new Lookups(answers);
  }

  boolean knows(Card card) {
    return accounts.containsKey(card);
  }

  /** The cards of a decision; of the others those that exist. */
  Cards cards(long portalId, @Nullable UUID cardId, List<Card> others) {
    return new Cards(
        cardId == null ? null : accounts.get(new Card(portalId, cardId)),
        others.stream().map(accounts::get).filter(Objects::nonNull).toList());
  }

  /** Lets a decision take effect for the commands after it. */
  void take(long portalId, Decided decided) {
    var entries = decided.decision().entries();
    if (!entries.isEmpty()) {
      var written = entries.stream().map(Entry::cardId).collect(Collectors.toSet());
      decided.after().all().stream()
          .filter(account -> written.contains(account.cardId()))
          .forEach(account -> changed(new Card(portalId, account.cardId()), account));
    }
    decided.decision().claims().forEach(claim -> claim(portalId, claim));
  }

  private void changed(Card card, Account after) {
    accounts.put(card, after);
    changed.put(card, after);
    reports.getOrDefault(card, Set.of()).forEach(index::remove);
  }

  Map<Card, Account> changed() {
    return changed;
  }

  List<Claimed> claims() {
    return claims;
  }

  private void claim(long portalId, Claim claim) {
    var values = index.computeIfAbsent(new Place(portalId, claim.key()), _ -> new ArrayList<>());
    switch (claim.key().kind().keeping()) {
      case ONE -> values.add(claim.value());
      case MANY -> {
        if (values.contains(claim.value())) {
          return;
        }
        values.add(claim.value());
      }
      case LATEST -> {
        values.clear();
        values.add(claim.value());
      }
      case COMPUTED -> throw new IllegalArgumentException("a report cannot be claimed: " + claim);
    }
    claims.add(new Claimed(portalId, claim));
  }
}
