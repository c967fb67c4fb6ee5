package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.program.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Purchases that count towards a level. The card itself knows all there ever were; those of a
 * window are asked for, by the day of receipt, because it is known before the account is.
 */
final class Qualifying {

  private final Situation now;

  Qualifying(Situation now) {
    this.now = now;
  }

  /** What to look up to know what counts. */
  static Set<Key> facts(Command command, UUID cardId, Settings settings) {
    return windowed(settings) ? Set.of(key(cardId, window(command, settings))) : Set.of();
  }

  /** What to look up for a review, which judges the period that is over as well. */
  static Set<Key> reviewFacts(Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>(facts(command, cardId, settings));
    if (windowed(settings)) {
      keys.add(key(cardId, judged(command, settings)));
    }
    return keys;
  }

  /** What counts on the day of the command, as far as the ledger knew before it. */
  Reach of(Account card) {
    return reach(bought(card, window(now.command(), now.settings())));
  }

  /** What counts of two cards that become one. */
  Reach of(Account card, Account other) {
    Period window = window(now.command(), now.settings());
    return reach(bought(card, window).plus(bought(other, window)));
  }

  /** The same with a purchase that the command adds. */
  Reach with(Account before, Instant purchasedAt, Money purchase) {
    Period window = window(now.command(), now.settings());
    Turnover known = bought(before, window);
    return reach(
        window.holds(purchasedAt)
            ? new Turnover(known.count() + 1, known.sum().plus(purchase))
            : known);
  }

  /** What keeps a level in a review. */
  Reach judged(Account card) {
    return reach(bought(card, judged(now.command(), now.settings())));
  }

  private Reach reach(Turnover purchases) {
    return new Reach(purchases, now.settings().levels().metric());
  }

  private Turnover bought(Account card, Period period) {
    if (!windowed(now.settings())) {
      return card.turnover();
    }
    Bought bought = Bought.of(now.lookups().of(key(card.cardId(), period)));
    return new Turnover(bought.count(), new Money(bought.sum(), card.currency()));
  }

  private static boolean windowed(Settings settings) {
    return settings.levels().window() != Window.ALL_TIME && !settings.ladder().isEmpty();
  }

  private static Key key(UUID cardId, Period period) {
    return new Report.Purchases(cardId, period).key();
  }

  private static Period window(Command command, Settings settings) {
    ZoneId zone = settings.program().zone();
    LocalDate day = LocalDate.ofInstant(command.receivedAt(), zone);
    Window window = settings.levels().window();
    return new Period(start(window.since(day), zone), start(window.until(day), zone));
  }

  private static Period judged(Command command, Settings settings) {
    ZoneId zone = settings.program().zone();
    LocalDate day = LocalDate.ofInstant(command.receivedAt(), zone);
    return new Period(start(settings.levels().judgedSince(day), zone), null);
  }

  private static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }
}
