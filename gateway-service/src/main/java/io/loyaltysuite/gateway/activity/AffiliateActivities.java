package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.Fields.ALWAYS;
import static io.loyaltysuite.gateway.activity.Fields.CARD;
import static io.loyaltysuite.gateway.activity.Fields.CHANGED;
import static io.loyaltysuite.gateway.activity.Fields.ONCE_PER;
import static io.loyaltysuite.gateway.activity.Fields.REASON;
import static io.loyaltysuite.gateway.activity.InputType.BOOL;
import static io.loyaltysuite.gateway.activity.InputType.DOUBLE;
import static io.loyaltysuite.gateway.activity.InputType.INT;
import static io.loyaltysuite.gateway.activity.InputType.MONEY;
import static io.loyaltysuite.gateway.activity.InputType.SELECT;
import static io.loyaltysuite.gateway.activity.InputType.STRING;

/** What concerns those who bring clients. */
final class AffiliateActivities {

  private static final Output AFFILIATE_NUMBER =
      Output.of("affiliate_card_number", OutputType.STRING, "Карта рекомендателя", "Referrer card");

  static final Activity AFFILIATE_ACCRUE =
      Activity.coded("loyalty_affiliate_accrue", "affiliate_accrue")
          .named("Начислить за рекомендацию", "Referral accrual")
          .does(
              "Начисляет бонусы тому, кто привёл клиента",
              "Accrues bonuses to the person who brought the client")
          .takes(CARD)
          .takes(
              Input.of("mode", SELECT, "Режим", "Mode")
                  .option("percent", "Процент от суммы", "Percent of the sum")
                  .option("fixed", "Указанная сумма", "The given amount")
                  .presetTo("percent"),
              Input.of("amount", MONEY, "Сумма", "Amount"),
              Input.of("percent", DOUBLE, "Процент", "Percent"),
              Input.of("base_sum", MONEY, "Сумма для расчёта", "Base sum")
                  .presetTo("{=Document:OPPORTUNITY}"),
              Input.of("levels_up", INT, "Уровней вверх", "Levels up").presetTo("1"),
              Input.of(
                      "only_first_purchase",
                      BOOL,
                      "Только за первую покупку",
                      "For the first purchase only")
                  .presetTo("N"),
              Input.of(
                      "no_affiliate_is_error",
                      BOOL,
                      "Считать ошибкой, если рекомендателя нет",
                      "No referrer is an error")
                  .presetTo("N"),
              ONCE_PER.presetTo("document"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              AFFILIATE_NUMBER,
              Output.of(
                  "affiliate_card_id",
                  OutputType.STRING,
                  "Идентификатор карты рекомендателя",
                  "Referrer card id"),
              Output.of("amount", OutputType.DOUBLE, "Начислено всего", "Accrued in all"),
              Output.of("transaction_ids", OutputType.TEXT, "Операции", "Transactions"),
              Output.of(
                  "skipped_reason",
                  OutputType.STRING,
                  "Почему не начислено",
                  "Why nothing was accrued"));

  static final Activity AFFILIATE_SET =
      Activity.coded("loyalty_affiliate_set", "affiliate_set")
          .named("Указать рекомендателя", "Set referrer")
          .does("Запоминает, кто привёл клиента", "Remembers who brought the client")
          .takes(CARD)
          .takes(
              Input.of("affiliate_card_number", STRING, "Карта рекомендателя", "Referrer card")
                  .needed(),
              Input.of("overwrite", BOOL, "Заменить записанного", "Replace the one that is set")
                  .presetTo("N"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(AFFILIATE_NUMBER, CHANGED);

  private AffiliateActivities() {}
}
