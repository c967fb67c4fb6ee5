package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.account.RestAccount;
import io.loyaltysuite.loyalty.card.Language;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.program.Settings;
import java.util.Map;

/** Who wants something decided, whether a request is there that waits for it or not. */
record Asker(Call call, RestAccount account, Settings settings, Language language) {

  long portalId() {
    return account.portalId();
  }

  /** Refuses money of another currency than the program's. */
  void requireCurrency(String given) {
    var own = settings.program().currency().getCurrencyCode();
    if (!given.equals(own)) {
      throw Refusal.of(Rejection.CURRENCY_MISMATCH, Map.of("a", given, "b", own));
    }
  }
}
