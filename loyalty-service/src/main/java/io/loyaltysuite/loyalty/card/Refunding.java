package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.AccrualReversed;
import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.PaymentReversed;
import io.loyaltysuite.loyalty.card.Change.PurchaseReduced;
import io.loyaltysuite.loyalty.card.Change.Restored;
import io.loyaltysuite.loyalty.card.Operation.Refund;
import io.loyaltysuite.loyalty.card.RefundPlan.Step;
import io.loyaltysuite.loyalty.program.Overspent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reverses one transaction, or everything on a document, wholly or in part and as often as
 * something is left: first paid bonuses come back to the card, then earned ones are taken back.
 */
final class Refunding {

  private final Refund refund;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final RefundPlan plan;
  private final List<Claim> claims = new ArrayList<>();
  private final List<UUID> reversals = new ArrayList<>();
  private final Map<UUID, Draft> referrers = new LinkedHashMap<>();

  private Money returned;
  private Money takenBack;
  private Money takenFromReferrers;
  private Money shortfall;
  private Money uncounted;

  Refunding(Refund refund, Draft draft, Situation now, Checks checks) {
    this.refund = refund;
    this.draft = today(draft, now);
    this.now = now;
    this.checks = checks;
    this.card = this.draft.account();
    this.plan = RefundPlan.of(refund, draft.account(), now);
    this.returned = Money.zero(card.currency());
    this.takenBack = returned;
    this.takenFromReferrers = returned;
    this.shortfall = returned;
    this.uncounted = returned;
  }

  /**
   * Bonuses of a card that was replaced are on the card that took its place, unless somebody put
   * the old one to use again.
   */
  private static Draft today(Draft draft, Situation now) {
    if (draft.account().status() == CardStatus.ACTIVE) {
      return draft;
    }
    return now.cards()
        .other(Referrers.latest(draft.account().cardId(), now.lookups()))
        .map(account -> Draft.ofOther(now, account))
        .orElse(draft);
  }

  Decision decide() {
    if (card.status() == CardStatus.DELETED) {
      checks.add(Rejection.CARD_DELETED, Map.of("card", card.number()));
    }
    BigDecimal amount = refund.amount();
    if (amount != null) {
      new AmountChecks(now, checks).check(amount, card.currency(), BigDecimal.ZERO);
      new AmountChecks(now, checks).sameCurrency(refund.currency(), card.currency());
    }
    plan.check(checks, now);
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    plan.payments().forEach(this::giveBack);
    plan.accruals().forEach(this::takeBack);
    plan.referrals().forEach(this::takeBackFromReferrer);
    plan.purchases().forEach(this::uncount);
    if (shortfall.isPositive() && overspent() == Overspent.ERROR) {
      checks.add(
          Rejection.REFUND_BONUSES_SPENT, Map.of("shortfall", now.wording().money(shortfall)));
      return now.reject(card, checks);
    }
    claims.addAll(plan.claims(now));
    List<Draft> drafts = new ArrayList<>(List.of(draft));
    drafts.addAll(referrers.values());
    return now.accept(drafts, claims, answered().with(draft.account()), sentence());
  }

  private Overspent overspent() {
    return Objects.requireNonNullElse(refund.overspent(), now.settings().refund().overspent());
  }

  private void giveBack(Step step) {
    Movement paid = step.movement();
    List<Restored> lots =
        new Restoring(draft.account(), now.settings(), now.effectiveAt(), now.id("restored"))
            .back(paid.parts(), paid.reversed(), step.amount());
    UUID reversal = reversalOf(paid);
    draft.add(
        new PaymentReversed(paid.transactionId(), lots, paid.document()),
        step.amount(),
        reason("refund.payment"),
        reversal,
        now.effectiveAt());
    draft.settle(now.effectiveAt());
    claims.add(paid.reversal(step.amount(), reversal));
    if (!paid.document().isEmpty()) {
      claims.add(
          Sums.claim(PaidPart.key(paid.document()), money(step.amount().negate()), reversal));
    }
    reversals.add(reversal);
    returned = returned.plus(money(step.amount()));
  }

  private void takeBack(Step step) {
    Money taken = takeBack(step, draft);
    takenBack = takenBack.plus(taken);
    shortfall = shortfall.plus(money(step.amount()).minus(taken));
  }

