package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The card of somebody who brought a client, as the index knows it. */
record Referrer(UUID cardId, String number) {

  static Key key(UUID cardId) {
    return new Key(Kind.REFERRER, cardId.toString());
  }

  static Claim claim(UUID cardId, Found referrer) {
    return new Claim(key(cardId), new Referrer(referrer.cardId(), referrer.number()).text());
  }

  String text() {
    return cardId + "|" + number;
  }

  static Referrer parse(String text) {
    int bar = text.indexOf('|');
    return new Referrer(UUID.fromString(text.substring(0, bar)), text.substring(bar + 1));
  }

  /** What to look up about a referrer that a caller names. */
  static Set<Key> facts(String number) {
    return Set.of(new Key(Kind.CARD_NUMBER, number), Standing.key(number));
  }

  /**
   * Whether the named card may be the referrer of a client: it is there, active, and not the
   * client's own.
   *
   * @param phone the client's, empty when unknown
   */
  static void check(String number, String contact, String phone, Situation now, Checks checks) {
    List<String> found = now.lookups().of(new Key(Kind.CARD_NUMBER, number));
    Map<String, String> about = Map.of("card", number);
    if (found.isEmpty()) {
      checks.add(Rejection.AFFILIATE_CARD_NOT_FOUND, about);
      return;
    }
    if (!Standing.active(now.lookups().of(Standing.key(number)), now.effectiveAt())) {
      checks.add(Rejection.AFFILIATE_NOT_ACTIVE, about);
    }
    Found referrer = Found.parse(found.getFirst());
    boolean samePhone = !phone.isEmpty() && phone.equals(referrer.phone());
    if (referrer.contactId().equals(contact) || samePhone) {
      checks.add(Rejection.AFFILIATE_SELF_REFERENCE);
    }
  }
}
