package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.GetTurnover;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Tells how much a client bought in a period; writes nothing. */
final class TellingTurnover {

  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final Period period;

  TellingTurnover(GetTurnover get, Draft draft, Situation now, Checks checks) {
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.period = period(get, now.settings());
  }

  static Set<Key> facts(GetTurnover get, Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>(Qualifying.facts(command, cardId, settings));
    Period period = period(get, settings);
    if (period.valid()) {
      keys.add(new Report.Purchases(cardId, period).key());
    }
    return keys;
  }

  private static Period period(GetTurnover get, Settings settings) {
    return Period.of(get.from(), get.to(), settings.program().zone());
  }

  Decision decide() {
    if (!period.valid()) {
      checks.add(Rejection.PERIOD_INVALID);
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Bought bought = Bought.of(now.lookups().of(new Report.Purchases(card.cardId(), period).key()));
    Money sum = new Money(bought.sum(), card.currency());
    Returned returned =
        new Returned(now.command())
            .with("purchases_count", Long.toString(bought.count()))
            .with("purchases_sum", sum)
            .with("average_sum", average(sum, bought.count()));
    Instant last = bought.last();
    if (last != null) {
      returned.with("last_purchase_at", now.wording().isoInstant(last));
    }
    Leveling.next(card, now)
        .ifPresent(next -> returned.with("to_next_level_sum", next.missing().text()));
    return now.look(card, returned, sentence(bought.count(), sum));
  }

  private static Money average(Money sum, long count) {
    BigDecimal many = BigDecimal.valueOf(Math.max(1, count));
    return new Money(
        sum.amount().divide(many, sum.amount().scale(), RoundingMode.HALF_UP), sum.currency());
  }

  private String sentence(long count, Money sum) {
    Wording wording = now.wording();
    return wording
        .pick(
            "Покупок: %s на %s.",
            "%s " + (count == 1 ? "purchase" : "purchases") + ", %s in total.")
        .formatted(count, wording.money(sum));
  }
}
