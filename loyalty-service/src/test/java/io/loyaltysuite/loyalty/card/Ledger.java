package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.program.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The smallest ledger there can be: accounts, entries and an index in memory. */
public final class Ledger {

  private final Map<UUID, Account> accounts = new LinkedHashMap<>();
  private final Map<UUID, List<Entry>> entries = new HashMap<>();
  private final Map<Key, Set<String>> index = new HashMap<>();

  private Settings settings = Settings.DEFAULTS;

  /** A handled command with everything the decision rested on. */
  public record Handled(
      Command command,
      Instant effectiveAt,
      Settings settings,
      Lookups lookups,
      @Nullable Account before,
      Decision decision,
      @Nullable Account after) {}

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
    Lookups lookups = lookups(keys);
    Account before = cardId == null ? null : accounts.get(cardId);
    Instant effectiveAt = Decider.effectiveAt(command, before);
    Decision decision = Decider.decide(before, lookups, settings, command, effectiveAt);
    Account after = store(before, decision);
    return new Handled(command, effectiveAt, settings, lookups, before, decision, after);
  }

  private @Nullable Account store(@Nullable Account before, Decision decision) {
    Account after = before;
    if (decision instanceof Accepted accepted) {
      for (Entry entry : accepted.entries()) {
        after = Account.apply(after, entry);
        entries.computeIfAbsent(entry.cardId(), _ -> new ArrayList<>()).add(entry);
      }
      accepted.claims().forEach(this::claim);
    }
    if (after != null) {
      accounts.put(after.cardId(), after);
    }
    return after;
  }

  private void claim(Claim claim) {
    Set<String> values = index.computeIfAbsent(claim.key(), _ -> new LinkedHashSet<>());
    switch (claim.key().kind().keeping()) {
      case ONE -> assertThat(values).as("unique %s", claim.key()).isEmpty();
      case LATEST -> values.clear();
      case MANY -> {}
    }
    values.add(claim.value());
  }

  private Lookups lookups(Set<Key> keys) {
    Map<Key, List<String>> found = new HashMap<>();
    keys.forEach(key -> found.put(key, List.copyOf(index.getOrDefault(key, Set.of()))));
    return new Lookups(found);
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

  /** Puts a card into a state that no operation of this build leads to. */
  void put(Account account) {
    accounts.put(account.cardId(), account);
  }

  /** Makes keys taken without a card. */
  void take(Key key, String value) {
    index.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(value);
  }
}
