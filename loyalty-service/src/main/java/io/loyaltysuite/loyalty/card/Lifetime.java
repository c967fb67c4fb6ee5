package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.LifetimeRules;
import io.loyaltysuite.loyalty.program.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Dates of a lot: bonuses begin with a business day and end with one, in the program's zone. */
record Lifetime(Instant now, ZoneId zone, int delayDays, LifetimeRules rules) {

  static Lifetime of(Settings settings, Instant now) {
    return new Lifetime(
        now,
        settings.program().zone(),
        settings.accrual().delayDays(),
        settings.accrual().lifetime());
  }

  /** As a call says; days of its own are nothing but days, whatever the program does with them. */
  Lifetime with(@Nullable Integer delay, @Nullable Integer lifetime) {
    return new Lifetime(
        now,
        zone,
        delay == null ? delayDays : delay,
        lifetime == null ? rules : LifetimeRules.ofDays(lifetime));
  }

  /** At once, or with the day that many days ahead. */
  Instant availableFrom() {
    return delayDays == 0 ? now : activationDay().atStartOfDay(zone).toInstant();
  }

  /** End of the last day, counted from activation; null means never. */
  @Nullable Instant expiresAt() {
    LocalDate lastDay = rules.lastDay(activationDay());
    return lastDay == null ? null : endOf(lastDay);
  }

  /** Expiry of bonuses that are spendable at once. */
  @Nullable Instant defaultExpiry() {
    return with(0, null).expiresAt();
  }

  /** The first instant after a day. */
  Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private LocalDate activationDay() {
    return LocalDate.ofInstant(now, zone).plusDays(delayDays);
  }
}
