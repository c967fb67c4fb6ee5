package io.loyaltysuite.loyalty.card;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a manager reads about bonuses that were set aside. */
record HoldSentence(Wording wording, Money amount, @Nullable Money requested, Instant until) {

  String text() {
    if (requested == null || amount.equals(requested)) {
      return wording
          .pick("Зарезервировано %s до %s.", "%s reserved until %s.")
          .formatted(wording.money(amount), wording.moment(until));
    }
    return wording
        .pick(
            "Зарезервировано %s из запрошенных %s до %s.", "%s of %s requested reserved until %s.")
        .formatted(wording.money(amount), wording.money(requested), wording.moment(until));
  }
}
