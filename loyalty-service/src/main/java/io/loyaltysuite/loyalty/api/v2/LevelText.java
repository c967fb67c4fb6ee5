package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Texts.MoneyText;
import io.loyaltysuite.loyalty.card.Money;
import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.program.LevelMetric;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.view.ProgramTexts.Text;
import io.loyaltysuite.schemas.Ids;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A level (spec 1.3). Levels are part of the program's settings, which know them by their codes;
 * the ids follow from these.
 *
 * @param minTurnover from which turnover the level is reached; null when none leads to it
 * @param minPurchases from how many purchases, where their number makes levels; null when none
 */
@JsonNaming(SnakeCaseStrategy.class)
record LevelText(
    UUID id,
    @Nullable UUID nextLevelId,
    String name,
    String code,
    String defaultPercentage,
    @Nullable String description,
    @Nullable String externalId,
    String created,
    String modified,
    @Nullable MoneyText minTurnover,
    @Nullable Long minPurchases) {

  static LevelText of(Level level, Settings settings, UUID clientId, Map<String, Text> texts) {
    var next = settings.ladder().after(level.code()).map(each -> id(each, clientId)).orElse(null);
    var text = texts.getOrDefault(level.code(), Text.NONE);
    var reachable = Steps.isReachable(level.threshold());
    var counts = settings.levels().metric() == LevelMetric.COUNT;
    return new LevelText(
        id(level, clientId),
        next,
        level.name(),
        level.code(),
        Texts.percentage(level.percentage()),
        text.description(),
        text.externalId(),
        Texts.moment(text.created()),
        Texts.moment(text.created()),
        reachable && !counts
            ? Texts.money(new Money(level.threshold(), settings.program().currency()))
            : null,
        reachable && counts ? level.threshold().longValue() : null);
  }

  static Optional<Level> find(UUID id, Settings settings, UUID clientId) {
    return settings.ladder().levels().stream()
        .filter(level -> id(level, clientId).equals(id))
        .findFirst();
  }

  private static UUID id(Level level, UUID clientId) {
    return Ids.derived(clientId, "level/" + level.code());
  }
}
