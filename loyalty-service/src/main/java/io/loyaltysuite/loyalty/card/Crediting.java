package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.program.AccrualRules;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How bonuses come into a card, whatever they are earned for: limits, lot, entry and claims. */
final class Crediting {

  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final AccrualRules rules;

  private final String tag;

  Crediting(Draft draft, Situation now, Checks checks) {
    this(draft, now, checks, "");
  }

  /**
   * @param tag what tells the accrual from others of the same command
   */
  Crediting(Draft draft, Situation now, Checks checks, String tag) {
    this.tag = tag;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.rules = now.settings().accrual();
  }

  static Set<Key> facts(Command command, UUID cardId, Settings settings) {
    return settings.accrual().maxPerDay().signum() > 0
        ? Set.of(dayKey(command, cardId, settings))
        : Set.of();
  }

  /** The day of receipt, because it is known before the account is. */
  private static Key dayKey(Command command, UUID cardId, Settings settings) {
    LocalDate day = LocalDate.ofInstant(command.receivedAt(), settings.program().zone());
    return new Key(Kind.ACCRUED, cardId + "|" + day);
  }

  /** What the program allows to earn: per day, and to have. */
  void checkLimits(Money amount) {
    if (rules.maxPerDay().signum() > 0
        && today().add(amount.amount()).compareTo(rules.maxPerDay()) > 0) {
      checks.add(
          Rejection.ACCRUAL_LIMIT_EXCEEDED,
          Map.of(
              "limit",
              limit(rules.maxPerDay(), amount),
              "period",
              now.wording().pick("день", "day")));
    }
    Account card = draft.account();
    Money total = card.balance().plus(card.pending()).plus(card.held()).plus(amount);
    if (rules.maxBalance().signum() > 0 && total.amount().compareTo(rules.maxBalance()) > 0) {
      checks.add(
          Rejection.BALANCE_LIMIT_EXCEEDED, Map.of("limit", limit(rules.maxBalance(), amount)));
    }
  }

  private BigDecimal today() {
    return Sums.of(now.lookups().of(day()));
  }

  private Key day() {
    return dayKey(now.command(), draft.account().cardId(), now.settings());
  }

  private String limit(BigDecimal limit, Money amount) {
    return new AmountChecks(now, checks).text(limit, amount.currency());
  }

  /** What the bonuses are as a lot of their own. */
  Accrued lot(
      BigDecimal value, Lifetime lifetime, @Nullable Instant expiresAt, String touchPointId) {
    return new Accrued(
        now.id("lot" + tag), value, lifetime.availableFrom(), expiresAt, touchPointId);
  }

  /** Writes the entry, under the transaction id that {@link #transaction} tells. */
  Accrued add(Accrued wanted, Reason reason) {
    Accrued accrued =
        Lots.entering(wanted, draft.account().lots(), rules.maxOpenLots(), now.effectiveAt());
    BigDecimal effect = Lots.effect(accrued, now.effectiveAt());
    draft.add(accrued, effect, reason, transaction(), now.effectiveAt());
    return accrued;
  }

  UUID transaction() {
    return now.id("transaction" + tag);
  }

  /** What counts towards the limits of the day. */
  List<Claim> claims(Money amount) {
    return rules.maxPerDay().signum() > 0
        ? List.of(Sums.claim(day(), amount, transaction()))
        : List.of();
  }

  /** What accruals tell of themselves. */
  Returned returned(Accrued accrued, Money before) {
    Wording wording = now.wording();
    return new Returned(now.command())
        .with("transaction_id", transaction().toString())
        .with("amount", new Money(accrued.value(), before.currency()))
        .with("balance_before", before)
        .with("balance_after", draft.account().balance())
        .with("available_from", wording.isoInstant(accrued.availableFrom()))
        .with("expires_at", lastDay(accrued.expiresAt(), wording))
        .with("lot_id", accrued.lotId().toString());
  }

  private static String lastDay(@Nullable Instant expiresAt, Wording wording) {
    return expiresAt == null ? "" : wording.lastDayBefore(expiresAt).toString();
  }

  /** When the bonuses can be spent, unless that is now. */
  String availability(Accrued accrued) {
    Wording wording = now.wording();
    return accrued.availableFrom().isAfter(now.effectiveAt())
        ? wording
            .pick(" Станут доступны %s.", " Available from %s.")
            .formatted(wording.moment(accrued.availableFrom()))
        : "";
  }
}
