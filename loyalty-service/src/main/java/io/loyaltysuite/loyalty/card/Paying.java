package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.Held;
import io.loyaltysuite.loyalty.card.Change.Paid;
import io.loyaltysuite.loyalty.card.Operation.Pay;
import io.loyaltysuite.loyalty.card.PaymentLimits.Limit;
import io.loyaltysuite.loyalty.card.PaymentLimits.Spent;
import io.loyaltysuite.loyalty.program.PaymentRules;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Charges bonuses as full or part payment of a document, or sets them aside for it. */
final class Paying {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Pay pay;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final PaymentRules rules;
  private final Once once;
  private final PaymentLimits limits;

  private String earlier = "";

  Paying(Pay pay, Draft draft, Situation now, Checks checks) {
    this.pay = pay;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.rules = now.settings().payment();
    this.once = once(pay, now.command(), card.cardId(), now.settings());
    this.limits = limits();
  }

  static Set<Key> facts(Pay pay, Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>(once(pay, command, cardId, settings).facts());
    keys.addAll(PaidPart.facts(command));
    keys.addAll(new SpendingDay(command.receivedAt(), settings).facts(cardId));
    return keys;
  }

  private static Once once(Pay pay, Command command, UUID cardId, Settings settings) {
    Reason reason = Situation.reason(pay.reason(), command.context());
    return Once.of(pay.oncePer(), settings.payment().oncePer(), command, cardId, reason);
  }

  private PaymentLimits limits() {
    SpendingDay today = new SpendingDay(now.command().receivedAt(), now.settings());
    return PaymentLimits.of(
        card,
        pay.documentSum(),
        new Spent(PaidPart.of(now, card), today.spent(draft, now.lookups())),
        Objects.requireNonNullElse(
            pay.maxSharePercent(), now.settings().maxSharePercent(card.levelCode())),
        rules);
  }

  Decision decide() {
    Money requested = check();
    return checks.passed() ? paid(requested, limits.payable(requested)) : refused();
  }

  /** The same rules, but the bonuses are set aside instead of charged. */
  Decision hold(@Nullable Integer lifetimeMinutes) {
    Money requested = check();
    requireRoomForHold(card, now, checks);
    if (!checks.passed()) {
      return refused();
    }
    int minutes =
        Objects.requireNonNullElse(lifetimeMinutes, now.settings().hold().lifetimeMinutes());
    return held(
        requested, limits.payable(requested), now.effectiveAt().plus(Duration.ofMinutes(minutes)));
  }

  /** Open holds of a card are bounded. */
  static void requireRoomForHold(Account card, Situation now, Checks checks) {
    if (card.holds().size() >= now.settings().hold().maxOpen()) {
      String held = now.wording().money(card.held());
      checks.add(Rejection.CARD_HAS_OPEN_HOLDS, Map.of("amount", held));
    }
  }

  private Decision refused() {
    return now.reject(card, checks, new Returned(now.command()).with("transaction_id", earlier));
  }

  /** The amount asked for, unless it is none or as much as allowed. */
  @Nullable Money check() {
    earlier = once.check(checks, now.lookups(), now.wording());
    now.requireActive(card, checks);
    AmountChecks amounts = new AmountChecks(now, checks);
    BigDecimal asked = pay.amount();
    if (asked != null) {
      amounts.check(asked, card.currency(), rules.maxPerOperation());
    }
    amounts.sameCurrency(pay.currency(), card.currency());
    TouchPoints.requirePayment(pay.touchPointId(), now.settings(), checks);
    Money requested =
        asked != null && Money.fits(asked, card.currency())
            ? new Money(asked, card.currency())
            : null;
    checkLimits(requested);
    return requested;
  }

  private void checkLimits(@Nullable Money requested) {
    if (limits.needsDocumentSum(requested)) {
      checks.add(Rejection.DEAL_SUM_MISSING);
    }
    if (requested == null) {
      return;
    }
    if (requested.compareTo(limits.min()) < 0) {
      checks.add(Rejection.PAYMENT_BELOW_MINIMUM, Map.of("min", text(limits.min())));
    }
    if (!pay.upTo()) {
      requireBalance(requested, card, now, checks);
      checkDocument(requested);
      checkDay(requested);
    }
  }

  /** As much as can be paid, so long as nothing is refused. */
  Limit payable(@Nullable Money requested) {
    return limits.payable(requested);
  }

  PaymentSentence sentence(@Nullable Money requested, Limit payable) {
    return new PaymentSentence(now.wording(), limits, requested, payable);
  }

  /** The card has so much, or will have. */
  static void requireBalance(Money requested, Account card, Situation now, Checks checks) {
    Wording wording = now.wording();
    if (requested.compareTo(card.balance()) <= 0) {
      return;
    }
    checks.add(
        Rejection.INSUFFICIENT_BALANCE,
        Map.of("balance", wording.money(card.balance()), "amount", wording.money(requested)));
    PaymentLimits.becomesEnough(card, requested)
        .ifPresent(
            pending ->
                checks.add(
                    Rejection.BONUSES_NOT_YET_AVAILABLE,
                    Map.of(
                        "amount", wording.money(pending.amount()),
                        "date", wording.day(pending.at()))));
  }

