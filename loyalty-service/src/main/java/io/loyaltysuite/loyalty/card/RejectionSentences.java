package io.loyaltysuite.loyalty.card;

import java.util.EnumMap;
import java.util.Map;

/** What a manager reads when a call is refused: one row per {@link Rejection}, ru and en. */
final class RejectionSentences {

  private static final String TABLE =
      """
      application_not_installed | Приложение лояльности не установлено на портале. Обратитесь к администратору. | The loyalty app is not installed on this portal. Contact the administrator.
      account_disabled | Программа лояльности для компании отключена. | The loyalty account of the company is disabled.
      license_expired | Срок оплаты приложения лояльности истёк {date}. | The loyalty app subscription ended on {date}.
      program_disabled | Программа лояльности приостановлена в настройках. | The loyalty program is paused in settings.
      input_required | Не заполнено поле «{field}» в настройках действия. | Field "{field}" of the action is empty.
      input_invalid | Поле «{field}» заполнено неверно: «{value}». | Field "{field}" has a wrong value: "{value}".
      document_unsupported | Действие нельзя использовать для этого типа документа. | This action cannot be used for this type of document.
      crm_unavailable | Битрикс24 временно не отвечает, операция не выполнена. | Bitrix24 is not responding now; nothing was changed.
      crm_access_denied | Приложению не хватает прав на чтение или изменение CRM. | The app lacks rights to read or change CRM data.
      rate_limited | Слишком много операций одновременно, повторите через минуту. | Too many operations at once, repeat in a minute.
      operation_in_progress | Эта операция уже выполняется, подождите. | This operation is already running, please wait.
      idempotency_key_reused | Повтор с другими данными отклонён, операция не изменена. | A repeat with different data was rejected; nothing changed.
      concurrency_conflict | Карта изменилась во время операции, повторите. | The card changed during the operation, repeat it.
      operation_timeout | Операция не успела завершиться, проверьте баланс карты. | The operation did not finish in time; check the card balance.
      service_unavailable | Сервис лояльности временно недоступен, операция не выполнена. | The loyalty service is temporarily unavailable; nothing was changed.
      internal_error | Произошёл сбой сервиса лояльности. Передайте в поддержку номер {request_id}. | The loyalty service failed. Give support the number {request_id}.
      identifier_missing | Не указано, чья карта: задайте номер карты, контакт или телефон. | Whose card is it? Provide a card number, a contact or a phone.
      identifiers_conflict | Номер карты и контакт относятся к разным клиентам. | The card number and the contact belong to different clients.
      phone_invalid | Телефон «{value}» не похож на номер. | "{value}" does not look like a phone number.
      email_invalid | Адрес почты «{value}» записан неверно. | The e-mail "{value}" is not valid.
      contact_not_found | Контакт не найден в CRM. | The contact was not found in CRM.
      contact_ambiguous | По телефону {phone} найдено контактов: {n}. Объедините дубли или укажите карту. | {n} contacts share phone {phone}. Merge duplicates or give the card.
      deal_not_found | Сделка {id} не найдена. | Deal {id} was not found.
      deal_contact_missing | В сделке не указан контакт. | The deal has no contact.
      card_not_found | Карта {card} не найдена. | Card {card} was not found.
      card_ambiguous | У клиента несколько карт: {list}. Укажите номер. | The client has several cards: {list}. Give the number.
      contact_already_has_card | У клиента уже есть карта {card}. | The client already has card {card}.
      duplicate_operation | Такая операция по этому документу уже выполнена {date}. | The same operation for this document was done on {date}.
      purchase_already_registered | Покупка {id} уже учтена {date}. | Purchase {id} was already registered on {date}.
      card_blocked | Карта {card} заблокирована: {reason}. Операция не выполнена. | Card {card} is blocked: {reason}. Nothing was done.
      card_deleted | Карта {card} удалена, операции по ней невозможны. | Card {card} is deleted; no operations are possible.
      card_already_deleted | Карта {card} уже удалена. | Card {card} is already deleted.
      card_balance_not_zero | На карте осталось {balance}. Спишите бонусы или разрешите сжечь их. | {balance} is left on the card. Spend it or allow burning.
      card_has_open_holds | На карте есть резерв {amount}. Сначала завершите оплату. | The card has {amount} reserved. Finish the payment first.
      card_number_invalid | Номер карты «{value}» не подходит: {rule}. | Card number "{value}" is not allowed: {rule}.
      card_number_taken | Номер {card} уже занят другой картой. | Number {card} already belongs to another card.
      barcode_taken | Штрихкод уже используется другой картой. | The barcode is used by another card.
      percentage_out_of_range | Процент {value} вне допустимого диапазона {min}-{max}. | Rate {value} is outside {min}-{max}.
      delta_not_positive | Изменение процента должно быть больше нуля. | The rate change must be above zero.
      percentage_limit_reached | Процент уже достиг предела {limit}. | The rate has reached its limit {limit}.
      amount_not_positive | Сумма должна быть больше нуля. | The amount must be above zero.
      amount_negative | Сумма не может быть отрицательной. | The amount cannot be negative.
      amount_scale_exceeded | Слишком много знаков после запятой в сумме {value}. | Too many decimals in {value}.
      amount_too_large | Сумма больше разрешённой за одну операцию ({limit}). | The amount exceeds the single-operation limit ({limit}).
      currency_mismatch | Валюта {a} не совпадает с валютой карты {b}. | Currency {a} differs from the card currency {b}.
      touch_point_not_found | Точка продаж не найдена. | The touch point was not found.
      touch_point_forbids_accrual | На точке «{name}» начисление отключено. | Accrual is turned off at "{name}".
      touch_point_forbids_payment | На точке «{name}» оплата бонусами отключена. | Paying with bonuses is turned off at "{name}".
      card_levels_not_configured | Уровни карт не настроены. | Card levels are not configured.
      card_level_not_found | Уровень «{level}» не найден. | Level "{level}" was not found.
      level_ladder_invalid | Лестница уровней настроена с ошибкой. | The level ladder is configured incorrectly.
      affiliate_missing | У клиента нет рекомендателя. | The client has no referrer.
      affiliate_card_not_found | Карта рекомендателя {card} не найдена. | Referrer card {card} was not found.
      affiliate_not_active | Карта рекомендателя {card} не активна. | Referrer card {card} is not active.
      affiliate_self_reference | Нельзя указать клиента рекомендателем самому себе. | A client cannot refer themselves.
      affiliate_cycle | Цепочка рекомендаций замыкается. | The referral chain is circular.
      affiliate_already_set | Рекомендатель уже указан: карта {card}. | The referrer is already set: card {card}.
      card_number_pool_exhausted | Закончились свободные номера карт. | No free card numbers are left.
      accrual_limit_exceeded | Превышен лимит начислений: {limit} за {period}. | Accrual limit exceeded: {limit} per {period}.
      balance_limit_exceeded | На карте не может быть больше {limit}. | The card cannot hold more than {limit}.
      bonuses_not_yet_available | Бонусы {amount} станут доступны {date}. | {amount} becomes available on {date}.
      insufficient_balance | На карте {balance}, для списания {amount} не хватает. | The card has {balance}; not enough to charge {amount}.
      payment_document_too_small | Бонусами можно оплатить документы от {min}. | Bonuses can pay for documents of {min} or more.
      payment_share_exceeded | Бонусами можно оплатить не более {share}% - это {limit}. | At most {share}% can be paid with bonuses, that is {limit}.
      payment_below_minimum | Минимальная оплата бонусами {min}. | The minimum bonus payment is {min}.
      payment_exceeds_document | Сумма оплаты больше суммы документа. | The payment is larger than the document total.
      payment_limit_exceeded | Превышен лимит оплаты бонусами: {limit} за {period}. | Bonus payment limit exceeded: {limit} per {period}.
      deal_sum_missing | Сумма сделки не заполнена. | The deal sum is empty.
      deal_has_no_products | В сделке нет товаров, скидку распределить нельзя. | The deal has no products to discount.
      deal_closed | Сделка уже закрыта, скидку изменить нельзя. | The deal is closed; the discount cannot change.
      deal_discount_already_applied | Скидка по бонусам к этой сделке уже применена. | A bonus discount was already applied to this deal.
      deal_update_failed | Не удалось изменить сделку, бонусы не списаны. | The deal could not be updated; no bonuses were charged.
      transaction_not_found | Операция не найдена. | The transaction was not found.
      transaction_already_reversed | Операция уже отменена. | The transaction was already reversed.
      transaction_not_reversible | Эту операцию отменить нельзя (сгорание или сама отмена). | This transaction cannot be reversed (burn or a reversal).
      refund_exceeds_original | Возврат больше остатка операции ({rest}). | The refund is larger than what is left ({rest}).
      refund_bonuses_spent | Начисленные бонусы уже потрачены, не хватает {shortfall}. | The earned bonuses were already spent; {shortfall} is missing.
      hold_not_found | Резерв не найден. | The reserve was not found.
      hold_expired | Срок резерва истёк, бонусы вернулись на карту. | The reserve expired; bonuses are back on the card.
      hold_already_closed | Резерв уже списан или снят. | The reserve was already charged or released.
      hold_amount_exceeded | Сумма больше резерва ({amount}). | The amount exceeds the reserve ({amount}).
      date_in_past | Дата {date} уже прошла. | The date {date} is in the past.
      date_in_future | Дата {date} ещё не наступила. | The date {date} is in the future.
      period_invalid | Начало периода позже конца. | The period starts after it ends.
      limit_out_of_range | Количество строк должно быть от 1 до 50. | The number of rows must be 1 to 50.
      """;

  private static final Map<Rejection, String[]> ROWS = rows();

  private RejectionSentences() {}

  static String of(Rejection rejection, Language language) {
    String[] row = ROWS.get(rejection);
    if (row == null) {
      throw new IllegalStateException("no sentence for " + rejection);
    }
    return language.pick(row[1], row[2]);
  }

  private static Map<Rejection, String[]> rows() {
    Map<Rejection, String[]> rows = new EnumMap<>(Rejection.class);
    TABLE
        .lines()
        .map(line -> line.split(" \\| ", 3))
        .forEach(row -> rows.put(Rejection.of(row[0]), row));
    return rows;
  }
}
