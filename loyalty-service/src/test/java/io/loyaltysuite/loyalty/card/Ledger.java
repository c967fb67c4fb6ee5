package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Change.MovedIn;
import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Purchases.Life;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.program.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The smallest ledger there can be: accounts, entries and an index in memory. */
public final class Ledger {

  private final Map<UUID, Account> accounts = new LinkedHashMap<>();
  private final Map<UUID, List<Entry>> entries = new HashMap<>();
  private final Map<Key, Set<String>> index = new HashMap<>();

  /** Lives of cards up to then, by the card that took their place. */
  private final Map<UUID, List<Life>> before = new HashMap<>();

  private Settings settings = Settings.DEFAULTS;

  /** A handled command with everything the decision rested on. */
  public record Handled(
      Command command,
      Instant effectiveAt,
      Settings settings,
      Lookups lookups,
      Cards before,
      Decision decision,
      Cards after) {}

  public Ledger with(Settings changed) {
    settings = changed;
    return this;
  }

  public Ledger with(String name, String value) {
    Map<String, String> values = new HashMap<>(settings.toMap());
    values.put(name, value);
    return with(Settings.of(settings.version() + 1, values));
  }

  public Settings settings() {
    return settings;
  }

  public Decision decide(Command command) {
    return handle(command).decision();
  }

  public Handled handle(Command command) {
    Set<Key> keys = new LinkedHashSet<>(Decider.selectorKeys(command));
    UUID cardId =
        Decider.select(command, lookups(keys), settings) instanceof CardSelected(var id)
            ? id
            : null;
    keys.addAll(Decider.factKeys(command, cardId, lookups(keys), settings));
    while (keys.addAll(Decider.furtherKeys(command, cardId, lookups(keys), settings))) {
      // One step along a chain after the other.
    }
    Lookups lookups = lookups(keys);
    Cards before =
        new Cards(
            cardId == null ? null : accounts.get(cardId),
            Decider.others(command, cardId, lookups).stream()
                .map(accounts::get)
                .filter(Objects::nonNull)
                .toList());
    assertThat(before.others().isEmpty() || Decider.leadsOn(command)).isTrue();
    Instant effectiveAt = Decider.effectiveAt(command, before);
    Decision decision = Decider.decide(before, lookups, settings, command, effectiveAt);
    Cards after = before.after(decision);
    store(decision, after);
    return new Handled(command, effectiveAt, settings, lookups, before, decision, after);
  }

  private void store(Decision decision, Cards after) {
    for (Entry entry : decision.entries()) {
      entries.computeIfAbsent(entry.cardId(), _ -> new ArrayList<>()).add(entry);
    }
    for (Entry entry : decision.entries()) {
      if (entry.change() instanceof MovedIn moved) {
        before
            .computeIfAbsent(entry.cardId(), _ -> new ArrayList<>())
            .add(life(moved.fromCardId()));
      }
    }
    decision.claims().forEach(this::claim);
    if (decision instanceof Accepted || !decision.entries().isEmpty()) {
      after.all().forEach(card -> accounts.put(card.cardId(), card));
    }
  }

  private void claim(Claim claim) {
    Set<String> values = index.computeIfAbsent(claim.key(), _ -> new LinkedHashSet<>());
    switch (claim.key().kind().keeping()) {
      case ONE -> assertThat(values).as("unique %s", claim.key()).isEmpty();
      case LATEST -> values.clear();
      case MANY -> {}
      case COMPUTED -> throw new AssertionError(claim);
    }
    values.add(claim.value());
  }

  private Lookups lookups(Set<Key> keys) {
    Map<Key, List<String>> found = new HashMap<>();
    keys.forEach(key -> found.put(key, values(key)));
    return new Lookups(found);
  }

  private List<String> values(Key key) {
    if (!key.kind().isComputed()) {
      return List.copyOf(index.getOrDefault(key, Set.of()));
    }
    Report report = Report.of(key);
    List<Entry> of = entries(report.cardId());
    return switch (report) {
      case Report.Purchases(_, var period) when period.since() == null ->
          Purchases.ever(of, period).values();
      case Report.Purchases(var id, var period) -> Purchases.within(life(id), period).values();
      case Report.Transactions asked -> Postings.NONE.with(of, asked).values();
    };
  }

  private Life life(UUID cardId) {
    return new Life(
        List.copyOf(entries(cardId)), List.copyOf(before.getOrDefault(cardId, List.of())));
  }

  /** How often a card took over another one that was there before. */
  long merges(UUID cardId) {
    return merges(life(cardId));
  }

  private static long merges(Life life) {
    long own =
        life.entries().stream()
            .filter(
                entry ->
                    entry.change() instanceof MovedIn && entry.reason().code().equals("card.merge"))
            .count();
    return own + life.before().stream().mapToLong(Ledger::merges).sum();
  }

  public List<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  public List<Entry> entries(UUID cardId) {
    return entries.getOrDefault(cardId, List.of());
  }

  /** The only card with this number. */
  public Account card(String number) {
    return accounts.values().stream()
        .filter(account -> account.number().equals(number))
        .findFirst()
        .orElseThrow();
  }

  /** Puts a card into a state without the way there. */
  void put(Account account) {
    accounts.put(account.cardId(), account);
  }

  /** Makes keys taken without a card. */
  void take(Key key, String value) {
    index.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(value);
  }
}