  private void checkDocument(Money requested) {
    if (limits.documentTooSmall()) {
      checks.add(Rejection.PAYMENT_DOCUMENT_TOO_SMALL, Map.of("min", text(limits.minDocument())));
    }
    Money share = limits.share();
    if (share != null && requested.compareTo(share) > 0) {
      checks.add(
          Rejection.PAYMENT_SHARE_EXCEEDED,
          Map.of("share", now.wording().number(limits.sharePercent()), "limit", text(share)));
    }
    Money document = limits.document();
    if (document != null && requested.compareTo(document) > 0) {
      checks.add(Rejection.PAYMENT_EXCEEDS_DOCUMENT);
    }
  }

  private void checkDay(Money requested) {
    Money day = limits.day();
    if (day != null && requested.compareTo(day) > 0) {
      String limit = new AmountChecks(now, checks).text(rules.maxPerDay(), card.currency());
      checks.add(
          Rejection.PAYMENT_LIMIT_EXCEEDED,
          Map.of("limit", limit, "period", now.wording().pick("день", "day")));
    }
  }

  private Decision paid(@Nullable Money requested, Limit payable) {
    Money amount = payable.amount();
    List<Charge> charges = Lots.charges(card.lots(), amount, now.effectiveAt());
    Returned returned = returned(requested, payable, charges);
    String sentence = sentence(requested, payable).text();
    if (amount.isZero()) {
      return now.look(card, returned, sentence);
    }
    UUID transaction = now.id("transaction");
    Paid paid = new Paid(charges, now.command().context().document(), pay.touchPointId());
    Reason reason = Situation.reason(pay.reason(), now.command().context());
    draft.add(paid, amount.amount().negate(), reason, transaction, now.effectiveAt());
    returned
        .with("transaction_id", transaction.toString())
        .with("balance_after", draft.account().balance());
    return now.accept(draft, claims(amount, transaction), returned, sentence);
  }

  private Decision held(@Nullable Money requested, Limit payable, Instant until) {
    Money amount = payable.amount();
    Returned returned = new Returned(now.command()).with("held_amount", amount);
    if (amount.isZero()) {
      return now.look(card, returned, sentence(requested, payable).nothingHeld());
    }
    Reason reason = Situation.reason(pay.reason(), now.command().context());
    UUID hold = setAside(amount, until, pay.touchPointId(), draft, reason, now);
    returned
        .with("hold_id", hold.toString())
        .with("hold_state", HoldState.Stage.OPEN.code())
        .with("captured_amount", Money.zero(card.currency()))
        .with("hold_expires_at", now.wording().isoInstant(until));
    return now.accept(
        draft,
        once.claims(now.effectiveAt(), hold),
        returned,
        new HoldSentence(now.wording(), amount, requested, until).text());
  }

  /** Moves bonuses into a hold on the command's document; the answer is its id. */
  static UUID setAside(
      Money amount, Instant until, String touchPointId, Draft draft, Reason reason, Situation now) {
    UUID hold = now.id("hold");
    List<Charge> charges = Lots.charges(draft.account().lots(), amount, now.effectiveAt());
    String document = now.command().context().document();
    draft.add(
        new Held(hold, charges, until, document, touchPointId),
        amount.amount().negate(),
        reason,
        null,
        now.effectiveAt());
    return hold;
  }

  private Returned returned(@Nullable Money requested, Limit payable, List<Charge> charges) {
    Money amount = payable.amount();
    String lots =
        charges.stream()
            .map(charge -> charge.lotId() + "=" + charge.amount().toPlainString())
            .collect(Collectors.joining(";"));
    Money rest = limits.restAfter(amount);
    return new Returned(now.command())
        .with("amount_requested", requested == null ? "" : requested.text())
        .with("amount_paid", amount)
        .with("rest_to_pay", rest == null ? "" : rest.text())
        .with("balance_before", card.balance())
        .with("balance_after", card.balance())
        .with("share_percent", share(amount))
        .with("limit_applied", payable.name())
        .with("lots", lots);
  }

  /** The part of the document this payment covers. */
  private String share(Money amount) {
    Money sum = limits.documentSum();
    return sum == null
        ? ""
        : Wording.percentage(
            amount.amount().multiply(HUNDRED).divide(sum.amount(), 2, RoundingMode.HALF_UP));
  }

  private List<Claim> claims(Money amount, UUID transaction) {
    List<Claim> claims = new ArrayList<>(once.claims(now.effectiveAt(), transaction));
    PaidPart.facts(now.command())
        .forEach(paid -> claims.add(Sums.claim(paid, amount, transaction)));
    return claims;
  }

  private String text(Money money) {
    return now.wording().money(money);
  }
}
