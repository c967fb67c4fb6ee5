package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.card.Operation.IssueCard;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.card.Selection.NoCard;
import io.loyaltysuite.loyalty.card.Selection.SelectionRefused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds the card a command is about: what is trusted most decides, the rest must agree. */
final class Selecting {

  private Selecting() {}

  /** The selector as given, or the document's contact when nothing was given. */
  static Selector effective(Selector given, Context context) {
    boolean empty =
        given.cardId().isEmpty()
            && given.cardNumber().isEmpty()
            && given.contactId().isEmpty()
            && given.phone().isEmpty();
    return empty ? new Selector("", "", context.documentContact(), "") : given;
  }

  static Set<Key> keys(Selector selector) {
    Set<Key> keys = new LinkedHashSet<>();
    ask(keys, Kind.CARD_ID, selector.cardId());
    ask(keys, Kind.CARD_NUMBER, selector.cardNumber());
    ask(keys, Kind.CONTACT, selector.contactId());
    ask(keys, Kind.PHONE, Phones.digits(selector.phone()));
    return keys;
  }

  private static void ask(Set<Key> keys, Kind kind, String text) {
    if (!text.isEmpty()) {
      keys.add(new Key(kind, text));
    }
  }

  static Selection select(Selector selector, Lookups lookups, Language language) {
    Checks checks = new Checks();
    Set<Key> keys = keys(selector);
    if (!selector.phone().isEmpty() && Phones.digits(selector.phone()).isEmpty()) {
      checks.add(Rejection.PHONE_INVALID, Map.of("value", selector.phone()));
    } else if (keys.isEmpty()) {
      checks.add(Rejection.IDENTIFIER_MISSING);
    }
    List<Found> cards = keys.isEmpty() ? List.of() : agreed(keys, lookups, checks);
    if (cards.isEmpty()) {
      checks.add(Rejection.CARD_NOT_FOUND, Map.of("card", described(selector, language)));
    } else if (cards.size() > 1) {
      ambiguous(selector, cards, checks);
    }
    Rejection rejection = checks.rejection();
    return rejection == null
        ? new CardSelected(cards.getFirst().cardId())
        : new SelectionRefused(rejection, checks.parameters());
  }

  /** Cards every identifier leads to; keys come in order of trust. */
  private static List<Found> agreed(Set<Key> keys, Lookups lookups, Checks checks) {
    List<Found> cards = null;
    for (Key key : keys) {
      List<Found> found = found(key, lookups);
      if (cards == null) {
        cards = new ArrayList<>(found);
      } else if (!cards.isEmpty() && !saysNothing(key, found)) {
        cards.retainAll(found);
        if (cards.isEmpty()) {
          checks.add(Rejection.IDENTIFIERS_CONFLICT);
        }
      }
    }
    return cards == null ? List.of() : inUse(cards, keys, lookups);
  }

  /** Cards in use come before retired ones; of retired ones the last of all answers. */
  private static List<Found> inUse(List<Found> cards, Set<Key> keys, Lookups lookups) {
    List<UUID> retired =
        keys.stream().flatMap(key -> Found.retired(lookups.of(key)).stream()).distinct().toList();
    List<Found> used = cards.stream().filter(card -> !retired.contains(card.cardId())).toList();
    return used.isEmpty()
        ? cards.stream()
            .max(Comparator.comparingInt(card -> retired.indexOf(card.cardId())))
            .stream()
            .toList()
        : used;
  }

  /** Phones of contacts live in the CRM, so a phone we never saw contradicts nothing. */
  private static boolean saysNothing(Key key, List<Found> found) {
    return key.kind() == Kind.PHONE && found.isEmpty();
  }

  private static List<Found> found(Key key, Lookups lookups) {
    return Found.all(lookups.of(key));
  }

  private static void ambiguous(Selector selector, List<Found> cards, Checks checks) {
    long contacts = cards.stream().map(Found::contactId).distinct().count();
    if (contacts > 1 && !selector.phone().isEmpty()) {
      checks.add(
          Rejection.CONTACT_AMBIGUOUS,
          Map.of("phone", "+" + Phones.digits(selector.phone()), "n", Long.toString(contacts)));
    } else {
      String list = cards.stream().map(Found::number).collect(Collectors.joining(", "));
      checks.add(Rejection.CARD_AMBIGUOUS, Map.of("list", list));
    }
  }

  /** What stands for the card in "Card ... was not found." */
  private static String described(Selector selector, Language language) {
    if (!selector.cardId().isEmpty()) {
      return language.pick("с указанным идентификатором", "with the given id");
    }
    if (!selector.cardNumber().isEmpty()) {
      return selector.cardNumber();
    }
    if (!selector.contactId().isEmpty()) {
      return language.pick("клиента", "of the client");
    }
    return language.pick("с телефоном ", "with phone ") + "+" + Phones.digits(selector.phone());
  }

  /** The contact a new card is for; empty when the call and its document name none. */
  static String contactOf(IssueCard issue, Context context) {
    return issue.contactId().isEmpty() ? context.documentContact() : issue.contactId();
  }

  static Set<Key> keys(IssueCard issue, Context context) {
    Set<Key> keys = new LinkedHashSet<>();
    ask(keys, Kind.CONTACT, contactOf(issue, context));
    return keys;
  }

  /** The client's card when there may be no other one. */
  static Selection select(IssueCard issue, Context context, Lookups lookups, int maxPerContact) {
    String contact = contactOf(issue, context);
    if (contact.isEmpty()) {
      return noContact(context);
    }
    List<String> values = lookups.of(new Key(Kind.CONTACT, contact));
    List<UUID> retired = Found.retired(values);
    List<Found> cards =
        Found.all(values).stream().filter(card -> !retired.contains(card.cardId())).toList();
    return cards.size() < maxPerContact
        ? new NoCard()
        : new CardSelected(cards.getFirst().cardId());
  }

  private static Selection noContact(Context context) {
    if (context.isDeal()) {
      return new SelectionRefused(Rejection.DEAL_CONTACT_MISSING, Map.of());
    }
    return context.document().isEmpty()
        ? new SelectionRefused(Rejection.INPUT_REQUIRED, Map.of("field", "contact_id"))
        : new SelectionRefused(Rejection.DOCUMENT_UNSUPPORTED, Map.of());
  }
}
