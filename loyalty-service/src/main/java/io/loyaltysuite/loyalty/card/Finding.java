package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.card.Operation.FindCard;
import io.loyaltysuite.loyalty.card.Operation.FindCard.Pick;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.card.Selection.NoCard;
import io.loyaltysuite.loyalty.card.Selection.SelectionRefused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds cards in use by what is known about their holder; writes nothing. Everything given has to
 * lead to a card.
 */
final class Finding {

  /** Cards that are told, and of which the richest is picked: the newest ones. */
  static final int MAX_CARDS = 50;

  private static final Pattern EMAIL = Pattern.compile("[^\\s@|]+@[^\\s@|]+\\.[^\\s@|.]+");

  private Finding() {}

  static Set<Key> keys(FindCard find) {
    return criteria(find).stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  /** One list per thing given; a card has to stand behind one key of each. */
  private static List<List<Key>> criteria(FindCard find) {
    List<List<Key>> criteria = new ArrayList<>();
    add(criteria, Kind.CONTACT, find.contactId());
    add(criteria, Kind.PHONE, Phones.digits(find.phone()));
    add(criteria, Kind.EMAIL, email(find.email()));
    add(criteria, Kind.BARCODE, find.barcode());
    if (!find.externalId().isEmpty()) {
      List<Key> keys = new ArrayList<>();
      keys.add(new Key(Kind.EXTERNAL_ID, find.externalId()));
      keys.add(Holder.externalId(find.externalIdKey(), find.externalId()));
      if (find.isCrmId()) {
        keys.add(new Key(Kind.CONTACT, find.externalId()));
      }
      criteria.add(keys);
    }
    return criteria;
  }

  private static void add(List<List<Key>> criteria, Kind kind, String text) {
    if (!text.isEmpty()) {
      criteria.add(List.of(new Key(kind, text)));
    }
  }

  /** The address as the index knows it; empty for what is none. */
  static String email(String email) {
    return EMAIL.matcher(email).matches() ? email.toLowerCase(Locale.ROOT) : "";
  }

  static Selection select(FindCard find, Lookups lookups, Language language) {
    Checks checks = new Checks();
    if (!find.phone().isEmpty() && Phones.digits(find.phone()).isEmpty()) {
      checks.add(Rejection.PHONE_INVALID, Map.of("value", find.phone()));
    }
    if (!find.email().isEmpty() && email(find.email()).isEmpty()) {
      checks.add(Rejection.EMAIL_INVALID, Map.of("value", find.email()));
    }
    if (checks.passed() && criteria(find).isEmpty()) {
      checks.add(Rejection.IDENTIFIER_MISSING);
    }
    List<Found> found = checks.passed() ? found(find, lookups) : List.of();
    if (found.isEmpty() && find.notFoundIsError()) {
      checks.add(
          Rejection.CARD_NOT_FOUND, Map.of("card", language.pick("клиента", "of the client")));
    }
    if (found.size() > 1 && find.pick() == Pick.SINGLE) {
      ambiguous(find, found, checks);
    }
    Rejection rejection = checks.rejection();
    if (rejection != null) {
      return new SelectionRefused(rejection, checks.parameters());
    }
    boolean picked = found.size() == 1 || find.pick() == Pick.NEWEST;
    return picked && !found.isEmpty() ? new CardSelected(found.getLast().cardId()) : new NoCard();
  }

  private static void ambiguous(FindCard find, List<Found> found, Checks checks) {
    long contacts = found.stream().map(Found::contactId).distinct().count();
    if (contacts > 1 && !find.phone().isEmpty()) {
      checks.add(
          Rejection.CONTACT_AMBIGUOUS,
          Map.of("phone", "+" + Phones.digits(find.phone()), "n", Long.toString(contacts)));
    } else {
      String list = found.stream().map(Found::number).collect(Collectors.joining(", "));
      checks.add(Rejection.CARD_AMBIGUOUS, Map.of("list", list));
    }
  }

  /** Cards in use that everything given leads to, the newest at the end. */
  private static List<Found> found(FindCard find, Lookups lookups) {
    @Nullable List<Found> found = null;
    for (List<Key> keys : criteria(find)) {
      Set<Found> these = new LinkedHashSet<>();
      keys.forEach(key -> these.addAll(Found.inUse(values(key, lookups))));
      if (found == null) {
        found = new ArrayList<>(these);
      } else {
        found.retainAll(these);
      }
    }
    return found == null ? List.of() : found;
  }

  /** Older versions did not ask for ids within their system; their results stay what they were. */
  private static List<String> values(Key key, Lookups lookups) {
    return key.kind() == Kind.EXTERNAL_ID && !lookups.answers(key) ? List.of() : lookups.of(key);
  }

  /** Contacts added here that everything given leads to and that have none of these cards. */
  private static List<String> withoutCard(FindCard find, List<Found> found, Lookups lookups) {
    @Nullable Set<String> persons = null;
    for (List<Key> keys : criteria(find)) {
      Set<String> these = new LinkedHashSet<>();
      keys.forEach(key -> these.addAll(Found.persons(values(key, lookups))));
      if (persons == null) {
        persons = these;
      } else {
        persons.retainAll(these);
      }
    }
    List<String> without = new ArrayList<>();
    if (found.isEmpty() && !find.contactId().isEmpty()) {
      without.add(find.contactId());
    }
    if (persons != null) {
      without.addAll(persons);
    }
    found.forEach(card -> without.remove(card.contactId()));
    return without;
  }

  /** The richest is found by looking into all of them. */
  static List<UUID> others(FindCard find, Lookups lookups) {
    if (find.pick() != Pick.RICHEST || !(select(find, lookups, Language.EN) instanceof NoCard)) {
      return List.of();
    }
    return newest(found(find, lookups)).stream().map(Found::cardId).toList();
  }

  private static List<Found> newest(List<Found> found) {
    return found.subList(Math.max(0, found.size() - MAX_CARDS), found.size());
  }

  /** No card, all cards, or the richest of them. */
  static Decision decide(FindCard find, Situation now, Checks checks) {
    if (!checks.passed()) {
      return now.reject(null, checks);
    }
    List<Found> found = found(find, now.lookups());
    Optional<Account> richest =
        now.cards().others().stream()
            .map(account -> Draft.ofOther(now, account).account())
            .reduce((a, b) -> a.balance().compareTo(b.balance()) > 0 ? a : b);
    return told(find, found, richest.orElse(null), now);
  }

  /** The one card. */
  static Decision decide(FindCard find, Draft draft, Situation now, Checks checks) {
    return checks.passed()
        ? told(find, found(find, now.lookups()), draft.account(), now)
        : now.reject(draft.account(), checks);
  }

  private static Decision told(
      FindCard find, List<Found> found, @Nullable Account picked, Situation now) {
    List<Found> listed = newest(found);
    Returned returned =
        new Returned(now.command())
            .with("found_count", Integer.toString(found.size()))
            .with("card_numbers", joined(listed, Found::number))
            .with("contact_ids", joined(listed, Found::contactId))
            .with(
                "contacts_without_card", String.join(";", withoutCard(find, found, now.lookups())));
    return now.look(picked, returned, sentence(found.size(), picked, now.wording()));
  }

  private static String joined(List<Found> found, Function<Found, String> part) {
    return found.stream()
        .map(part)
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining(";"));
  }

  private static String sentence(int count, @Nullable Account picked, Wording wording) {
    if (picked != null) {
      return wording.pick("Найдена карта %s.", "Found card %s.").formatted(picked.number());
    }
    return count == 0
        ? wording.pick("Карта у клиента не найдена.", "The client has no card.")
        : wording.pick("Найдено карт: %s.", "%s cards found.").formatted(count);
  }
}
