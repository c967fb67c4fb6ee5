package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Operation.Accrue;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Adds bonuses to a card. */
final class Accruing {

  private final Accrue accrue;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final Crediting crediting;
  private final Once once;

  Accruing(Accrue accrue, Draft draft, Situation now, Checks checks) {
    this.accrue = accrue;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.crediting = new Crediting(draft, now, checks);
    this.once = once(accrue, now.command(), card.cardId(), now.settings());
  }

  static Set<Key> facts(Accrue accrue, Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>(once(accrue, command, cardId, settings).facts());
    keys.addAll(Crediting.facts(command, cardId, settings));
    return keys;
  }

  private static Once once(Accrue accrue, Command command, UUID cardId, Settings settings) {
    Reason reason = Situation.reason(accrue.reason(), command.context());
    return Once.of(accrue.oncePer(), settings.accrual().oncePer(), command, cardId, reason);
  }

  Decision decide() {
    String earlier = once.check(checks, now.lookups(), now.wording());
    now.requireActive(card, checks);
    AmountChecks amounts = new AmountChecks(now, checks);
    amounts.check(accrue.amount(), card.currency(), now.settings().accrual().maxPerOperation());
    amounts.sameCurrency(accrue.currency(), card.currency());
    TouchPoints.requireAccrual(accrue.touchPointId(), now.settings(), checks);
    Accrued wanted = wanted();
    checkDates(wanted);
    if (Money.fits(accrue.amount(), card.currency())) {
      crediting.checkLimits(new Money(accrue.amount(), card.currency()));
    }
    if (!checks.passed()) {
      return now.reject(card, checks, new Returned(now.command()).with("transaction_id", earlier));
    }
    return accrued(wanted);
  }

  private Accrued wanted() {
    Lifetime lifetime =
        Lifetime.of(now.settings(), now.effectiveAt())
            .with(accrue.availableAfterDays(), accrue.expiresAfterDays());
    LocalDate lastDay = accrue.expiresAt();
    BigDecimal asked = accrue.amount();
    return crediting.lot(
        Money.fits(asked, card.currency()) ? new Money(asked, card.currency()).amount() : asked,
        lifetime,
        lastDay == null ? lifetime.expiresAt() : lifetime.endOf(lastDay),
        accrue.touchPointId());
  }

  private void checkDates(Accrued wanted) {
    LocalDate lastDay = accrue.expiresAt();
    Instant end = wanted.expiresAt();
    if (lastDay == null || end == null) {
      return;
    }
    if (!end.isAfter(now.effectiveAt())) {
      checks.add(Rejection.DATE_IN_PAST, Map.of("date", now.wording().day(lastDay)));
    } else if (!end.isAfter(wanted.availableFrom())) {
      checks.add(
          Rejection.INPUT_INVALID,
          Map.of("field", "expires_at", "value", now.wording().day(lastDay)));
    }
  }

  private Decision accrued(Accrued wanted) {
    Reason reason = Situation.reason(accrue.reason(), now.command().context());
    Accrued accrued = crediting.add(wanted, reason);
    Money amount = new Money(accrued.value(), card.currency());
    List<Claim> claims =
        Stream.concat(
                once.claims(now.effectiveAt(), crediting.transaction()).stream(),
                crediting.claims(amount).stream())
            .toList();
    Returned returned = crediting.returned(accrued, card.balance());
    return now.accept(draft, claims, returned, sentence(accrued, amount));
  }

  private String sentence(Accrued accrued, Money amount) {
    Wording wording = now.wording();
    return wording
            .pick(
                "На карту %s начислено %s, баланс %s.", "%2$s accrued to card %1$s, balance %3$s.")
            .formatted(
                card.number(), wording.money(amount), wording.money(draft.account().balance()))
        + crediting.availability(accrued);
  }
}
