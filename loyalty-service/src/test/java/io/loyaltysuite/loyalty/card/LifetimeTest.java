package io.loyaltysuite.loyalty.card;

import static io.loyaltysuite.loyalty.card.Answers.value;
import static io.loyaltysuite.loyalty.card.Call.accrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.program.LifetimeEnds;
import io.loyaltysuite.loyalty.program.LifetimeRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When bonuses end that no call gave an end. */
class LifetimeTest {

  private static final int ROUNDS = 4_000;

  /** Some change their clocks at midnight, so that there are days without one. */
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Moscow"),
          ZoneId.of("America/New_York"),
          ZoneId.of("America/Sao_Paulo"),
          ZoneId.of("America/Havana"),
          ZoneId.of("Asia/Beirut"),
          ZoneId.of("Africa/Cairo"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Pacific/Kiritimati"),
          ZoneId.of("UTC"));

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 5);
  }

  /** Random moments of thirty years, random days of delay and life. */
  private static final class Lives {
    private final SplittableRandom random;

    Lives(long seed) {
      random = new SplittableRandom(seed);
    }

    Lifetime next(LifetimeRules rules) {
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      long from = Instant.parse("2013-01-01T00:00:00Z").toEpochMilli();
      long to = Instant.parse("2043-01-01T00:00:00Z").toEpochMilli();
      Instant now = Instant.ofEpochMilli(random.nextLong(from, to));
      if (random.nextBoolean()) {
        // The last millisecond of a day, or the first of the next.
        LocalDate day = LocalDate.ofInstant(now, zone);
        now = day.atStartOfDay(zone).toInstant().minusMillis(random.nextInt(2));
      }
      return new Lifetime(now, zone, random.nextInt(3) * random.nextInt(400), rules);
    }

    int days() {
      return random.nextInt(3) * random.nextInt(800);
    }

    MonthDay dayOfTheYear() {
      return random.nextInt(10) == 0
          ? MonthDay.of(2, 29)
          : MonthDay.from(LocalDate.ofEpochDay(random.nextInt(366)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void livesEndWithThePeriodTheCountedDayLiesIn(long seed) {
    Lives lives = new Lives(seed);
    for (int i = 0; i < ROUNDS; i++) {
      int days = lives.days();
      for (LifetimeEnds ends : LifetimeEnds.values()) {
        Lifetime life = lives.next(new LifetimeRules(days, ends, null));
        if (days == 0 && ends == LifetimeEnds.DAY) {
          assertThat(life.expiresAt()).isNull();
          continue;
        }
        LocalDate counted = counted(life);
        LocalDate last = lastDay(life);
        LocalDate next = last.plusDays(1);
        assertThat(last).as("%s", life).isAfterOrEqualTo(counted);
        switch (ends) {
          case DAY -> assertThat(last).isEqualTo(counted);
          case MONTH -> {
            assertThat(YearMonth.from(last)).isEqualTo(YearMonth.from(counted));
            assertThat(next.getDayOfMonth()).isEqualTo(1);
          }
          case QUARTER -> {
            assertThat(last.getYear()).isEqualTo(counted.getYear());
            assertThat(last.get(IsoFields.QUARTER_OF_YEAR))
                .isEqualTo(counted.get(IsoFields.QUARTER_OF_YEAR));
            assertThat(next.getDayOfMonth()).isEqualTo(1);
            assertThat(next.getMonthValue() % 3).isEqualTo(1);
          }
          case YEAR -> assertThat(next).isEqualTo(LocalDate.of(counted.getYear() + 1, 1, 1));
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void livesEndWithTheFirstSuchDayAfterTheCountedOne(long seed) {
    Lives lives = new Lives(seed);
    for (int i = 0; i < ROUNDS; i++) {
      MonthDay until = lives.dayOfTheYear();
      Lifetime life = lives.next(new LifetimeRules(lives.days(), LifetimeEnds.DAY, until));
      LocalDate first = counted(life).plusDays(1);
      while (!isThatDay(first, until)) {
        first = first.plusDays(1);
      }
      assertThat(lastDay(life)).as("%s", life).isEqualTo(first);
    }
  }

  private static boolean isThatDay(LocalDate day, MonthDay wanted) {
    MonthDay here =
        wanted.equals(MonthDay.of(2, 29)) && !Year.isLeap(day.getYear())
            ? MonthDay.of(2, 28)
            : wanted;
    return MonthDay.from(day).equals(here);
  }

  private static LocalDate counted(Lifetime life) {
    return LocalDate.ofInstant(life.now(), life.zone())
        .plusDays(life.delayDays())
        .plusDays(life.rules().days());
  }

  /** The day before the end, which is the very first moment of a day. */
  private static LocalDate lastDay(Lifetime life) {
    Instant end = Objects.requireNonNull(life.expiresAt());
    LocalDate next = LocalDate.ofInstant(end, life.zone());
    LocalDate last = LocalDate.ofInstant(end.minusNanos(1), life.zone());
    assertThat(next).as("%s", life).isEqualTo(last.plusDays(1));
    assertThat(end).isAfter(life.availableFrom());
    return last;
  }

  @ParameterizedTest
  @CsvSource({
    "day, 0, '', ''",
    "day, 20, '', 2026-03-30",
    "month, 0, '', 2026-03-31",
    "month, 22, '', 2026-04-30",
    "quarter, 0, '', 2026-03-31",
    "quarter, 22, '', 2026-06-30",
    "year, 0, '', 2026-12-31",
    "year, 365, '', 2027-12-31",
    "day, 0, 12-31, 2026-12-31",
    "day, 0, 03-10, 2027-03-10",
    "day, 0, 03-11, 2026-03-11",
    "day, 1, 03-11, 2027-03-11",
    "day, 0, 02-29, 2027-02-28",
    "day, 360, 02-29, 2028-02-29",
  })
  void tellsTheLastDay(String ends, String days, String until, String lastDay) {
    Ledger ledger =
        new Ledger()
            .with("accrual.lifetime_days", days)
            .with("accrual.lifetime_ends", ends)
            .with("accrual.lifetime_until", until);
    Decision issued = ledger.decide(Call.issue().with("start_balance", "5").command());
    assertThat(value(ledger.decide(accrue("1").command()), "expires_at")).isEqualTo(lastDay);
    assertThat(value(ledger.decide(Call.get().command()), "nearest_burn_date")).isEqualTo(lastDay);
    assertThat(issued.message()).contains("выпущена");
  }

  @Test
  void bonusesCanBeSpentUntilTheQuarterIsOver() {
    Ledger ledger = new Ledger().with("accrual.lifetime_ends", "quarter");
    ledger.decide(Call.issue().command());
    ledger.decide(accrue("150").command());
    assertThat(balanceAt(ledger, "2026-03-31T20:59:59.999Z")).isEqualTo("150.00");
    assertThat(balanceAt(ledger, "2026-03-31T21:00:00Z")).isEqualTo("0.00");
  }

  @Test
  void countsFromTheDayTheyCanBeSpent() {
    Ledger ledger =
        new Ledger().with("accrual.lifetime_ends", "month").with("accrual.delay_days", "30");
    ledger.decide(Call.issue().command());
    assertThat(value(ledger.decide(accrue("1").command()), "expires_at")).isEqualTo("2026-04-30");
  }

  @Test
  void whatACallSaysWins() {
    Ledger ledger =
        new Ledger().with("accrual.lifetime_until", "12-31").with("accrual.lifetime_days", "5");
    ledger.decide(Call.issue().command());
    Call days = accrue("1").token("1").with("expires_after_days", "3");
    assertThat(value(ledger.decide(days.command()), "expires_at")).isEqualTo("2026-03-13");
    Call never = accrue("1").token("2").with("expires_after_days", "0");
    assertThat(value(ledger.decide(never.command()), "expires_at")).isEmpty();
    Call day = accrue("1").token("3").with("expires_at", "2026-03-20");
    assertThat(value(ledger.decide(day.command()), "expires_at")).isEqualTo("2026-03-20");
  }

  private static String balanceAt(Ledger ledger, String instant) {
    return value(ledger.decide(Call.get().at(Instant.parse(instant)).command()), "card_balance");
  }
}
