package io.loyaltysuite.loyalty.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings as text and back. */
class SettingsTest {

  @Test
  void defaultsSurviveTheirTextForm() {
    Settings defaults = Settings.DEFAULTS;
    assertThat(Settings.of(0, defaults.toMap())).isEqualTo(defaults);
    assertThat(defaults.program().currency().getCurrencyCode()).isEqualTo("RUB");
    assertThat(defaults.payment().maxSharePercent()).isEqualByComparingTo(BigDecimal.valueOf(100));
  }

  @Test
  void levelsAndTouchPointsSurviveTheirTextForm() {
    Map<String, String> values = new HashMap<>();
    values.put("level.1.code", "silver");
    values.put("level.1.name", "Серебро");
    values.put("level.2.code", "gold");
    values.put("level.2.threshold", "50000");
    values.put("level.2.max_payment_share", "60");
    values.put("touch_point.shop-1.name", "Касса");
    values.put("touch_point.shop-1.payment", "N");
    values.put("license.until", "2027-01-31");
    Settings settings = Settings.of(7, values);
    assertThat(Settings.of(7, settings.toMap())).isEqualTo(settings);
    assertThat(settings.touchPoints().get("shop-1"))
        .isEqualTo(new TouchPoint("Касса", true, false));
    assertThat(settings.ladder().after("")).map(Level::code).contains("silver");
    assertThat(settings.ladder().after("silver")).map(Level::code).contains("gold");
    assertThat(settings.ladder().after("gold")).isEmpty();
    assertThat(settings.ladder().after("platinum")).isEmpty();
    assertThat(settings.maxSharePercent("gold")).isEqualByComparingTo("60");
    assertThat(settings.maxSharePercent("silver")).isEqualByComparingTo("100");
    assertThat(settings.maxSharePercent("")).isEqualByComparingTo("100");
    assertThat(settings.toMap()).doesNotContainKey("level.1.max_payment_share");
  }

  /** Results that are older than a setting lack it, and are decided again by the old rule. */
  @Test
  void whatIsMissingMeansWhatHeldBefore() {
    Settings old = Settings.of(1, Map.of("accrual.lifetime_days", "30"));
    assertThat(old.accrual().lifetime()).isEqualTo(LifetimeRules.ofDays(30));
    assertThat(old.program().roundsRestInput()).isFalse();
    assertThat(old.levels().metric()).isEqualTo(LevelMetric.SUM);
  }

  @Test
  void ignoresWhatItDoesNotKnow() {
    assertThat(Settings.of(0, Map.of("future.setting", "1"))).isEqualTo(Settings.DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource({
    "payment.max_share_percent, 101",
    "payment.max_share_percent, -1",
    "payment.max_per_day, -1",
    "payment.min_document_sum, many",
    "accrual.delay_days, 1.5",
    "accrual.delay_days, many",
    "accrual.max_open_lots, 1001",
    "accrual.once_per, year",
    "accrual.lifetime_ends, week",
    "level.metric, days",
    "accrual.lifetime_until, 02-30",
    "accrual.lifetime_until, 2026-12-31",
    "accrual.lifetime_until, --12-31",
    "card.number_prefix, a|b",
    "program.currency, BONUS",
    "program.zone, Mars/Base",
    "program.rounding, up",
    "program.enabled, yes",
    "license.until, soon"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of(1, Map.of(name, value)))
        .withMessageContaining(name)
        .withMessageContaining(value);
  }

  @ParameterizedTest
  @CsvSource({"101", "-0.1", "half", "''"})
  void namesTheShareOfALevelThatIsWrong(String value) {
    Map<String, String> values =
        Map.of("level.1.code", "silver", "level.1.max_payment_share", value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of(1, values))
        .withMessageContaining("level.1.max_payment_share");
  }
}
