package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.card.Operation.Accrue;
import io.loyaltysuite.loyalty.program.AccrualRules;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds bonuses to a card. */
final class Accruing {

  private final Accrue accrue;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final AccrualRules rules;
  private final Reason reason;
  private final Once once;

  Accruing(Accrue accrue, Draft draft, Situation now, Checks checks) {
    this.accrue = accrue;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.rules = now.settings().accrual();
    this.reason = Situation.reason(accrue.reason(), now.command().context());
    this.once = once(accrue, now.command(), card.cardId(), now.settings());
  }

  static Set<Key> facts(Accrue accrue, Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>();
    Key onceKey = once(accrue, command, cardId, settings).key();
    if (onceKey != null) {
      keys.add(onceKey);
    }
    if (settings.accrual().maxPerDay().signum() > 0) {
      keys.add(dayKey(command, cardId, settings));
    }
    return keys;
  }

  private static Once once(Accrue accrue, Command command, UUID cardId, Settings settings) {
    Reason reason = Situation.reason(accrue.reason(), command.context());
    return Once.of(accrue.oncePer(), settings.accrual().oncePer(), command, cardId, reason);
  }

  /** The day of receipt, because it is known before the account is. */
  private static Key dayKey(Command command, UUID cardId, Settings settings) {
    LocalDate day = LocalDate.ofInstant(command.receivedAt(), settings.program().zone());
    return new Key(Kind.ACCRUED, cardId + "|" + day);
  }

  Decision decide() {
    String earlier = once.check(checks, now.lookups(), now.wording());
    now.requireActive(card, checks);
    new AmountChecks(now, checks).check(accrue.amount(), card.currency(), rules.maxPerOperation());
    new AmountChecks(now, checks).sameCurrency(accrue.currency(), card.currency());
    TouchPoints.requireAccrual(accrue.touchPointId(), now.settings(), checks);
    Accrued wanted = wanted();
    checkDates(wanted);
    if (Money.fits(accrue.amount(), card.currency())) {
      checkLimits(new Money(accrue.amount(), card.currency()));
    }
    if (!checks.passed()) {
      return now.reject(card, checks, new Returned(now.command()).with("transaction_id", earlier));
    }
    return accrued(Lots.entering(wanted, card.lots(), rules.maxOpenLots(), now.effectiveAt()));
  }

  private Accrued wanted() {
    Lifetime lifetime =
        Lifetime.of(now.settings(), now.effectiveAt())
            .with(accrue.availableAfterDays(), accrue.expiresAfterDays());
    LocalDate lastDay = accrue.expiresAt();
    BigDecimal asked = accrue.amount();
    return new Accrued(
        Lots.idFor(now),
        Money.fits(asked, card.currency()) ? new Money(asked, card.currency()).amount() : asked,
        lifetime.availableFrom(),
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

  private void checkLimits(Money amount) {
    if (rules.maxPerDay().signum() > 0) {
      BigDecimal today =
          Sums.of(now.lookups().of(dayKey(now.command(), card.cardId(), now.settings())));
      if (today.add(amount.amount()).compareTo(rules.maxPerDay()) > 0) {
        checks.add(
            Rejection.ACCRUAL_LIMIT_EXCEEDED,
            Map.of("limit", limit(rules.maxPerDay()), "period", now.wording().pick("день", "day")));
      }
    }
    Money total = card.balance().plus(card.pending()).plus(card.held()).plus(amount);
    if (rules.maxBalance().signum() > 0 && total.amount().compareTo(rules.maxBalance()) > 0) {
      checks.add(Rejection.BALANCE_LIMIT_EXCEEDED, Map.of("limit", limit(rules.maxBalance())));
    }
  }

  private String limit(BigDecimal limit) {
    return new AmountChecks(now, checks).text(limit, card.currency());
  }

  private Decision accrued(Accrued accrued) {
    Money amount = new Money(accrued.value(), card.currency());
    UUID transaction = now.id("transaction");
    BigDecimal effect = Lots.effect(accrued, now.effectiveAt());
    draft.add(accrued, effect, reason, transaction, now.effectiveAt());
    Wording wording = now.wording();
    Returned returned =
        new Returned(now.command())
            .with("transaction_id", transaction.toString())
            .with("amount", amount)
            .with("balance_before", card.balance())
            .with("balance_after", draft.account().balance())
            .with("available_from", wording.isoInstant(accrued.availableFrom()))
            .with("expires_at", lastDay(accrued.expiresAt(), wording))
            .with("lot_id", accrued.lotId().toString());
    return now.accept(draft, claims(transaction, amount), returned, sentence(accrued, amount));
  }

  private static String lastDay(@Nullable Instant expiresAt, Wording wording) {
    return expiresAt == null ? "" : wording.lastDayBefore(expiresAt).toString();
  }

  private List<Claim> claims(UUID transaction, Money amount) {
    List<Claim> claims = new ArrayList<>(once.claims(now.effectiveAt(), transaction));
    if (rules.maxPerDay().signum() > 0) {
      Key day = dayKey(now.command(), card.cardId(), now.settings());
      claims.add(Sums.claim(day, amount, transaction));
    }
    return claims;
  }

  private String sentence(Accrued accrued, Money amount) {
    Wording wording = now.wording();
    String done =
        wording
            .pick(
                "На карту %s начислено %s, баланс %s.", "%2$s accrued to card %1$s, balance %3$s.")
            .formatted(
                card.number(), wording.money(amount), wording.money(draft.account().balance()));
    if (!accrued.availableFrom().isAfter(now.effectiveAt())) {
      return done;
    }
    return done
        + wording
            .pick(" Станут доступны %s.", " Available from %s.")
            .formatted(wording.moment(accrued.availableFrom()));
  }
}
