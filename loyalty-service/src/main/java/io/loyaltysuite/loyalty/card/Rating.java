package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.PercentageChanged;
import io.loyaltysuite.loyalty.card.Operation.SetPercentage;
import io.loyaltysuite.loyalty.card.Operation.StepPercentage;
import io.loyaltysuite.loyalty.program.ProgramRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sets, raises and lowers the rate of a card. */
final class Rating {

  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final RateChecks rates;

  Rating(Draft draft, Situation now, Checks checks) {
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.rates = new RateChecks(now, checks);
  }

  Decision set(SetPercentage set) {
    now.requireActive(card, checks);
    rates.inRange(set.percentage());
    rates.precise("percentage", set.percentage());
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    BigDecimal rate = Wording.canonical(set.percentage());
    boolean changes = rate.compareTo(card.percentage()) != 0;
    String sentence = changes ? setSentence(rate) : unchangedSentence();
    // A rate that stays as it is becomes one that a person wanted.
    return changes || !card.terms().manual()
        ? changed(rate, set.reason(), answered(rate), sentence)
        : now.look(card, answered(rate), sentence);
  }

  Decision step(StepPercentage step) {
    now.requireActive(card, checks);
    if (step.delta().signum() <= 0) {
      checks.add(Rejection.DELTA_NOT_POSITIVE);
    }
    rates.precise("delta", step.delta());
    BigDecimal limit = limit(step);
    BigDecimal wanted =
        step.up() ? card.percentage().add(step.delta()) : card.percentage().subtract(step.delta());
    boolean beyond = step.up() ? wanted.compareTo(limit) > 0 : wanted.compareTo(limit) < 0;
    if (beyond && step.errorOnLimit()) {
      checks.add(Rejection.PERCENTAGE_LIMIT_REACHED, Map.of("limit", now.wording().number(limit)));
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    return stepped(step, Wording.canonical(beyond ? upTo(limit, step) : wanted), beyond);
  }

  /** As the call says, else as the program does. */
  private BigDecimal limit(StepPercentage step) {
    ProgramRules program = now.settings().program();
    if (step.limit() != null) {
      rates.inRange(step.limit());
      rates.precise(step.up() ? "max" : "min", step.limit());
    }
    return Objects.requireNonNullElse(
        step.limit(), step.up() ? program.maxPercentage() : program.minPercentage());
  }

  /** A card that is beyond the limit already stays where it is. */
  private BigDecimal upTo(BigDecimal limit, StepPercentage step) {
    return step.up() ? limit.max(card.percentage()) : limit.min(card.percentage());
  }

  private Decision stepped(StepPercentage step, BigDecimal rate, boolean clamped) {
    Returned returned = answered(rate).with("clamped", Wording.flag(clamped));
    return rate.compareTo(card.percentage()) == 0
        ? now.look(card, returned, atLimitSentence(rate))
        : changed(rate, step.reason(), returned, stepSentence(step, rate, clamped));
  }

  private Decision changed(BigDecimal rate, Reason given, Returned returned, String sentence) {
    Reason reason = Situation.reason(given, now.command().context());
    draft.add(
        new PercentageChanged(card.percentage(), rate),
        BigDecimal.ZERO,
        reason,
        null,
        now.effectiveAt());
    return now.accept(draft, List.of(), returned, sentence);
  }

  private Returned answered(BigDecimal rate) {
    int direction = rate.compareTo(card.percentage());
    return new Returned(now.command())
        .with("percentage_old", Wording.percentage(card.percentage()))
        .with("percentage_new", Wording.percentage(rate))
        .with("direction", direction == 0 ? "none" : direction > 0 ? "increment" : "decrement");
  }

  private String setSentence(BigDecimal rate) {
    Wording wording = now.wording();
    return wording
        .pick("Процент по карте изменён с %s на %s.", "Card rate changed from %s to %s.")
        .formatted(wording.number(card.percentage()), wording.number(rate));
  }

  private String unchangedSentence() {
    Wording wording = now.wording();
    return wording
        .pick("Процент по карте и так %s.", "The card rate is %s already.")
        .formatted(wording.number(card.percentage()));
  }

  private String atLimitSentence(BigDecimal rate) {
    Wording wording = now.wording();
    return wording
        .pick("Процент остался %s: дальше предел.", "The rate stays %s: it is at its limit.")
        .formatted(wording.number(rate));
  }

  private String stepSentence(StepPercentage step, BigDecimal rate, boolean clamped) {
    Wording wording = now.wording();
    String by = wording.number(rate.subtract(card.percentage()).abs());
    String done =
        step.up()
            ? wording.pick("Процент увеличен на %s, теперь %s", "Rate raised by %s, now %s")
            : wording.pick("Процент уменьшен на %s, теперь %s", "Rate lowered by %s, now %s");
    String end = clamped ? wording.pick(" - это предел.", " - that is the limit.") : ".";
    return done.formatted(by, wording.number(rate)) + end;
  }
}
