package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.Fields.ALWAYS;
import static io.loyaltysuite.gateway.activity.Fields.BARCODE;
import static io.loyaltysuite.gateway.activity.Fields.CARD;
import static io.loyaltysuite.gateway.activity.Fields.CHANGED;
import static io.loyaltysuite.gateway.activity.Fields.CONTACT_FOUND;
import static io.loyaltysuite.gateway.activity.Fields.CONTACT_OF_DOCUMENT;
import static io.loyaltysuite.gateway.activity.Fields.DATE_FROM;
import static io.loyaltysuite.gateway.activity.Fields.DATE_TO;
import static io.loyaltysuite.gateway.activity.Fields.PURCHASES_COUNT;
import static io.loyaltysuite.gateway.activity.Fields.PURCHASES_SUM;
import static io.loyaltysuite.gateway.activity.Fields.REASON;
import static io.loyaltysuite.gateway.activity.Fields.TO_NEXT_LEVEL;
import static io.loyaltysuite.gateway.activity.Fields.TRANSACTION;
import static io.loyaltysuite.gateway.activity.InputType.BOOL;
import static io.loyaltysuite.gateway.activity.InputType.CONTACT;
import static io.loyaltysuite.gateway.activity.InputType.DATETIME;
import static io.loyaltysuite.gateway.activity.InputType.DOUBLE;
import static io.loyaltysuite.gateway.activity.InputType.MONEY;
import static io.loyaltysuite.gateway.activity.InputType.SELECT;
import static io.loyaltysuite.gateway.activity.InputType.STRING;

/** What is done to a card as such. */
final class CardActivities {

  private static final Input EMAIL = Input.of("email", STRING, "Почта", "E-mail");
  private static final Input NOT_FOUND_IS_ERROR =
      Input.of(
          "not_found_is_error", BOOL, "Считать ошибкой, если карты нет", "No card is an error");

