package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Texts.MoneyText;
import io.loyaltysuite.loyalty.card.Account;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What was bought with a card (spec 1.6). */
@JsonNaming(SnakeCaseStrategy.class)
record TurnoversText(long totalPurchasesCount, MoneyText totalPurchasesSum) {

  static TurnoversText of(Account card) {
    return new TurnoversText(card.turnover().count(), Texts.money(card.turnover().sum()));
  }
}
