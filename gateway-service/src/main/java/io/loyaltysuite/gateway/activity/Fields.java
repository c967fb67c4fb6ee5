package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.InputType.CONTACT;
import static io.loyaltysuite.gateway.activity.InputType.DATETIME;
import static io.loyaltysuite.gateway.activity.InputType.SELECT;
import static io.loyaltysuite.gateway.activity.InputType.STRING;
import static io.loyaltysuite.gateway.activity.InputType.TEXT;

import java.util.List;

/** Fields that several activities share. */
final class Fields {

  static final Input CONTACT_OF_DOCUMENT =
      Input.of("contact_id", CONTACT, "Контакт CRM", "CRM contact")
          .presetTo("{=Document:CONTACT_ID}");

  /** Whose card: at least one of them, and all must lead to the same card. */
  static final List<Input> CARD =
      List.of(
          Input.of("card_id", STRING, "Идентификатор карты", "Card id"),
          Input.of("card_number", STRING, "Номер карты", "Card number"),
          CONTACT_OF_DOCUMENT,
          Input.of("phone", STRING, "Телефон", "Phone"));

  /** Why: the domain fills in what is left empty. */
  static final List<Input> REASON =
      List.of(
          Input.of("reason_code", STRING, "Код причины", "Reason code")
              .presetTo("bitrix24.bizproc"),
          Input.of("reason_comment", TEXT, "Комментарий", "Comment").presetTo("{=Document:TITLE}"),
          Input.of("reason_id", STRING, "Номер основания", "Reason number"));

  static final Input DATE_FROM = Input.of("date_from", DATETIME, "С даты", "From");
  static final Input DATE_TO = Input.of("date_to", DATETIME, "По дату", "To");

  static final Input TOUCH_POINT =
      Input.of("touch_point_id", STRING, "Точка продаж", "Touch point");

  /** What protects from doing the same twice. */
  static final Input ONCE_PER =
      Input.of("once_per", SELECT, "Защита от повтора", "Repeat protection")
          .option("token", "Каждый запуск шага отдельно", "Every run of the step counts")
          .option("document", "Один раз на документ", "Once per document")
          .option("reason", "Один раз на основание", "Once per reason number")
          .presetTo("token");

  /** In every result, in this order. */
  static final List<Output> ALWAYS =
      List.of(
          Output.of("request_id", OutputType.STRING, "Номер обращения", "Request number"),
          Output.of("activity_code", OutputType.STRING, "Код действия", "Activity code"),
          Output.of("error_code", OutputType.STRING, "Код ошибки", "Error code"),
          Output.of("retryable", OutputType.BOOL, "Можно повторить", "Can be repeated"),
          Output.of("duplicate", OutputType.BOOL, "Это повтор", "Is a repeat"),
          Output.of("card_id", OutputType.STRING, "Идентификатор карты", "Card id"),
          Output.of("card_number", OutputType.STRING, "Номер карты", "Card number"),
          Output.of("card_status", OutputType.STRING, "Статус карты", "Card status"),
          Output.of("card_balance", OutputType.DOUBLE, "Баланс", "Balance"),
          Output.of("card_currency", OutputType.STRING, "Валюта карты", "Card currency"),
          Output.of("card_percentage", OutputType.DOUBLE, "Процент карты", "Card rate"),
          Output.of("card_level_code", OutputType.STRING, "Уровень карты", "Card level"),
          Output.of("journal_url", OutputType.STRING, "Ссылка на журнал", "Journal link"));

  static final Output CHANGED = Output.of("changed", OutputType.BOOL, "Изменено", "Changed");
  static final Output CONTACT_FOUND =
      Output.of("contact_id", OutputType.INT, "Контакт CRM", "CRM contact");
  static final Output BARCODE = Output.of("barcode", OutputType.STRING, "Штрихкод", "Barcode");
  static final Output TRANSACTION =
      Output.of("transaction_id", OutputType.STRING, "Операция", "Transaction");
  static final Output BALANCE_BEFORE =
      Output.of("balance_before", OutputType.DOUBLE, "Баланс до", "Balance before");
  static final Output BALANCE_AFTER =
      Output.of("balance_after", OutputType.DOUBLE, "Баланс после", "Balance after");
  static final Output PURCHASES_COUNT =
      Output.of("purchases_count", OutputType.INT, "Количество покупок", "Number of purchases");
  static final Output PURCHASES_SUM =
      Output.of("purchases_sum", OutputType.DOUBLE, "Сумма покупок", "Sum of purchases");
  static final Output TO_NEXT_LEVEL =
      Output.of(
          "to_next_level_sum", OutputType.DOUBLE, "До следующего уровня", "To the next level");

  private Fields() {}
}
