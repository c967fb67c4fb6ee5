package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Texts.MoneyText;
import io.loyaltysuite.loyalty.card.Account;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A card (spec 1.2). Every key is always there. */
@JsonNaming(SnakeCaseStrategy.class)
record CardText(
    UUID id,
    String number,
    String barcode,
    MoneyText balance,
    String percentage,
    String status,
    @Nullable String externalId,
    @Nullable LevelText cardLevel,
    @Nullable ContactText contact,
    TurnoversText turnovers,
    String created,
    String modified,
    @Nullable UUID affiliateCardId,
    @Nullable String mobilePhone) {

  static CardText of(
      Account card,
      @Nullable LevelText level,
      @Nullable ContactText contact,
      @Nullable UUID affiliateCardId) {
    return new CardText(
        card.cardId(),
        card.number(),
        card.barcode(),
        Texts.money(card.balance()),
        Texts.percentage(card.percentage()),
        card.status().code(),
        Texts.emptyToNull(card.externalId()),
        level,
        contact,
        TurnoversText.of(card),
        Texts.moment(card.createdAt()),
        Texts.moment(card.modifiedAt()),
        affiliateCardId,
        contact == null ? null : contact.mobilePhone());
  }
}
