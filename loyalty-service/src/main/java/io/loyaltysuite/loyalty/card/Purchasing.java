package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Change.LevelChanged;
import io.loyaltysuite.loyalty.card.Change.Purchased;
import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.card.Operation.DayOrInstant;
import io.loyaltysuite.loyalty.card.Operation.RegisterPurchase;
import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Counts a purchase in a card's turnover, once per purchase id; on request with bonuses for it, and
 * with the level that it leads to.
 *
 * <p>Turnover and bonuses come from the part paid with money. The bonuses are earned by the rate
 * before the purchase.
 */
final class Purchasing {

  private final RegisterPurchase purchase;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final Crediting crediting;
  private final Reason reason;

  Purchasing(RegisterPurchase purchase, Draft draft, Situation now, Checks checks) {
    this.purchase = purchase;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.crediting = new Crediting(draft, now, checks);
    this.reason = reason(purchase, now.command());
  }

  static Set<Key> facts(
      RegisterPurchase purchase, Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>(PaidPart.facts(command));
    keys.add(key(cardId, purchaseId(purchase, command)));
    if (purchase.accrue()) {
      keys.addAll(Crediting.facts(command, cardId, settings));
    }
    if (purchase.recalculateLevel()) {
      keys.addAll(Qualifying.facts(command, cardId, settings));
    }
    return keys;
  }

  private static Key key(UUID cardId, String purchaseId) {
    return new Key(Kind.PURCHASE, cardId + "|" + purchaseId);
  }

  /** As the call says, else the document's. */
  private static String purchaseId(RegisterPurchase purchase, Command command) {
    return purchase.purchaseId().isEmpty()
        ? command.context().documentKey()
        : purchase.purchaseId();
  }

  private static Reason reason(RegisterPurchase purchase, Command command) {
    Reason given = purchase.reason();
    return given.id().isEmpty()
        ? new Reason(purchaseId(purchase, command), given.code(), given.comment())
        : given;
  }

  Decision decide() {
    String id = purchaseId(purchase, now.command());
    checkPurchase(id);
    now.requireActive(card, checks);
    AmountChecks amounts = new AmountChecks(now, checks);
    checkSum(amounts);
    amounts.sameCurrency(purchase.currency(), card.currency());
    checkTouchPoint();
    Instant purchasedAt = purchasedAt();
    Money sum = sum();
    Money counted = sum.minus(PaidPart.of(now, card).min(sum));
    Money bonuses = bonuses(counted);
    if (bonuses.isPositive()) {
      BigDecimal most = now.settings().accrual().maxPerOperation();
      amounts.check(bonuses.amount(), card.currency(), most);
      crediting.checkLimits(bonuses);
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Purchased purchased =
        new Purchased(
            id,
            counted.amount(),
            purchasedAt,
            now.command().context().document(),
            purchase.touchPointId());
    return registered(purchased, sum, bonuses);
  }

  private void checkPurchase(String id) {
    if (id.isEmpty()) {
      checks.add(Rejection.INPUT_REQUIRED, Map.of("field", "purchase_id"));
    }
    now.lookups().of(key(card.cardId(), id)).stream()
        .findFirst()
        .ifPresent(
            at ->
                checks.add(
                    Rejection.PURCHASE_ALREADY_REGISTERED,
                    Map.of("id", id, "date", now.wording().day(Instant.parse(at)))));
  }

  private void checkSum(AmountChecks amounts) {
    BigDecimal sum = purchase.purchaseSum();
    if (sum == null || sum.signum() == 0) {
      checks.add(Rejection.DEAL_SUM_MISSING);
    } else {
      amounts.check(sum, card.currency(), BigDecimal.ZERO);
    }
  }

  private Money sum() {
    BigDecimal sum = Objects.requireNonNullElse(purchase.purchaseSum(), BigDecimal.ZERO);
    return Money.fits(sum, card.currency())
        ? new Money(sum, card.currency())
        : Money.zero(card.currency());
  }

  private void checkTouchPoint() {
    if (purchase.accrue()) {
      TouchPoints.requireAccrual(purchase.touchPointId(), now.settings(), checks);
    } else {
      TouchPoints.requireKnown(purchase.touchPointId(), now.settings(), checks);
    }
  }

  private Instant purchasedAt() {
    DayOrInstant given = purchase.purchaseDate();
    if (given == null) {
      return now.effectiveAt();
    }
    Instant at = given.in(now.settings().program().zone());
    if (at.isAfter(now.effectiveAt())) {
      checks.add(Rejection.DATE_IN_FUTURE, Map.of("date", now.wording().moment(at)));
    }
    return at;
  }

  private Money bonuses(Money counted) {
    return purchase.accrue()
        ? counted.bonuses(card.percentage(), now.settings().program().rounding())
        : Money.zero(card.currency());
  }

  private Decision registered(Purchased purchased, Money sum, Money bonuses) {
    draft.add(purchased, BigDecimal.ZERO, reason, null, now.effectiveAt());
    Returned returned = new Returned(now.command()).with("accrued_amount", bonuses);
    List<Claim> claims = new ArrayList<>();
    claims.add(new Claim(key(card.cardId(), purchased.purchaseId()), now.effectiveAt().toString()));
    String availability = "";
    if (bonuses.isPositive()) {
      availability = crediting.availability(accrue(bonuses));
      claims.addAll(crediting.claims(bonuses));
      returned.with("transaction_id", crediting.transaction().toString());
    }
    boolean moved = level(purchased);
    Account after = draft.account();
    returned
        .with("purchases_count", Long.toString(after.turnover().count()))
        .with("purchases_sum", after.turnover().sum())
        .with("level_changed", Wording.flag(moved))
        .with("level_code", after.levelCode());
    return now.accept(draft, claims, returned, sentence(sum, bonuses, moved) + availability);
  }

  private Accrued accrue(Money bonuses) {
    Lifetime lifetime = Lifetime.of(now.settings(), now.effectiveAt());
    return crediting.add(
        crediting.lot(bonuses.amount(), lifetime, lifetime.expiresAt(), purchase.touchPointId()),
        reason);
  }

  /** A purchase only ever raises a level; a ladder that is unsound raises nothing. */
  private boolean level(Purchased purchased) {
    if (!purchase.recalculateLevel() || !now.settings().ladder().isSound()) {
      return false;
    }
    Money sum = new Money(purchased.sum(), card.currency());
    Reach counts = new Qualifying(now).with(card, purchased.purchasedAt(), sum);
    LevelChanged due =
        Leveling.due(draft.account(), counts, now.settings(), now.effectiveAt(), false)
            .orElse(null);
    if (due != null) {
      draft.add(due, BigDecimal.ZERO, reason, null, now.effectiveAt());
    }
    return due != null;
  }

  private String sentence(Money sum, Money bonuses, boolean moved) {
    Wording wording = now.wording();
    Account after = draft.account();
    String accrued =
        purchase.accrue()
            ? wording.pick(", начислено %s", ", %s accrued").formatted(wording.money(bonuses))
            : "";
    String done =
        wording
            .pick(
                "Покупка на %s учтена%s, всего покупок %d.",
                "Purchase of %s registered%s, purchases in total: %d.")
            .formatted(wording.money(sum), accrued, after.turnover().count());
    return moved
        ? done
            + wording
                .pick(" Новый уровень: «%s».", " New level: %s.")
                .formatted(levelName(after.levelCode()))
        : done;
  }

  private String levelName(String code) {
    return now.settings().ladder().level(code).map(Level::name).orElse(code);
  }
}
