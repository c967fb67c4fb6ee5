package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/** How much of the command's document was paid with bonuses so far. */
final class PaidPart {

  private PaidPart() {}

  static Set<Key> facts(Command command) {
    String document = command.context().document();
    return document.isEmpty() ? Set.of() : Set.of(key(document));
  }

  static Money of(Situation now, Account card) {
    String document = now.command().context().document();
    BigDecimal paid =
        document.isEmpty() ? BigDecimal.ZERO : Sums.of(now.lookups().of(key(document)));
    return Money.rounded(paid, card.currency(), RoundingMode.UNNECESSARY);
  }

  static Key key(String document) {
    return new Key(Kind.PAID, document);
  }
}
