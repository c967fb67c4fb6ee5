package io.loyaltysuite.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  @ParameterizedTest
  @CsvSource({
    "21.11.2026 18:05:33, 2026-11-21T18:05:33+03:00",
    "21.11.2026 18:05, 2026-11-21T18:05:00+03:00",
    "21.11.2026, 2026-11-21",
    "2026-11-21T18:05:33+05:00, 2026-11-21T18:05:33+05:00",
    "2026-11-21T18:05:33+0500, 2026-11-21T18:05:33+05:00",
    "2026-11-21T18:05:33Z, 2026-11-21T18:05:33Z",
    "2026-11-21T18:05:33.123Z, 2026-11-21T18:05:33Z",
    "2026-11-21T18:05:33, 2026-11-21T18:05:33+03:00",
    "2026-11-21 18:05:33, 2026-11-21T18:05:33+03:00",
    "2026-11-21, 2026-11-21",
    "1795446333, 2026-11-23T15:05:33Z"
  })
  void readsMoments(String text, String canonical) {
    assertThat(Dates.datetime(text, MOSCOW)).contains(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "21.11.2026, 2026-11-21",
    "21.11.2026 18:05:33, 2026-11-21",
    "2026-11-21, 2026-11-21",
    "2026-11-21T23:59:59+03:00, 2026-11-21"
  })
  void readsDays(String text, String canonical) {
    assertThat(Dates.date(text)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"31.02.2026", "11/21/2026", "завтра", "21.11.26", "2026-13-01", "12", ""})
  void refusesOtherDates(String text) {
    assertThat(Dates.date(text)).isEmpty();
    assertThat(Dates.datetime(text, MOSCOW)).isEmpty();
  }

  @Test
  void givesMomentsBackAsUnixSeconds() {
    assertThat(Dates.unixSeconds("2026-11-23T18:05:33+03:00")).isEqualTo("1795446333");
    assertThat(Dates.unixSeconds("2026-11-23")).isEqualTo("2026-11-23");
    assertThat(Dates.unixSeconds("сегодня")).isEqualTo("сегодня");
  }
}
