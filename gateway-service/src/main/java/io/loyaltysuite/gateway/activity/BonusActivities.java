package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.Fields.ALWAYS;
import static io.loyaltysuite.gateway.activity.Fields.BALANCE_AFTER;
import static io.loyaltysuite.gateway.activity.Fields.BALANCE_BEFORE;
import static io.loyaltysuite.gateway.activity.Fields.CARD;
import static io.loyaltysuite.gateway.activity.Fields.ONCE_PER;
import static io.loyaltysuite.gateway.activity.Fields.REASON;
import static io.loyaltysuite.gateway.activity.Fields.TOUCH_POINT;
import static io.loyaltysuite.gateway.activity.Fields.TRANSACTION;
import static io.loyaltysuite.gateway.activity.InputType.CURRENCY_CODE;
import static io.loyaltysuite.gateway.activity.InputType.DATE;
import static io.loyaltysuite.gateway.activity.InputType.DOUBLE;
import static io.loyaltysuite.gateway.activity.InputType.INT;
import static io.loyaltysuite.gateway.activity.InputType.MONEY;
import static io.loyaltysuite.gateway.activity.InputType.SELECT;

/** What moves bonuses. */
final class BonusActivities {

  static final Activity ACCRUE_FIXED =
      Activity.coded("loyalty_accrue_fixed", "accrue")
          .named("Начислить бонусы (сумма)", "Accrue a fixed amount")
          .does(
              "Добавляет на карту указанную сумму бонусов",
              "Adds the given amount of bonuses to the card")
          .takes(CARD)
          .takes(
              Input.of("amount", MONEY, "Сумма", "Amount").needed(),
              Input.of("currency", CURRENCY_CODE, "Валюта", "Currency"),
              Input.of(
                  "available_after_days", INT, "Доступны через, дней", "Available after, days"),
              Input.of("expires_after_days", INT, "Сгорают через, дней", "Expire after, days"),
              Input.of("expires_at", DATE, "Сгорают", "Expire on"),
              TOUCH_POINT,
              ONCE_PER)
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              TRANSACTION,
              Output.of("amount", OutputType.DOUBLE, "Начислено", "Accrued"),
              BALANCE_BEFORE,
              BALANCE_AFTER,
              Output.of("available_from", OutputType.DATETIME, "Доступны с", "Available from"),
              Output.of("expires_at", OutputType.DATETIME, "Сгорают", "Expire on"),
              Output.of("lot_id", OutputType.STRING, "Партия бонусов", "Lot of bonuses"));

  static final Activity PAY =
      Activity.coded("loyalty_pay", "pay")
          .named("Оплатить бонусами", "Pay with bonuses")
          .does(
              "Списывает бонусы в счёт полной или частичной оплаты",
              "Charges bonuses as full or part payment")
          .takes(CARD)
          .takes(
              Input.of("amount", MONEY, "Сумма", "Amount"),
              Input.of("mode", SELECT, "Режим", "Mode")
                  .option("exact", "Ровно указанную сумму", "Exactly the amount")
                  .option("up_to", "Сколько получится", "As much as possible")
                  .presetTo("exact"),
              Input.of("document_sum", MONEY, "Сумма документа", "Document sum")
                  .presetTo("{=Document:OPPORTUNITY}"),
              Input.of(
                  "max_share_percent", DOUBLE, "Максимальная доля оплаты, %", "Maximum share, %"),
              TOUCH_POINT,
              ONCE_PER.presetTo("document"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              TRANSACTION,
              Output.of("amount_requested", OutputType.DOUBLE, "Запрошено", "Requested"),
              Output.of("amount_paid", OutputType.DOUBLE, "Списано", "Charged"),
              Output.of("rest_to_pay", OutputType.DOUBLE, "Осталось доплатить", "Left to pay"),
              BALANCE_BEFORE,
              BALANCE_AFTER,
              Output.of("share_percent", OutputType.DOUBLE, "Доля оплаты, %", "Paid share, %"),
              Output.of("limit_applied", OutputType.STRING, "Что ограничило", "What limited it"),
              Output.of("lots", OutputType.TEXT, "Из каких партий", "From which lots"));

  private BonusActivities() {}
}