  static final Activity CARD_CREATE =
      Activity.coded("loyalty_card_create", "card_create")
          .named("Выпустить карту", "Issue card")
          .does(
              "Выпускает карту контакту, при необходимости создаёт участника",
              "Issues a card to a CRM contact, creating the member when needed")
          .takes(
              CONTACT_OF_DOCUMENT,
              Input.of("card_number", STRING, "Номер карты", "Card number"),
              Input.of("phone", STRING, "Телефон", "Phone"),
              EMAIL,
              Input.of("barcode", STRING, "Штрихкод", "Barcode"),
              Input.of("start_balance", MONEY, "Начальный баланс", "Starting balance")
                  .presetTo("0"),
              Input.of("percentage", DOUBLE, "Процент карты", "Card rate"),
              Input.of("status", SELECT, "Статус", "Status")
                  .option("active", "Активна", "Active")
                  .option("blocked", "Заблокирована", "Blocked")
                  .presetTo("active"),
              Input.of("level_code", STRING, "Уровень", "Level"),
              Input.of("affiliate_card_number", STRING, "Карта рекомендателя", "Referrer card"),
              Input.of("external_id", STRING, "Внешний код", "External id"),
              Input.of("if_exists", SELECT, "Если карта уже есть", "If a card exists")
                  .option("return_existing", "Вернуть её", "Return it")
                  .option("error", "Сообщить об ошибке", "Report an error")
                  .presetTo("return_existing"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              Output.of("created", OutputType.BOOL, "Карта создана", "Card was created"),
              CONTACT_FOUND,
              BARCODE,
              Output.of("start_balance", OutputType.DOUBLE, "Начальный баланс", "Starting balance"),
              TRANSACTION);

  static final Activity CARD_DELETE =
      Activity.coded("loyalty_card_delete", "card_delete")
          .named("Удалить карту", "Delete card")
          .does(
              "Закрывает карту навсегда, история сохраняется",
              "Closes the card for good, history stays")
          .takes(CARD)
          .takes(
              Input.of(
                      "balance_action",
                      SELECT,
                      "Что сделать с остатком",
                      "What to do with the balance")
                  .option("refuse", "Не удалять карту с остатком", "Keep a card that has some")
                  .option("burn", "Сжечь", "Burn it")
                  .presetTo("refuse"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(Output.of("burned_amount", OutputType.DOUBLE, "Сгорело", "Burned"), TRANSACTION);

  static final Activity CARD_BLOCK =
      Activity.coded("loyalty_card_block", "card_block")
          .named("Заблокировать карту", "Block card")
          .does(
              "Временно или бессрочно запрещает начисления и списания",
              "Stops accruals and payments for a time or for good")
          .takes(CARD)
          .takes(
              Input.of("block_reason", STRING, "Причина блокировки", "Block reason").needed(),
              Input.of("block_until", DATETIME, "Заблокировать до", "Block until"),
              Input.of("release_holds", BOOL, "Снять резервы", "Release reserves").presetTo("N"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              CHANGED,
              Output.of("blocked_until", OutputType.DATETIME, "Заблокирована до", "Blocked until"));

  static final Activity CARD_UNBLOCK =
      Activity.coded("loyalty_card_unblock", "card_unblock")
          .named("Разблокировать карту", "Unblock card")
          .does("Снова разрешает операции по карте", "Allows operations on the card again")
          .takes(CARD)
          .takes(REASON)
          .returns(ALWAYS)
          .returns(CHANGED);

  static final Activity CARD_GET =
      Activity.coded("loyalty_card_get", "card_get")
          .named("Получить данные карты", "Get card")
          .does(
              "Возвращает состояние карты, баланс, уровень и обороты",
              "Returns card state, balance, level and turnovers")
          .takes(CARD)
          .takes(NOT_FOUND_IS_ERROR.presetTo("Y"))
          .returns(ALWAYS)
          .returns(
              Output.of("found", OutputType.BOOL, "Карта найдена", "Card was found"),
              BARCODE,
              Output.of("level_name", OutputType.STRING, "Название уровня", "Level name"),
              Output.of("next_level_code", OutputType.STRING, "Следующий уровень", "Next level"),
              TO_NEXT_LEVEL,
              PURCHASES_COUNT,
              PURCHASES_SUM,
              Output.of("available_balance", OutputType.DOUBLE, "Доступно", "Available"),
              Output.of("held_amount", OutputType.DOUBLE, "В резерве", "Reserved"),
              Output.of("pending_amount", OutputType.DOUBLE, "Ожидает активации", "Pending"),
              Output.of(
                  "nearest_burn_date", OutputType.DATE, "Ближайшее сгорание", "Next burn date"),
              Output.of("nearest_burn_amount", OutputType.DOUBLE, "Сгорит", "Will burn"),
              CONTACT_FOUND,
              Output.of(
                  "affiliate_card_number",
                  OutputType.STRING,
                  "Карта рекомендателя",
                  "Referrer card"),
              Output.of("created", OutputType.DATETIME, "Выпущена", "Issued"),
              Output.of("modified", OutputType.DATETIME, "Изменена", "Changed"));

  static final Activity CARD_FIND =
      Activity.coded("loyalty_card_find", "card_find")
          .named("Найти карту клиента", "Find client's card")
          .does(
              "Ищет карту по контакту, телефону, почте, штрихкоду или внешнему коду",
              "Looks a card up by contact, phone, e-mail, barcode or external id")
          .takes(
              Input.of("contact_id", CONTACT, "Контакт CRM", "CRM contact"),
              Input.of("phone", STRING, "Телефон", "Phone"),
              EMAIL,
              Input.of("barcode", STRING, "Штрихкод", "Barcode"),
              Input.of("external_id", STRING, "Внешний код", "External id"),
              Input.of("external_id_key", STRING, "Источник внешнего кода", "External id source")
                  .presetTo("bitrix24"),
              Input.of("pick", SELECT, "Если карт несколько", "If there are several cards")
                  .option("single", "Сообщить об ошибке", "Report an error")
                  .option("newest", "Взять новую", "Take the newest")
                  .option("richest", "Взять с большим балансом", "Take the one with most bonuses")
                  .option("all", "Вернуть все", "Return all")
                  .presetTo("single"),
              NOT_FOUND_IS_ERROR.presetTo("N"))
          .returns(ALWAYS)
          .returns(
              Output.of("found_count", OutputType.INT, "Найдено карт", "Cards found"),
              Output.of("card_numbers", OutputType.TEXT, "Номера карт", "Card numbers"),
              Output.of("contact_ids", OutputType.TEXT, "Контакты", "Contacts"),
              Output.of(
                  "contacts_without_card",
                  OutputType.TEXT,
                  "Контакты без карты",
                  "Contacts without a card"));

  static final Activity CARD_REPLACE =
      Activity.coded("loyalty_card_replace", "card_replace")
          .named("Перевыпустить карту", "Replace card")
          .does(
              "Переносит баланс на новую карту взамен утерянной",
              "Moves the balance to a new card instead of a lost one")
          .takes(CARD)
          .takes(
              Input.of("new_card_number", STRING, "Новый номер карты", "New card number"),
              Input.of(
                      "old_card",
                      SELECT,
                      "Что сделать со старой картой",
                      "What to do with the old card")
                  .option("block", "Заблокировать", "Block it")
                  .option("delete", "Удалить", "Delete it")
                  .presetTo("block"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              Output.of("old_card_number", OutputType.STRING, "Старая карта", "Old card"),
              Output.of("new_card_number", OutputType.STRING, "Новая карта", "New card"),
              Output.of("moved_amount", OutputType.DOUBLE, "Перенесено", "Moved"),
              Output.of("moved_lots", OutputType.INT, "Перенесено партий", "Lots moved"));

  static final Activity TURNOVER_GET =
      Activity.coded("loyalty_turnover_get", "turnover_get")
          .named("Обороты по карте", "Turnovers")
          .does(
              "Возвращает число и сумму покупок клиента",
              "Returns the number and sum of the client's purchases")
          .takes(CARD)
          .takes(DATE_FROM, DATE_TO)
          .returns(ALWAYS)
          .returns(
              PURCHASES_COUNT,
              PURCHASES_SUM,
              Output.of("average_sum", OutputType.DOUBLE, "Средняя покупка", "Average purchase"),
              Output.of(
                  "last_purchase_at", OutputType.DATETIME, "Последняя покупка", "Last purchase"),
              TO_NEXT_LEVEL);

  private CardActivities() {}
}
