package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.account.RestAccount;
import io.loyaltysuite.loyalty.card.Language;
import io.loyaltysuite.loyalty.card.Money;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
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

  /**
   * An amount that the program's currency can hold.
   *
   * @throws Refusal when it has too many decimals and the program does not round them
   */
  BigDecimal exact(BigDecimal given) {
    var amount = rounded(given);
    if (!Money.fits(amount, settings.program().currency())) {
      throw Refusal.of(Rejection.AMOUNT_SCALE_EXCEEDED, Map.of("value", given.toPlainString()));
    }
    return amount;
  }

  /** The amount, without decimals that it has too many of if the program rounds them. */
  BigDecimal rounded(BigDecimal given) {
    var program = settings.program();
    return program.roundsRestInput() ? Money.roundedInput(given, program.currency()) : given;
  }
}
