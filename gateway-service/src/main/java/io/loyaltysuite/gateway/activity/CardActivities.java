package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.Fields.ALWAYS;
import static io.loyaltysuite.gateway.activity.Fields.BARCODE;
import static io.loyaltysuite.gateway.activity.Fields.CARD;
import static io.loyaltysuite.gateway.activity.Fields.CHANGED;
import static io.loyaltysuite.gateway.activity.Fields.CONTACT_FOUND;
import static io.loyaltysuite.gateway.activity.Fields.CONTACT_OF_DOCUMENT;
import static io.loyaltysuite.gateway.activity.Fields.PURCHASES_COUNT;
import static io.loyaltysuite.gateway.activity.Fields.PURCHASES_SUM;
import static io.loyaltysuite.gateway.activity.Fields.REASON;
import static io.loyaltysuite.gateway.activity.Fields.TO_NEXT_LEVEL;
import static io.loyaltysuite.gateway.activity.Fields.TRANSACTION;
import static io.loyaltysuite.gateway.activity.InputType.BOOL;
import static io.loyaltysuite.gateway.activity.InputType.DATETIME;
import static io.loyaltysuite.gateway.activity.InputType.DOUBLE;
import static io.loyaltysuite.gateway.activity.InputType.MONEY;
import static io.loyaltysuite.gateway.activity.InputType.SELECT;
import static io.loyaltysuite.gateway.activity.InputType.STRING;

/** What is done to a card as such. */
final class CardActivities {

  static final Activity CARD_CREATE =
      Activity.coded("loyalty_card_create", "card_create")
          .named("Выпустить карту", "Issue card")
          .does(
              "Выпускает карту контакту, при необходимости создаёт участника",
              "Issues a card to a CRM contact, creating the member when needed")
          .takes(
              CONTACT_OF_DOCUMENT,
              Input.of("card_number", STRING, "Номер карты", "Card number"),
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
          .takes(
              Input.of(
                      "not_found_is_error",
                      BOOL,
                      "Считать ошибкой, если карты нет",
                      "No card is an error")
                  .presetTo("Y"))
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

  private CardActivities() {}
}