  /**
   * What a referrer has spent since is forgiven: it is no reason to keep the client waiting.
   * Bonuses of a card that was replaced are on the one that took its place.
   */
  private void takeBackFromReferrer(Step step) {
    Optional<Account> then = account(step.movement().cardId());
    UUID latest = Referrers.latest(step.movement().cardId(), now.lookups());
    then.filter(account -> account.status() == CardStatus.ACTIVE)
        .or(() -> account(latest))
        .or(() -> then)
        .map(this::referrer)
        .map(referrer -> takeBack(step, referrer))
        .ifPresent(taken -> takenFromReferrers = takenFromReferrers.plus(taken));
  }

  /** The client's own card may be the referrer's since they were merged. */
  private Optional<Account> account(UUID cardId) {
    return isOwn(cardId) ? Optional.of(draft.account()) : now.cards().other(cardId);
  }

  private boolean isOwn(UUID cardId) {
    return cardId.equals(draft.account().cardId());
  }

  private Draft referrer(Account account) {
    return isOwn(account.cardId())
        ? draft
        : referrers.computeIfAbsent(account.cardId(), _ -> Draft.ofOther(now, account));
  }

  /** Takes the lot that was earned first, then what else can be spent; tells how much that was. */
  private Money takeBack(Step step, Draft from) {
    Movement earned = step.movement();
    Account before = from.account();
    List<Charge> charges =
        Lots.takeBack(
            before.lots(),
            earned.parts().getFirst().lotId(),
            money(step.amount()),
            now.effectiveAt());
    Money taken =
        charges.stream().map(c -> money(c.amount())).reduce(money(BigDecimal.ZERO), Money::plus);
    UUID reversal = reversalOf(earned);
    if (taken.isPositive()) {
      from.add(
          new AccrualReversed(earned.transactionId(), charges, earned.document()),
          Lots.spendablePart(before.lots(), charges, now.effectiveAt()).negate(),
          reason("refund.accrual"),
          reversal,
          now.effectiveAt());
      reversals.add(reversal);
    }
    claims.add(earned.reversal(step.amount(), reversal));
    return taken;
  }

  private void uncount(PurchaseReduced reduced) {
    draft.add(reduced, BigDecimal.ZERO, reason("refund.purchase"), null, now.effectiveAt());
    uncounted = uncounted.plus(money(reduced.sum()));
  }

  private UUID reversalOf(Movement movement) {
    return now.id("reversal/" + movement.transactionId());
  }

  private Reason reason(String code) {
    Reason given = Situation.reason(refund.reason(), now.command().context());
    return new Reason(given.id(), code, given.comment());
  }

  private Money money(BigDecimal amount) {
    return new Money(amount, card.currency());
  }

  private Returned answered() {
    return new Returned(now.command())
        .with(
            "reversal_ids", reversals.stream().map(UUID::toString).collect(Collectors.joining(";")))
        .with("reversed_accrual", takenBack)
        .with("reversed_payment", returned)
        .with("balance_after", draft.account().balance())
        .with("shortfall", shortfall);
  }

  private String sentence() {
    Wording wording = now.wording();
    List<String> done = new ArrayList<>();
    if (returned.isPositive()) {
      done.add(
          wording
              .pick("клиенту возвращено %s", "%s returned to the client")
              .formatted(wording.money(returned)));
    }
    if (takenBack.isPositive()) {
      done.add(
          wording
              .pick("снято ранее начисленное %s", "%s of earned bonuses taken back")
              .formatted(wording.money(takenBack)));
    }
    if (takenFromReferrers.isPositive()) {
      done.add(
          wording
              .pick("у рекомендателя снято %s", "%s taken back from the referrer")
              .formatted(wording.money(takenFromReferrers)));
    }
    if (uncounted.isPositive()) {
      done.add(
          wording
              .pick("покупки уменьшены на %s", "purchases lowered by %s")
              .formatted(wording.money(uncounted)));
    }
    if (shortfall.isPositive()) {
      done.add(
          wording
              .pick("не хватило потраченных %s", "%s was spent and is missing")
              .formatted(wording.money(shortfall)));
    }
    return done.isEmpty()
        ? wording.pick(
            "Возвращать нечего: бонусов на эту сумму не приходится.",
            "Nothing to return: no bonuses fall on this sum.")
        : wording.pick("Возврат: ", "Refund: ") + String.join(", ", done) + ".";
  }
}
