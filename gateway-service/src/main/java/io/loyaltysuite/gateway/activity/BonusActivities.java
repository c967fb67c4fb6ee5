package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.Fields.ALWAYS;
import static io.loyaltysuite.gateway.activity.Fields.BALANCE_AFTER;
import static io.loyaltysuite.gateway.activity.Fields.BALANCE_BEFORE;
import static io.loyaltysuite.gateway.activity.Fields.CARD;
import static io.loyaltysuite.gateway.activity.Fields.DATE_FROM;
import static io.loyaltysuite.gateway.activity.Fields.DATE_TO;
import static io.loyaltysuite.gateway.activity.Fields.ONCE_PER;
import static io.loyaltysuite.gateway.activity.Fields.PURCHASES_COUNT;
import static io.loyaltysuite.gateway.activity.Fields.PURCHASES_SUM;
import static io.loyaltysuite.gateway.activity.Fields.REASON;
import static io.loyaltysuite.gateway.activity.Fields.TOUCH_POINT;
import static io.loyaltysuite.gateway.activity.Fields.TRANSACTION;
import static io.loyaltysuite.gateway.activity.InputType.BOOL;
import static io.loyaltysuite.gateway.activity.InputType.CURRENCY_CODE;
import static io.loyaltysuite.gateway.activity.InputType.DATE;
import static io.loyaltysuite.gateway.activity.InputType.DATETIME;
import static io.loyaltysuite.gateway.activity.InputType.DOUBLE;
import static io.loyaltysuite.gateway.activity.InputType.INT;
import static io.loyaltysuite.gateway.activity.InputType.MONEY;
import static io.loyaltysuite.gateway.activity.InputType.SELECT;
import static io.loyaltysuite.gateway.activity.InputType.STRING;

import java.util.List;

/** What moves bonuses. */
final class BonusActivities {

  private static final Input AVAILABLE_AFTER =
      Input.of("available_after_days", INT, "Доступны через, дней", "Available after, days");
  private static final Input EXPIRES_AFTER =
      Input.of("expires_after_days", INT, "Сгорают через, дней", "Expire after, days");

  /** What is asked of a payment, also of one that is only reserved. */
  private static final List<Input> PAYMENT =
      List.of(
          Input.of("amount", MONEY, "Сумма", "Amount"),
          Input.of("mode", SELECT, "Режим", "Mode")
              .option("exact", "Ровно указанную сумму", "Exactly the amount")
              .option("up_to", "Сколько получится", "As much as possible")
              .presetTo("exact"),
          Input.of("document_sum", MONEY, "Сумма документа", "Document sum")
              .presetTo("{=Document:OPPORTUNITY}"),
          Input.of("max_share_percent", DOUBLE, "Максимальная доля оплаты, %", "Maximum share, %"),
          TOUCH_POINT,
          ONCE_PER.presetTo("document"));

  private static final Input HOLD_ID = Input.of("hold_id", STRING, "Резерв", "Reserve").needed();

