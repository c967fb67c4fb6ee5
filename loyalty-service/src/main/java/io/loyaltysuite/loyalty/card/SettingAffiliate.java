package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.AffiliateSet;
import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.card.Operation.SetAffiliate;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes down who brought a client: once, unless the call says that it may be corrected. */
final class SettingAffiliate {

  /** A chain longer than that counts as circular. */
  static final int MAX_CHAIN = 100;

  private final SetAffiliate set;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;

  SettingAffiliate(SetAffiliate set, Draft draft, Situation now, Checks checks) {
    this.set = set;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
  }

  static Set<Key> facts(SetAffiliate set, UUID cardId) {
    Set<Key> keys = new LinkedHashSet<>(Referrer.facts(set.affiliateCardNumber()));
    keys.add(Found.key(cardId));
    return keys;
  }

  /** The chain above the card that is to be the referrer. */
  static Set<Key> further(SetAffiliate set, Lookups lookups) {
    return lookups.of(new Key(Kind.CARD_NUMBER, set.affiliateCardNumber())).stream()
        .map(Found::parse)
        .findFirst()
        .map(referrer -> Referrers.above(referrer.cardId(), MAX_CHAIN, lookups).asked())
        .orElse(Set.of());
  }

  Decision decide() {
    now.requireActive(card, checks);
    String number = set.affiliateCardNumber();
    boolean same = number.equals(card.affiliateCardNumber());
    if (!same) {
      check(number);
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Returned returned =
        new Returned(now.command())
            .with("affiliate_card_number", number)
            .with("changed", Wording.flag(!same));
    String sentence =
        now.wording()
            .pick("Рекомендатель записан: карта %s.", "Referrer saved: card %s.")
            .formatted(number);
    return same ? now.look(card, returned, sentence) : saved(number, returned, sentence);
  }

  private void check(String number) {
    Found client = Found.parse(now.lookups().of(Found.key(card.cardId())).getFirst());
    Referrer.check(number, card.contactId(), client.phone(), now, checks);
    List<String> found = now.lookups().of(new Key(Kind.CARD_NUMBER, number));
    if (!found.isEmpty() && leadsBack(Found.parse(found.getFirst()).cardId())) {
      checks.add(Rejection.AFFILIATE_CYCLE);
    }
    if (!card.affiliateCardNumber().isEmpty() && !set.overwrite()) {
      checks.add(Rejection.AFFILIATE_ALREADY_SET, Map.of("card", card.affiliateCardNumber()));
    }
  }

  private boolean leadsBack(UUID referrer) {
    Referrers above = Referrers.above(referrer, MAX_CHAIN, now.lookups());
    return above.circular()
        || above.chain().size() == MAX_CHAIN
        || above.chain().stream().anyMatch(each -> each.cardId().equals(card.cardId()));
  }

  private Decision saved(String number, Returned returned, String sentence) {
    draft.add(
        new AffiliateSet(card.affiliateCardNumber(), number),
        BigDecimal.ZERO,
        Situation.reason(set.reason(), now.command().context()),
        null,
        now.effectiveAt());
    Found referrer = Found.parse(now.lookups().of(new Key(Kind.CARD_NUMBER, number)).getFirst());
    return now.accept(draft, List.of(Referrer.claim(card.cardId(), referrer)), returned, sentence);
  }
}
