package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.Fields.ALWAYS;
import static io.loyaltysuite.gateway.activity.Fields.CARD;
import static io.loyaltysuite.gateway.activity.Fields.REASON;
import static io.loyaltysuite.gateway.activity.Fields.TRANSACTION;
import static io.loyaltysuite.gateway.activity.InputType.BOOL;
import static io.loyaltysuite.gateway.activity.InputType.DOUBLE;
import static io.loyaltysuite.gateway.activity.InputType.INT;
import static io.loyaltysuite.gateway.activity.InputType.MONEY;
import static io.loyaltysuite.gateway.activity.InputType.SELECT;

/** What changes a deal in its portal: each is done in two steps. */
final class DealActivities {

  /** Empty is the document; its id would be a wrong preset for processes on contacts. */
  private static final Input DEAL = Input.of("deal_id", INT, "Сделка", "Deal");

  private static final Input DOCUMENT_SUM =
      Input.of("document_sum", MONEY, "Сумма сделки", "Deal sum")
          .presetTo("{=Document:OPPORTUNITY}");

  private static final Output OF_DEAL = Output.of("deal_id", OutputType.INT, "Сделка", "Deal");
  private static final Output DISCOUNT =
      Output.of("discount_amount", OutputType.DOUBLE, "Сумма скидки", "Discount");
  private static final Output SUM_BEFORE =
      Output.of("deal_sum_before", OutputType.DOUBLE, "Сумма сделки до", "Deal sum before");
  private static final Output SUM_AFTER =
      Output.of("deal_sum_after", OutputType.DOUBLE, "Сумма сделки после", "Deal sum after");
  private static final Output ROWS_CHANGED =
      Output.of("rows_changed", OutputType.INT, "Изменено товаров", "Products changed");

  static final Activity DISCOUNT_AMOUNT =
      Activity.coded("loyalty_deal_discount_amount", "deal_discount_amount")
          .named("Скидка на сделку бонусами (сумма)", "Deal discount by bonuses (amount)")
          .does(
              "Списывает бонусы и уменьшает сделку скидками в товарах",
              "Charges bonuses and lowers the deal by discounts on its products")
          .takes(DEAL)
          .takes(CARD)
          .takes(
              Input.of("amount", MONEY, "Сумма", "Amount"),
              Input.of("mode", SELECT, "Режим", "Mode")
                  .option("exact", "Ровно указанную сумму", "Exactly the amount")
                  .option("up_to", "Сколько получится", "As much as possible")
                  .presetTo("up_to"),
              DOCUMENT_SUM,
              Input.of(
                  "max_share_percent", DOUBLE, "Максимальная доля оплаты, %", "Maximum share, %"),
              Input.of("distribute", SELECT, "Как распределить", "How to distribute")
                  .option("proportional", "По всем товарам", "Over all products")
                  .option("first_rows", "На первые товары", "On the first products")
                  .presetTo("proportional"),
              Input.of("no_rows", SELECT, "Если в сделке нет товаров", "If there are no products")
                  .option("change_sum", "Уменьшить сумму сделки", "Lower the sum of the deal")
                  .option("error", "Сообщить об ошибке", "Report an error")
                  .presetTo("change_sum"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              OF_DEAL,
              TRANSACTION,
              DISCOUNT,
              SUM_BEFORE,
              SUM_AFTER,
              ROWS_CHANGED,
              Output.of(
                  "rounding_rest",
                  OutputType.DOUBLE,
                  "Не разделилось на товары",
                  "Left over by rounding"));

  static final Activity DISCOUNT_PERCENT =
      Activity.coded("loyalty_deal_discount_percent", "deal_discount_percent")
          .named("Скидка на сделку по проценту карты", "Deal discount by card rate")
          .does(
              "Ставит скидку по проценту карты в товары сделки",
              "Puts a discount by the card rate on the products of the deal")
          .takes(DEAL)
          .takes(CARD)
          .takes(
              Input.of("percent", DOUBLE, "Процент", "Percent"),
              Input.of("charge_bonuses", BOOL, "Списать бонусы на сумму скидки", "Charge bonuses")
                  .presetTo("N"),
              DOCUMENT_SUM,
              Input.of("max_percent", DOUBLE, "Не больше, %", "At most, %"),
              Input.of(
                      "combine_with_existing",
                      SELECT,
                      "Если скидка уже есть",
                      "If there is a discount already")
                  .option("keep_larger", "Оставить большую", "Keep the larger one")
                  .option("add", "Сложить", "Add them")
                  .option("replace", "Заменить", "Replace it")
                  .presetTo("keep_larger"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              OF_DEAL,
              Output.of("percent_applied", OutputType.DOUBLE, "Применён процент", "Percent used"),
              DISCOUNT,
              SUM_BEFORE,
              SUM_AFTER,
              ROWS_CHANGED,
              TRANSACTION);

  private DealActivities() {}
}
