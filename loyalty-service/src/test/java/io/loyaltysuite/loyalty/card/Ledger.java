package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Change.MovedIn;
import io.loyaltysuite.loyalty.card.Change.PurchaseReduced;
import io.loyaltysuite.loyalty.card.Change.Purchased;
import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
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

  /** Entries of replaced cards up to then, by the card that took their place. */
  private final Map<UUID, List<Entry>> before = new HashMap<>();

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
        before.put(entry.cardId(), List.copyOf(entries(moved.fromCardId())));
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
          bought(of, period).values();
      case Report.Purchases(var id, var period) -> boughtIn(lives(id), period).values();
      case Report.Transactions asked -> Postings.NONE.with(of, asked).values();
    };
  }

  /** Entries of a card, then those of the card it replaced, and so on. */
  private List<List<Entry>> lives(UUID cardId) {
    List<List<Entry>> lives = new ArrayList<>();
    List<Entry> life = entries(cardId);
    while (life != null) {
      lives.add(life);
      life = before.get(life.getFirst().cardId());
    }
    return lives;
  }

  /** The same for a period that begins, purchase by purchase, those of replaced cards included. */
  private static Bought boughtIn(List<List<Entry>> lives, Period period) {
    List<Map<String, Purchased>> made = new ArrayList<>();
    for (List<Entry> life : lives) {
      Map<String, Purchased> purchases = new LinkedHashMap<>();
      for (Entry entry : life) {
        if (entry.change() instanceof Purchased purchased) {
          purchases.put(purchased.purchaseId(), purchased);
        }
      }
      made.add(purchases);
    }
    BigDecimal sum = BigDecimal.ZERO;
    Set<Purchased> gone = new LinkedHashSet<>();
    for (int i = 0; i < lives.size(); i++) {
      for (Entry entry : lives.get(i)) {
        if (entry.change() instanceof PurchaseReduced(var id, var less, var last)) {
          Purchased of =
              made.subList(i, made.size()).stream()
                  .map(purchases -> purchases.get(id))
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(null);
          if (of != null && period.holds(of.purchasedAt())) {
            sum = sum.subtract(less);
          }
          if (of != null && last) {
            gone.add(of);
          }
        }
      }
    }
    long count = 0;
    Instant latest = null;
    for (Map<String, Purchased> purchases : made) {
      for (Purchased purchased : purchases.values()) {
        if (period.holds(purchased.purchasedAt())) {
          sum = sum.add(purchased.sum());
          if (!gone.contains(purchased)) {
            count++;
            boolean later = latest == null || purchased.purchasedAt().isAfter(latest);
            latest = later ? purchased.purchasedAt() : latest;
          }
        }
      }
    }
    return new Bought(count, sum, latest);
  }

  /** What the purchases of a period still count, added up the plain way. */
  static Bought bought(List<Entry> entries, Period period) {
    Map<String, Purchased> counting = new LinkedHashMap<>();
    Set<String> own = new LinkedHashSet<>();
    BigDecimal sum = BigDecimal.ZERO;
    long carried = 0;
    Instant last = null;
    for (Entry entry : entries) {
      switch (entry.change()) {
        case MovedIn moved when period.since() == null -> {
          carried = moved.turnover().count();
          sum = sum.add(moved.turnover().sum().amount());
          last = moved.lastPurchasedAt();
        }
        case Purchased purchased -> {
          own.add(purchased.purchaseId());
          if (period.holds(purchased.purchasedAt())) {
            counting.put(purchased.purchaseId(), purchased);
            sum = sum.add(purchased.sum());
          }
        }
        case PurchaseReduced reduced when counting.containsKey(reduced.purchaseId()) -> {
          sum = sum.subtract(reduced.sum());
          if (reduced.last()) {
            counting.remove(reduced.purchaseId());
          }
        }
        case PurchaseReduced(var id, var less, var whole)
            when period.since() == null && !own.contains(id) -> {
          sum = sum.subtract(less);
          carried -= whole ? 1 : 0;
        }
        default -> {}
      }
    }
    last = carried > 0 ? last : null;
    for (Purchased purchased : counting.values()) {
      boolean later = last == null || purchased.purchasedAt().isAfter(last);
      last = later ? purchased.purchasedAt() : last;
    }
    return new Bought(carried + counting.size(), sum, last);
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
