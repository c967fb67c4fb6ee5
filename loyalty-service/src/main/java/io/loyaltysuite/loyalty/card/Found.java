package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A card as the ledger's index knows it: what is fixed when the card is issued.
 *
 * @param phone of the client, in digits; empty when unknown
 * @param email of the client, in lower case; empty when unknown
 */
record Found(UUID cardId, String number, String contactId, String phone, String email) {

  /** Any order will do, as long as it is always the same. */
  static final Comparator<Found> ORDER =
      Comparator.comparing(Found::number).thenComparing(Found::cardId);

  private static final String RETIRED = "retired|";
  private static final String PERSON = "person|";

  static Key key(UUID cardId) {
    return new Key(Kind.CARD_ID, cardId.toString());
  }

  /** Value of a claim; none of the parts can hold a bar. */
  String text() {
    String text = String.join("|", cardId.toString(), number, contactId, phone);
    return email.isEmpty() ? text : text + "|" + email;
  }

  /** The same client's other card. */
  Found as(Account card) {
    return new Found(card.cardId(), card.number(), contactId, phone, email);
  }

  /** Everything that leads to the card from now on. */
  List<Claim> claims(Account card) {
    List<Claim> claims = new ArrayList<>();
    claim(claims, Kind.CARD_ID, cardId.toString());
    claim(claims, Kind.CARD_NUMBER, number);
    claim(claims, Kind.CONTACT, contactId);
    claim(claims, Kind.PHONE, phone);
    claim(claims, Kind.EMAIL, email);
    claim(claims, Kind.BARCODE, card.barcode());
    claim(claims, Kind.EXTERNAL_ID, card.externalId());
    return claims;
  }

  /** What leads to the card though it is not the card's own. */
  Set<Key> keys(String externalId) {
    Set<Key> keys = new LinkedHashSet<>();
    keys.add(new Key(Kind.CONTACT, contactId));
    keys.add(new Key(Kind.PHONE, phone));
    keys.add(new Key(Kind.EMAIL, email));
    keys.add(new Key(Kind.EXTERNAL_ID, externalId));
    keys.removeIf(key -> key.text().isEmpty());
    return keys;
  }

  private void claim(List<Claim> claims, Kind kind, String key) {
    if (!key.isEmpty()) {
      claims.add(new Claim(new Key(kind, key), text()));
    }
  }

  static Found parse(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != 4 && parts.length != 5) {
      throw new IllegalArgumentException("found card: " + text + " (expected: four or five parts)");
    }
    String email = parts.length == 5 ? parts[4] : "";
    return new Found(UUID.fromString(parts[0]), parts[1], parts[2], parts[3], email);
  }

  /** Value of a claim that says: this client no longer uses that card. */
  static String retired(UUID cardId) {
    return RETIRED + cardId;
  }

  /** Value of a claim that says: this contact, who may have a card or not, is known by the key. */
  static String person(UUID contactId) {
    return PERSON + contactId;
  }

  /** Contacts that are known by a key. */
  static List<String> persons(List<String> values) {
    return values.stream()
        .filter(value -> value.startsWith(PERSON))
        .map(value -> value.substring(PERSON.length()))
        .toList();
  }

  private static Stream<Found> cards(List<String> values) {
    return values.stream()
        .filter(value -> !value.startsWith(RETIRED) && !value.startsWith(PERSON))
        .map(Found::parse);
  }

  /** All cards of a key, retired or not. */
  static List<Found> all(List<String> values) {
    return cards(values).sorted(ORDER).toList();
  }

  /** Cards of a key that are in use, the newest at the end. */
  static List<Found> inUse(List<String> values) {
    List<UUID> retired = retired(values);
    return cards(values).filter(card -> !retired.contains(card.cardId())).toList();
  }

  /** The retired cards of a key, the one retired last at the end. */
  static List<UUID> retired(List<String> values) {
    return values.stream()
        .filter(value -> value.startsWith(RETIRED))
        .map(value -> UUID.fromString(value.substring(RETIRED.length())))
        .toList();
  }
}
