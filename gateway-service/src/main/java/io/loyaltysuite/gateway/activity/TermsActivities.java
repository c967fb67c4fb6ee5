package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.Fields.ALWAYS;
import static io.loyaltysuite.gateway.activity.Fields.CARD;
import static io.loyaltysuite.gateway.activity.Fields.CHANGED;
import static io.loyaltysuite.gateway.activity.Fields.REASON;
import static io.loyaltysuite.gateway.activity.Fields.TO_NEXT_LEVEL;
import static io.loyaltysuite.gateway.activity.InputType.BOOL;
import static io.loyaltysuite.gateway.activity.InputType.DATE;
import static io.loyaltysuite.gateway.activity.InputType.DOUBLE;
import static io.loyaltysuite.gateway.activity.InputType.SELECT;
import static io.loyaltysuite.gateway.activity.InputType.STRING;

/** What changes how much a card earns. */
final class TermsActivities {

  private static final Input DELTA =
      Input.of("delta", DOUBLE, "На сколько изменить", "Change by").needed();
  private static final Input ON_LIMIT =
      Input.of("on_limit", SELECT, "При достижении предела", "When the limit is reached")
          .option("clamp", "Остановиться на пределе", "Stop at the limit")
          .option("error", "Сообщить об ошибке", "Report an error")
          .presetTo("clamp");
  private static final Output PERCENTAGE_OLD =
      Output.of("percentage_old", OutputType.DOUBLE, "Процент до", "Rate before");
  private static final Output PERCENTAGE_NEW =
      Output.of("percentage_new", OutputType.DOUBLE, "Процент после", "Rate after");
  private static final Output DIRECTION =
      Output.of("direction", OutputType.STRING, "Куда изменился", "Direction");
  private static final Output CLAMPED =
      Output.of("clamped", OutputType.BOOL, "Сработал предел", "Limit applied");
  private static final Output LEVEL_OLD =
      Output.of("level_old", OutputType.STRING, "Уровень до", "Level before");
  private static final Output LEVEL_NEW =
      Output.of("level_new", OutputType.STRING, "Уровень после", "Level after");

  static final Activity PERCENTAGE_SET =
      Activity.coded("loyalty_percentage_set", "percentage_set")
          .named("Установить процент", "Set rate")
          .does("Задаёт новый процент карты", "Sets a new card rate")
          .takes(CARD)
          .takes(Input.of("percentage", DOUBLE, "Процент карты", "Card rate").needed())
          .takes(REASON)
          .returns(ALWAYS)
          .returns(PERCENTAGE_OLD, PERCENTAGE_NEW, DIRECTION);

  static final Activity PERCENTAGE_INCREMENT =
      Activity.coded("loyalty_percentage_increment", "percentage_increment")
          .named("Увеличить процент", "Raise rate")
          .does(
              "Прибавляет к проценту карты указанное значение",
              "Adds the given value to the card rate")
          .takes(CARD)
          .takes(DELTA, Input.of("max", DOUBLE, "Не выше", "Not above"), ON_LIMIT)
          .takes(REASON)
          .returns(ALWAYS)
          .returns(PERCENTAGE_OLD, PERCENTAGE_NEW, DIRECTION, CLAMPED);

  static final Activity PERCENTAGE_DECREMENT =
      Activity.coded("loyalty_percentage_decrement", "percentage_decrement")
          .named("Уменьшить процент", "Lower rate")
          .does(
              "Вычитает из процента карты указанное значение",
              "Subtracts the given value from the card rate")
          .takes(CARD)
          .takes(DELTA, Input.of("min", DOUBLE, "Не ниже", "Not below"), ON_LIMIT)
          .takes(REASON)
          .returns(ALWAYS)
          .returns(PERCENTAGE_OLD, PERCENTAGE_NEW, DIRECTION, CLAMPED);

  static final Activity LEVEL_SET =
      Activity.coded("loyalty_level_set", "level_set")
          .named("Назначить уровень", "Set level")
          .does("Переводит карту на выбранный уровень", "Moves the card to the chosen level")
          .takes(CARD)
          .takes(
              Input.of("level_code", STRING, "Уровень", "Level").needed(),
              Input.of(
                      "apply_default_percentage",
                      BOOL,
                      "Взять процент уровня",
                      "Take the level's rate")
                  .presetTo("Y"),
              Input.of("lock_until", DATE, "Закрепить уровень по", "Keep the level through"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(LEVEL_OLD, LEVEL_NEW, PERCENTAGE_OLD, PERCENTAGE_NEW);

  static final Activity LEVEL_RECALCULATE =
      Activity.coded("loyalty_level_recalculate", "level_recalculate")
          .named("Пересчитать уровень", "Recalculate level")
          .does(
              "Подбирает уровень по накопленным покупкам",
              "Picks the level from accumulated purchases")
          .takes(CARD)
          .takes(Input.of("allow_downgrade", BOOL, "Можно понизить", "May be lowered"))
          .takes(REASON)
          .returns(ALWAYS)
          .returns(
              LEVEL_OLD,
              LEVEL_NEW,
              PERCENTAGE_OLD,
              PERCENTAGE_NEW,
              CHANGED,
              Output.of("turnover_used", OutputType.DOUBLE, "Учтено покупок", "Purchases counted"),
              TO_NEXT_LEVEL);

  private TermsActivities() {}
}
