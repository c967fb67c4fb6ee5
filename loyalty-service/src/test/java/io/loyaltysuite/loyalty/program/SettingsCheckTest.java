package io.loyaltysuite.loyalty.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may become a version, and what is said of the rest. */
class SettingsCheckTest {

  private static final Map<String, String> LADDER =
      Map.of(
          "level.1.code", "silver",
          "level.1.percentage", "5",
          "level.1.threshold", "1000",
          "level.2.code", "gold",
          "level.2.percentage", "7.5",
          "level.2.threshold", "50000");

  @Test
  void theDefaultsAndALadderAreFine() {
    assertThat(Settings.faults(Settings.DEFAULTS.toMap(), null)).isEmpty();
    assertThat(Settings.faults(Map.of(), Currency.getInstance("RUB"))).isEmpty();
    assertThat(Settings.faults(LADDER, null)).isEmpty();
    assertThat(Settings.faults(Settings.of(3, LADDER).toMap(), null)).isEmpty();
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    Map<String, String> values = new HashMap<>(LADDER);
    values.put("level.2.threshold", "900");
    values.put("payment.min", "many");
    values.put("no.such", "1");
    assertThat(Settings.faults(values, null))
        .extracting(Fault::setting)
        .containsExactlyInAnyOrder("level.2.threshold", "payment.min", "no.such");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "level.2.threshold | 1000 | more than 1000, the threshold of the level below",
        "level.2.code | silver | a code that no level below has",
        "level.2.code | si lver | 1 to 64 digits, Latin letters, dots, hyphens, underscores",
        "level.4.code | iron | levels are numbered from 1 without a gap, each with a code",
        "level.2.percentage | 7.50001 | at most 4 digits after the point",
        "program.max_percentage | 6 | 0 to 6, the range of the program",
        "program.min_percentage | 6 | 6 to 100, the range of the program",
        "card.number_min_length | 65 | a number from 1 to 64",
        "card.number_prefix | 9999999999 | at least 3 more than card.number_prefix has",
        "card.number_max_length | 0 | a number from 1 to 64",
        "payment.min | 0.001 | at most 2 digits after the point",
        "payment.min | 1e9 | a number from 0 to 1000000000000",
        "payment.min | -0 | ''",
        "hold.max_open | 1.5 | a whole number",
        "accrual.lifetime_ends | week | one of day, month, quarter, year",
        "accrual.lifetime_until | 13-01 | a day of the year such as 12-31",
        "accrual.lifetime_until | 02-29 | ''",
        "touch_point.shop.accrual | Y | every touch point has a name",
        "touch_point.a b.name | Shop | 1 to 64 digits, Latin letters, dots, hyphens, underscores",
        "program.rounding | HALF_UP | one of half_up, half_down, down, integer_down",
      })
  void saysWhatItExpected(String name, String value, String expected) {
    Map<String, String> values = new HashMap<>(LADDER);
    values.put(name, value);
    List<String> said =
        Settings.faults(values, null).stream().map(fault -> fault.expected().en()).toList();
    if (expected.isEmpty()) {
      assertThat(said).isEmpty();
    } else {
      assertThat(said).contains(expected);
    }
  }

  @Test
  void aLifeEndsWithAPeriodOrWithAFixedDay() {
    Map<String, String> values =
        Map.of("accrual.lifetime_ends", "month", "accrual.lifetime_until", "12-31");
    assertThat(Settings.faults(values, null))
        .extracting(Fault::inEnglish)
        .containsExactly(
            "accrual.lifetime_ends: month"
                + " (expected: day, because accrual.lifetime_until says when bonuses end)");
    assertThat(
            Settings.faults(
                Settings.of(1, Map.of("accrual.lifetime_until", "06-30")).toMap(), null))
        .isEmpty();
  }

  @Test
  void ratesThatPassEachOtherAreOneFault() {
    Map<String, String> values =
        Map.of("program.min_percentage", "20", "program.max_percentage", "10");
    assertThat(Settings.faults(values, null))
        .extracting(Fault::inRussian)
        .containsExactly(
            "program.min_percentage: 20 (ожидается: не больше program.max_percentage, 10)");
  }

  @Test
  void theCurrencyOfCardsStays() {
    Map<String, String> dollars = Map.of("program.currency", "USD");
    assertThat(Settings.faults(dollars, null)).isEmpty();
    assertThat(Settings.faults(dollars, Currency.getInstance("RUB")))
        .extracting(Fault::inEnglish)
        .containsExactly("program.currency: USD (expected: RUB, because cards are kept in it)");
  }

  @Test
  void amountsFollowTheCurrency() {
    Map<String, String> yen = Map.of("program.currency", "JPY", "payment.min", "0.5");
    assertThat(Settings.faults(yen, null))
        .extracting(fault -> fault.expected().en())
        .containsExactly("at most 0 digits after the point");
  }

  @Test
  void numbersOfPurchasesAreWhole() {
    Map<String, String> values = new HashMap<>(LADDER);
    values.put("level.2.threshold", "50000.5");
    assertThat(Settings.faults(values, null)).isEmpty();
    values.put("level.metric", "count");
    assertThat(Settings.faults(values, null))
        .extracting(Fault::inEnglish)
        .containsExactly("level.2.threshold: 50000.5 (expected: at most 0 digits after the point)");
  }

  @Test
  void namesInOneLine() {
    Map<String, String> values = new HashMap<>(LADDER);
    values.put("level.1.name", "Silver\0");
    assertThat(Settings.faults(values, null))
        .extracting(Fault::setting)
        .containsExactly("level.1.name");
  }

  @Test
  void settingsThatWouldSwellEveryResult() {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      values.put("touch_point.p" + i + ".name", "Shop in the market street");
    }
    assertThat(Settings.faults(values, null)).extracting(Fault::setting).containsExactly("*");
  }
}
