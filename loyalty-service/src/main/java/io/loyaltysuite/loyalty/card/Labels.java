package io.loyaltysuite.loyalty.card;

import java.util.Map;

/** What a person calls an input, for sentences about inputs. */
final class Labels {

  private static final Map<String, String> RU =
      Map.ofEntries(
          Map.entry("card_id", "Идентификатор карты"),
          Map.entry("card_number", "Номер карты"),
          Map.entry("contact_id", "Контакт CRM"),
          Map.entry("phone", "Телефон"),
          Map.entry("barcode", "Штрихкод"),
          Map.entry("external_id", "Внешний код"),
          Map.entry("amount", "Сумма"),
          Map.entry("currency", "Валюта"),
          Map.entry("document_sum", "Сумма документа"),
          Map.entry("percentage", "Процент карты"),
          Map.entry("status", "Статус"),
          Map.entry("level_code", "Уровень"),
          Map.entry("start_balance", "Начальный баланс"),
          Map.entry("if_exists", "Если карта уже есть"),
          Map.entry("block_reason", "Причина блокировки"),
          Map.entry("block_until", "Заблокировать до"),
          Map.entry("release_holds", "Снять резервы"),
          Map.entry("not_found_is_error", "Не найдено - это ошибка"),
          Map.entry("mode", "Режим"),
          Map.entry("max_share_percent", "Максимальная доля оплаты, %"),
          Map.entry("available_after_days", "Доступны через, дней"),
          Map.entry("expires_after_days", "Сгорают через, дней"),
          Map.entry("expires_at", "Сгорают"),
          Map.entry("touch_point_id", "Точка продаж"),
          Map.entry("once_per", "Защита от повтора"),
          Map.entry("reason_code", "Код причины"),
          Map.entry("reason_comment", "Комментарий"),
          Map.entry("reason_id", "Номер основания"),
          Map.entry("affiliate_card_number", "Карта рекомендателя"),
          Map.entry("delta", "На сколько изменить"),
          Map.entry("min", "Не ниже"),
          Map.entry("max", "Не выше"),
          Map.entry("on_limit", "При достижении предела"),
          Map.entry("apply_default_percentage", "Взять процент уровня"),
          Map.entry("lock_until", "Закрепить уровень по"),
          Map.entry("allow_downgrade", "Можно понизить"),
          Map.entry("code", "Код действия"));

  private static final Map<String, String> EN =
      Map.ofEntries(
          Map.entry("card_id", "Card id"),
          Map.entry("card_number", "Card number"),
          Map.entry("contact_id", "CRM contact"),
          Map.entry("phone", "Phone"),
          Map.entry("barcode", "Barcode"),
          Map.entry("external_id", "External id"),
          Map.entry("amount", "Amount"),
          Map.entry("currency", "Currency"),
          Map.entry("document_sum", "Document sum"),
          Map.entry("percentage", "Card rate"),
          Map.entry("status", "Status"),
          Map.entry("level_code", "Level"),
          Map.entry("start_balance", "Starting balance"),
          Map.entry("if_exists", "If a card exists"),
          Map.entry("block_reason", "Block reason"),
          Map.entry("block_until", "Block until"),
          Map.entry("release_holds", "Release reserves"),
          Map.entry("not_found_is_error", "Not found is an error"),
          Map.entry("mode", "Mode"),
          Map.entry("max_share_percent", "Maximum share, %"),
          Map.entry("available_after_days", "Available after, days"),
          Map.entry("expires_after_days", "Expire after, days"),
          Map.entry("expires_at", "Expire on"),
          Map.entry("touch_point_id", "Touch point"),
          Map.entry("once_per", "Repeat protection"),
          Map.entry("reason_code", "Reason code"),
          Map.entry("reason_comment", "Comment"),
          Map.entry("reason_id", "Reason number"),
          Map.entry("affiliate_card_number", "Referrer card"),
          Map.entry("delta", "Change by"),
          Map.entry("min", "Not below"),
          Map.entry("max", "Not above"),
          Map.entry("on_limit", "When the limit is reached"),
          Map.entry("apply_default_percentage", "Take the level's rate"),
          Map.entry("lock_until", "Keep the level through"),
          Map.entry("allow_downgrade", "May be lowered"),
          Map.entry("code", "Activity code"));

  private Labels() {}

  /** The label, or the name itself when there is none. */
  static String of(String input, Language language) {
    return (language == Language.RU ? RU : EN).getOrDefault(input, input);
  }
}