  private static final List<Output> RESERVE =
      List.of(
          Output.of("hold_id", OutputType.STRING, "Резерв", "Reserve"),
          Output.of("hold_state", OutputType.STRING, "Состояние резерва", "Reserve state"),
          Output.of("held_amount", OutputType.DOUBLE, "В резерве", "Reserved"),
          Output.of("captured_amount", OutputType.DOUBLE, "Списано из резерва", "Charged"),
          TRANSACTION,
          Output.of("hold_expires_at", OutputType.DATETIME, "Резерв до", "Reserved until"));
  private static final List<Output> ACCRUAL =
      List.of(
          TRANSACTION,
          Output.of("amount", OutputType.DOUBLE, "Начислено", "Accrued"),
          BALANCE_BEFORE,
          BALANCE_AFTER,
          Output.of("available_from", OutputType.DATETIME, "Доступны с", "Available from"),
          Output.of("expires_at", OutputType.DATETIME, "Сгорают", "Expire on"),
          Output.of("lot_id", OutputType.STRING, "Партия бонусов", "Lot of bonuses"));

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
              AVAILABLE_AFTER,
              EXPIRES_AFTER,
              Input.of("expires_at", DATE, "Сгорают", "Expire on"),
              TOUCH_POINT,
              ONCE_PER)
          .takes(REASON)
          .returns(ALWAYS)
          .returns(ACCRUAL);

  static final Activity ACCRUE_PERCENT =
      Activity.coded("loyalty_accrue_percent", "accrue_percent")
          .named("Начислить процент от суммы", "Accrue a percent of a sum")
          .does(
              "Начисляет процент карты или заданный процент от суммы документа",
              "Accrues the card rate or a given percent of the document sum")
          .takes(CARD)
          .takes(
              Input.of("base_sum", MONEY, "Сумма для расчёта", "Base sum")
                  .presetTo("{=Document:OPPORTUNITY}"),
              Input.of("percent", DOUBLE, "Процент", "Percent"),
              Input.of(
                      "exclude_bonus_paid",
                      BOOL,
                      "Не начислять на оплаченное бонусами",
                      "Skip the bonus-paid part")
                  .presetTo("Y"),
              Input.of("min_base", MONEY, "Начислять с суммы от", "Accrue from a sum of")
                  .presetTo("0"),
              Input.of("max_amount", MONEY, "Начислить не больше", "Accrue at most"),
              Input.of("rounding", SELECT, "Округление", "Rounding")
                  .option("setting", "Как в программе", "As the program does")
                  .option("half_up", "До ближайшего, половина вверх", "To the nearest, half up")
                  .option("half_down", "До ближайшего, половина вниз", "To the nearest, half down")
                  .option("down", "Вниз", "Down")
                  .option("integer_down", "Вниз до целого", "Down to whole units")
                  .presetTo("setting"),
              AVAILABLE_AFTER,
              EXPIRES_AFTER,
              TOUCH_POINT,
              ONCE_PER.presetTo("document"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(ACCRUAL)
          .returns(
              Output.of("base_sum", OutputType.DOUBLE, "Сумма для расчёта", "Base sum"),
              Output.of("percent_applied", OutputType.DOUBLE, "Применён процент", "Percent used"),
              Output.of(
                  "bonus_paid_excluded",
                  OutputType.DOUBLE,
                  "Оплачено бонусами, не учтено",
                  "Paid with bonuses, skipped"));

  static final Activity PURCHASE_REGISTER =
      Activity.coded("loyalty_purchase_register", "purchase_register")
          .named("Зарегистрировать покупку", "Register purchase")
          .does(
              "Учитывает покупку в оборотах и при необходимости начисляет кэшбэк",
              "Adds a purchase to turnovers and optionally accrues cashback")
          .takes(CARD)
          .takes(
              Input.of("purchase_sum", MONEY, "Сумма покупки", "Purchase sum")
                  .presetTo("{=Document:OPPORTUNITY}"),
              Input.of("purchase_id", STRING, "Номер покупки", "Purchase number")
                  .presetTo("{=Document:ID}"),
              Input.of("purchase_date", DATETIME, "Дата покупки", "Purchase date"),
              Input.of("accrue", BOOL, "Начислить бонусы", "Accrue bonuses").presetTo("Y"),
              Input.of("recalculate_level", BOOL, "Пересчитать уровень", "Recalculate level")
                  .presetTo("Y"),
              TOUCH_POINT)
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              PURCHASES_COUNT,
              PURCHASES_SUM,
              Output.of("accrued_amount", OutputType.DOUBLE, "Начислено", "Accrued"),
              TRANSACTION,
              Output.of("level_changed", OutputType.BOOL, "Уровень изменился", "Level changed"),
              Output.of("level_code", OutputType.STRING, "Уровень", "Level"));

  static final Activity PAY =
      Activity.coded("loyalty_pay", "pay")
          .named("Оплатить бонусами", "Pay with bonuses")
          .does(
              "Списывает бонусы в счёт полной или частичной оплаты",
              "Charges bonuses as full or part payment")
          .takes(CARD)
          .takes(PAYMENT)
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

  static final Activity HOLD =
      Activity.coded("loyalty_hold", "hold")
          .named("Зарезервировать бонусы", "Reserve bonuses")
          .does("Откладывает бонусы под оплату", "Sets bonuses aside for a payment")
          .takes(CARD)
          .takes(PAYMENT)
          .takes(
              Input.of("lifetime_minutes", INT, "Срок резерва, минут", "Reserve life, minutes")
                  .presetTo("1440"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(RESERVE);

  static final Activity HOLD_CAPTURE =
      Activity.coded("loyalty_hold_capture", "hold_capture")
          .named("Списать резерв", "Charge a reserve")
          .does(
              "Списывает отложенные бонусы, остаток возвращает на карту",
              "Charges reserved bonuses and returns the rest to the card")
          .takes(HOLD_ID, Input.of("amount", MONEY, "Сумма", "Amount"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(RESERVE);

  static final Activity HOLD_RELEASE =
      Activity.coded("loyalty_hold_release", "hold_release")
          .named("Снять резерв", "Release a reserve")
          .does("Возвращает отложенные бонусы на карту", "Returns reserved bonuses to the card")
          .takes(HOLD_ID)
          .takes(REASON)
          .returns(ALWAYS)
          .returns(RESERVE);

  static final Activity REFUND =
      Activity.coded("loyalty_refund", "refund")
          .named("Отменить операцию", "Reverse a transaction")
          .does(
              "Отменяет начисление, оплату или всё по документу, целиком или частично",
              "Reverses an accrual, a payment or everything on the document, fully or partly")
          .takes(
              Input.of("transaction_id", STRING, "Операция", "Transaction"),
              Input.of("amount", MONEY, "Сумма", "Amount"),
              Input.of("document_sum", MONEY, "Сумма документа", "Document sum")
                  .presetTo("{=Document:OPPORTUNITY}"),
              Input.of("overspent", SELECT, "Если бонусы уже потрачены", "If the bonuses are spent")
                  .option("setting", "Как в программе", "As the program does")
                  .option("error", "Сообщить об ошибке", "Report an error")
                  .option("clamp", "Снять что осталось", "Take what is left")
                  .presetTo("setting"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              Output.of("reversal_ids", OutputType.TEXT, "Операции отмены", "Reversals"),
              Output.of("reversed_accrual", OutputType.DOUBLE, "Снято", "Taken back"),
              Output.of("reversed_payment", OutputType.DOUBLE, "Возвращено", "Returned"),
              BALANCE_AFTER,
              Output.of("shortfall", OutputType.DOUBLE, "Не хватило", "Missing"));

  static final Activity BURN =
      Activity.coded("loyalty_burn", "burn")
          .named("Сжечь бонусы", "Burn bonuses")
          .does("Обнуляет просроченные или выбранные бонусы", "Removes expired or selected bonuses")
          .takes(CARD)
          .takes(
              Input.of("mode", SELECT, "Режим", "Mode")
                  .option("expired_lots", "Чей срок истёк", "Those whose time is over")
                  .option("accrued_before", "Начисленные до даты", "Those earned before the date")
                  .option("amount", "Указанную сумму", "The given amount")
                  .option("all", "Все", "All")
                  .presetTo("expired_lots"),
              Input.of("date", DATE, "Дата", "Date"),
              Input.of("amount", MONEY, "Сумма", "Amount"),
              Input.of("dry_run", BOOL, "Только показать", "Preview only").presetTo("N"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              Output.of("burned_amount", OutputType.DOUBLE, "Сгорело", "Burned"),
              BALANCE_BEFORE,
              BALANCE_AFTER,
              Output.of("lots", OutputType.TEXT, "Из каких партий", "From which lots"),
              TRANSACTION,
              Output.of("dry_run", OutputType.BOOL, "Это показ", "Is a preview"));

  static final Activity TRANSACTIONS_LIST =
      Activity.coded("loyalty_transactions_list", "transactions_list")
          .named("Список операций по карте", "List transactions")
          .does(
              "Возвращает последние операции и итоги за период",
              "Returns recent operations and totals for a period")
          .takes(CARD)
          .takes(
              DATE_FROM,
              DATE_TO,
              Input.of("type", SELECT, "Какие операции", "Which transactions")
                  .option("all", "Все", "All")
                  .option("accrual", "Начисления", "Accruals")
                  .option("payment", "Списания", "Payments")
                  .presetTo("all"),
              Input.of("reason_code", STRING, "Код причины", "Reason code"),
              Input.of("limit", INT, "Количество строк", "Number of rows").presetTo("20"))
          .returns(ALWAYS)
          .returns(
              Output.of("total_count", OutputType.INT, "Всего операций", "Number of operations"),
              Output.of("sum_accrual", OutputType.DOUBLE, "Начислено", "Accrued"),
              Output.of("sum_payment", OutputType.DOUBLE, "Списано", "Charged"),
              Output.of("items", OutputType.TEXT, "Операции для обработки", "Operations as data"),
              Output.of("text", OutputType.TEXT, "Операции для чтения", "Operations as text"));

  private BonusActivities() {}
}
