package io.loyaltysuite.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1500.50; 1500.50",
        "1500,50; 1500.50",
        "1 500,50; 1500.50",
        "1\u00A0500,5; 1500.5",
        "1\u202F500\u202F000; 1500000",
        "1,500.50; 1500.50",
        "1.500,50; 1500.50",
        "1,500,000; 1500000",
        "-12.5; -12.5",
        "+3; 3",
        ".5; 0.5",
        "0,125; 0.125",
        "1.500; 1.500",
        "1.0E-5; 0.000010",
        "1.5E+3; 1500",
        "0; 0"
      })
  void readsDecimals(String text, String canonical) {
    assertThat(Numbers.decimal(text)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,500",
        "12 5",
        "1 50 000",
        "abc",
        "1.2.3",
        "1,2,3",
        "NaN",
        "1e999999999",
        "--1",
        "-",
        ".",
        "1 500 руб.",
        "0x10",
        "٣"
      })
  void refusesWhatCanBeReadInTwoWaysOrNone(String text) {
    assertThat(Numbers.decimal(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"15, 15", "-3, -3", "+7, 7", "15.0, 15", "007, 7", "1 500, 1500"})
  void readsWholeNumbers(String text, String canonical) {
    assertThat(Numbers.integer(text)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15.5", "", "x", "9999999999999999999", "1e3"})
  void refusesOtherWholeNumbers(String text) {
    assertThat(Numbers.integer(text)).isEmpty();
  }

  @Test
  void everyAmountSurvivesRussianGroupingSeed20260101() {
    var random = new Random(20260101);
    for (int i = 0; i < 2000; i++) {
      var amount = BigDecimal.valueOf(random.nextLong(-1_000_000_000, 1_000_000_000), 2);
      var written = String.format(Locale.forLanguageTag("ru"), "%,.2f", amount);
      assertThat(Numbers.decimal(written)).contains(amount.toPlainString());
    }
  }
}
