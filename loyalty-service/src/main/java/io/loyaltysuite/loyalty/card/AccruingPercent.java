package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Operation.AccruePercent;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds a percentage of a sum to a card, as bonuses. */
final class AccruingPercent {

  private final AccruePercent accrue;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final Crediting crediting;
  private final Once once;
  private final BigDecimal rate;
  private final Money base;
  private final Money paidWithBonuses;

  AccruingPercent(AccruePercent accrue, Draft draft, Situation now, Checks checks) {
    this.accrue = accrue;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.crediting = new Crediting(draft, now, checks);
    this.once = once(accrue, now.command(), card.cardId(), now.settings());
    this.rate = Objects.requireNonNullElse(accrue.percent(), card.percentage());
    this.base = sum(accrue.baseSum(), RoundingMode.HALF_UP);
    this.paidWithBonuses =
        accrue.excludeBonusPaid() ? PaidPart.of(now, card).min(base) : Money.zero(card.currency());
  }

  static Set<Key> facts(AccruePercent accrue, Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>(once(accrue, command, cardId, settings).facts());
    keys.addAll(Crediting.facts(command, cardId, settings));
    if (accrue.excludeBonusPaid()) {
      keys.addAll(PaidPart.facts(command));
    }
    return keys;
  }

  private static Once once(AccruePercent accrue, Command command, UUID cardId, Settings settings) {
    Reason reason = Situation.reason(accrue.reason(), command.context());
    return Once.of(accrue.oncePer(), settings.accrual().oncePer(), command, cardId, reason);
  }

  private Money sum(@Nullable BigDecimal given, RoundingMode rounding) {
    return Money.rounded(
        Objects.requireNonNullElse(given, BigDecimal.ZERO), card.currency(), rounding);
  }

  Decision decide() {
    String earlier = once.check(checks, now.lookups(), now.wording());
    now.requireActive(card, checks);
    checkRate();
    AmountChecks amounts = new AmountChecks(now, checks);
    amounts.sameCurrency(accrue.currency(), card.currency());
    TouchPoints.requireAccrual(accrue.touchPointId(), now.settings(), checks);
    if (base.isZero()) {
      checks.add(Rejection.DEAL_SUM_MISSING);
    }
    Money amount = amount();
    if (amount.isPositive()) {
      amounts.check(amount.amount(), card.currency(), now.settings().accrual().maxPerOperation());
      crediting.checkLimits(amount);
    }
    if (!checks.passed()) {
      return now.reject(card, checks, new Returned(now.command()).with("transaction_id", earlier));
    }
    return amount.isZero() ? nothing() : accrued(amount);
  }

  private void checkRate() {
    if (accrue.percent() != null) {
      RateChecks rates = new RateChecks(now, checks);
      rates.inRange(accrue.percent());
      rates.precise("percent", accrue.percent());
    }
  }

  /** What earns bonuses: the part of the sum that is paid with money. */
  private Money earning() {
    return base.minus(paidWithBonuses);
  }

  private boolean tooLittle() {
    return earning().compareTo(sum(accrue.minBase(), RoundingMode.UP)) < 0;
  }

  private Money uncapped() {
    return earning()
        .bonuses(
            rate,
            Objects.requireNonNullElse(accrue.rounding(), now.settings().program().rounding()));
  }

  private Money amount() {
    Money cap = sum(accrue.maxAmount(), RoundingMode.DOWN);
    if (tooLittle()) {
      return Money.zero(card.currency());
    }
    return cap.isPositive() ? uncapped().min(cap) : uncapped();
  }

  private Decision accrued(Money amount) {
    Lifetime lifetime =
        Lifetime.of(now.settings(), now.effectiveAt())
            .with(accrue.availableAfterDays(), accrue.expiresAfterDays());
    Accrued wanted =
        crediting.lot(amount.amount(), lifetime, lifetime.expiresAt(), accrue.touchPointId());
    Reason reason = Situation.reason(accrue.reason(), now.command().context());
    Accrued accrued = crediting.add(wanted, reason);
    List<Claim> claims =
        Stream.concat(
                once.claims(now.effectiveAt(), crediting.transaction()).stream(),
                crediting.claims(amount).stream())
            .toList();
    Returned returned = told(crediting.returned(accrued, card.balance()));
    return now.accept(draft, claims, returned, sentence(amount) + crediting.availability(accrued));
  }

  private Decision nothing() {
    Returned returned =
        told(new Returned(now.command()))
            .with("amount", Money.zero(card.currency()))
            .with("balance_before", card.balance())
            .with("balance_after", card.balance());
    return now.look(card, returned, nothingSentence());
  }

  private Returned told(Returned returned) {
    return returned
        .with("base_sum", base)
        .with("percent_applied", Wording.percentage(rate))
        .with("bonus_paid_excluded", paidWithBonuses);
  }

  private String sentence(Money amount) {
    Wording wording = now.wording();
    if (amount.compareTo(uncapped()) < 0) {
      return wording
          .pick(
              "На карту %s начислено %s - больше за один раз нельзя.",
              "%2$s accrued to card %1$s - the most for one time.")
          .formatted(card.number(), wording.money(amount));
    }
    return wording
        .pick("Начислено %s%% от %s - %s на карту %s.", "Accrued %s%% of %s = %s to card %s.")
        .formatted(
            wording.number(rate), wording.money(earning()), wording.money(amount), card.number());
  }

  private String nothingSentence() {
    Wording wording = now.wording();
    if (earning().isZero()) {
      return wording.pick(
          "Начислять нечего: всё оплачено бонусами.",
          "Nothing to accrue: everything is paid with bonuses.");
    }
    return tooLittle()
        ? wording.pick(
            "Начислять нечего: сумма меньше минимальной.",
            "Nothing to accrue: the sum is below the minimum.")
        : wording
            .pick("Начислять нечего: %s%% от %s - это 0.", "Nothing to accrue: %s%% of %s is 0.")
            .formatted(wording.number(rate), wording.money(earning()));
  }
}
