package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How amounts, dates and rates read. */
class WordingTest {

  private static final Wording RU = new Wording(Language.RU, ZoneId.of("Europe/Moscow"));
  private static final Wording EN = new Wording(Language.EN, ZoneId.of("Europe/Moscow"));

  @Test
  void writesMoneyWithPlainSpaces() {
    assertThat(RU.money(money("1500", "RUB"))).isEqualTo("1 500,00 RUB");
    assertThat(EN.money(money("1500", "RUB"))).isEqualTo("1,500.00 RUB");
    assertThat(RU.money(money("-1234567.5", "RUB"))).isEqualTo("-1 234 567,50 RUB");
    assertThat(EN.money(money("999", "JPY"))).isEqualTo("999 JPY");
    assertThat(EN.money(money("1000000", "JPY"))).isEqualTo("1,000,000 JPY");
  }

  @Test
  void writesPercentagesCanonically() {
    assertThat(Wording.percentage(new BigDecimal("5"))).isEqualTo("5.0");
    assertThat(Wording.percentage(new BigDecimal("5.50"))).isEqualTo("5.5");
    assertThat(Wording.percentage(new BigDecimal("100"))).isEqualTo("100.0");
    assertThat(Wording.percentage(new BigDecimal("0.0000"))).isEqualTo("0.0");
    assertThat(RU.number(new BigDecimal("5.50"))).isEqualTo("5,5");
    assertThat(EN.number(new BigDecimal("100"))).isEqualTo("100");
  }

  @Test
  void writesMoments() {
    assertThat(RU.moment(Instant.parse("2026-11-30T21:00:00Z"))).isEqualTo("01.12.2026");
    assertThat(EN.moment(Instant.parse("2026-11-30T21:05:00Z"))).isEqualTo("2026-12-01 00:05");
    assertThat(EN.isoInstant(Instant.parse("2026-11-30T21:05:00.123Z")))
        .isEqualTo("2026-12-01T00:05:00+03:00");
  }

  @Test
  void neverCutsACharacterInHalf() {
    String filled = Wording.fill("{x}", Map.of("x", "a".repeat(98) + "😀😀"));
    assertThat(filled).isEqualTo("a".repeat(98) + "…");
  }

  @Test
  void knowsOnePhoneInAllItsSpellings() {
    assertThat(Phones.digits("+7 (978) 000-00-00")).isEqualTo("79780000000");
    assertThat(Phones.digits("8 978 000 00 00")).isEqualTo("79780000000");
    assertThat(Phones.digits("79780000000")).isEqualTo("79780000000");
    assertThat(Phones.digits("+86 10 1234 5678")).isEqualTo("861012345678");
    assertThat(Phones.digits("1234567")).isEmpty();
    assertThat(Phones.digits("+7978000000a")).isEmpty();
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.getInstance(currency));
  }
}
