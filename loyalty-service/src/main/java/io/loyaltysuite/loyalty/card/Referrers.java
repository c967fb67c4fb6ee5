package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who brought the holder of a card, who brought that one, and so on; a card that was replaced or
 * merged counts as the one that took its place. Whoever was merged with his own referrer has none.
 *
 * <pre>
 * card ─▶ referrer ─▶ replaced? ─▶ its replacement ─▶ referrer ─▶ ... up to so many, or in a circle
 * </pre>
 *
 * @param chain the nearest first
 * @param asked every key on the way; the last of them may be unanswered, then the chain ends there
 * @param circular whether the way comes back to where it was
 */
record Referrers(List<Referrer> chain, Set<Key> asked, boolean circular) {

  /** Walks up from a card, through at most so many referrers. */
  static Referrers above(UUID cardId, int levels, Lookups lookups) {
    List<Referrer> chain = new ArrayList<>();
    Set<Key> asked = new LinkedHashSet<>();
    Set<UUID> seen = new LinkedHashSet<>();
    UUID at = cardId;
    boolean circular = false;
    while (chain.size() < levels && !circular) {
      asked.add(Referrer.key(at));
      List<String> found = known(Referrer.key(at), lookups);
      if (found.isEmpty()) {
        break;
      }
      Referrer referrer = latest(Referrer.parse(found.getFirst()), lookups, asked);
      boolean unanswered = asked.stream().anyMatch(key -> !lookups.answers(key));
      if (unanswered || referrer.cardId().equals(at)) {
        break;
      }
      seen.add(at);
      circular = seen.contains(referrer.cardId());
      chain.add(referrer);
      at = referrer.cardId();
    }
    return new Referrers(List.copyOf(chain), asked, circular);
  }

  /** The card that a card is today. */
  private static Referrer latest(Referrer card, Lookups lookups, Set<Key> asked) {
    Referrer latest = card;
    for (; ; ) {
      Key key = replacement(latest.cardId());
      asked.add(key);
      Referrer next = known(key, lookups).stream().findFirst().map(Referrer::parse).orElse(latest);
      if (next.cardId().equals(latest.cardId())) {
        return latest;
      }
      latest = next;
    }
  }

  /** What to ask to know the card that a card is today. */
  static Set<Key> replacements(UUID cardId, Lookups lookups) {
    Set<Key> asked = new LinkedHashSet<>();
    latest(new Referrer(cardId, ""), lookups, asked);
    return asked;
  }

  static UUID latest(UUID cardId, Lookups lookups) {
    return latest(new Referrer(cardId, ""), lookups, new LinkedHashSet<>()).cardId();
  }

  static Key replacement(UUID cardId) {
    return new Key(Kind.REPLACEMENT, cardId.toString());
  }

  private static List<String> known(Key key, Lookups lookups) {
    return lookups.answers(key) ? lookups.of(key) : List.of();
  }
}
