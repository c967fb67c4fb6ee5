package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What leads to a card beside its own facts: who its holder is in the CRM and in other systems. The
 * index remembers it by the card's id, so that it can lead elsewhere once the card is gone.
 */
record Holder(Set<Key> keys) {

  private static final String SEPARATOR = "\n";

  static Holder of(String crmContactId, Map<String, String> externalIds) {
    Set<Key> keys = new LinkedHashSet<>();
    if (!crmContactId.isEmpty()) {
      keys.add(new Key(Kind.CONTACT, crmContactId));
    }
    externalIds.forEach((system, id) -> keys.add(externalId(system, id)));
    keys.removeIf(key -> key.text().contains(SEPARATOR));
    return new Holder(keys);
  }

  /** An id in another system; ids of different systems may be equal. */
  static Key externalId(String system, String id) {
    return new Key(Kind.EXTERNAL_ID, system + "=" + id);
  }

  /** Where the index remembers the holder of a card. */
  static Key key(UUID cardId) {
    return new Key(Kind.HOLDER, cardId.toString());
  }

  /** What the index remembers; nothing where it was not asked, as by older versions. */
  static Holder of(UUID cardId, Lookups lookups) {
    Key key = key(cardId);
    return new Holder(
        lookups.answers(key)
            ? lookups.of(key).stream()
                .flatMap(value -> Stream.of(value.split(SEPARATOR)))
                .map(Key::parse)
                .collect(Collectors.toCollection(LinkedHashSet::new))
            : Set.of());
  }

  /** Together with what led to another card of the same person. */
  Holder with(Holder other, Set<Key> more) {
    Set<Key> all = new LinkedHashSet<>(keys);
    all.addAll(other.keys);
    all.addAll(more);
    all.removeIf(key -> key.text().contains(SEPARATOR));
    return new Holder(all);
  }

  /** That all of this leads to a card from now on. */
  List<Claim> claims(Found card) {
    if (keys.isEmpty()) {
      return List.of();
    }
    String all = keys.stream().map(Key::toString).collect(Collectors.joining(SEPARATOR));
    return Stream.concat(
            Stream.of(new Claim(key(card.cardId()), all)),
            keys.stream().map(key -> new Claim(key, card.text())))
        .toList();
  }

  /** That the holder no longer uses a card. */
  List<Claim> retired(UUID cardId) {
    return keys.stream().map(key -> new Claim(key, Found.retired(cardId))).toList();
  }
}
