package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.PurchaseReduced;
import io.loyaltysuite.loyalty.card.Movement.Sort;
import io.loyaltysuite.loyalty.card.OnDocument.Row;
import io.loyaltysuite.loyalty.card.Operation.Refund;
import io.loyaltysuite.loyalty.card.Selection.CardSelected;
import io.loyaltysuite.loyalty.card.Selection.SelectionRefused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a refund reverses, and how much of each.
 *
 * <p>Of a document, an amount is the part of the document's sum that was returned; every movement
 * is reversed in the same share of the whole returned so far, so that parts add up to everything.
 *
 * @param referred bonuses of those who brought the client
 * @param on what happened on the document; null when one transaction is reversed
 */
record RefundPlan(
    Refund refund,
    List<Movement> movements,
    List<Movement> referred,
    @Nullable OnDocument on,
    Account card) {

  /** More movements than that are reversed one by one. */
  static final int MAX_MOVEMENTS = 100;

  /** So much of one movement. */
  record Step(Movement movement, BigDecimal amount) {}

  static Set<Key> selectorKeys(Refund refund, Context context) {
    if (!refund.transactionId().isEmpty()) {
      return Set.of(new Key(Key.Kind.TRANSACTION, refund.transactionId()));
    }
    return context.document().isEmpty() ? Set.of() : Set.of(OnDocument.key(context.document()));
  }

  static Selection select(Refund refund, Context context, Lookups lookups) {
    Set<Key> keys = selectorKeys(refund, context);
    if (keys.isEmpty()) {
      return namesNone();
    }
    List<String> rows = lookups.of(keys.iterator().next());
    if (rows.isEmpty()) {
      return new SelectionRefused(Rejection.TRANSACTION_NOT_FOUND, Map.of());
    }
    if (!refund.transactionId().isEmpty()) {
      return new CardSelected(Movement.of(UUID.fromString(refund.transactionId()), rows).cardId());
    }
    OnDocument on = OnDocument.of(rows);
    return on.cards().size() > 1 || on.transactions().size() > MAX_MOVEMENTS
        ? namesNone()
        : new CardSelected(on.cards().iterator().next());
  }

  private static Selection namesNone() {
    return new SelectionRefused(Rejection.INPUT_REQUIRED, Map.of("field", "transaction_id"));
  }

  /** The rows of every movement on the document. */
  static Set<Key> facts(Refund refund, Context context, Lookups lookups) {
    Set<Key> keys = new LinkedHashSet<>();
    if (refund.transactionId().isEmpty()) {
      OnDocument on = OnDocument.of(lookups.of(OnDocument.key(context.document())));
      on.transactions().forEach(id -> keys.add(Movement.key(id)));
      on.referred().forEach(row -> keys.add(Movement.key(UUID.fromString(row.about()))));
    }
    return keys;
  }

  /** What to ask to know the cards that took the place of the selected one and of referrers'. */
  static Set<Key> further(Refund refund, Context context, UUID cardId, Lookups lookups) {
    Set<Key> keys = new LinkedHashSet<>(Referrers.replacements(cardId, lookups));
    referrers(refund, context, lookups)
        .forEach(id -> keys.addAll(Referrers.replacements(id, lookups)));
    return keys;
  }

  /** The card that took the selected one's place, and those of referrers, old ones and new. */
  static List<UUID> others(Refund refund, Context context, UUID cardId, Lookups lookups) {
    Set<UUID> others = new LinkedHashSet<>();
    others.add(Referrers.latest(cardId, lookups));
    for (UUID referrer : referrers(refund, context, lookups)) {
      others.add(referrer);
      others.add(Referrers.latest(referrer, lookups));
    }
    others.remove(cardId);
    return List.copyOf(others);
  }

  private static List<UUID> referrers(Refund refund, Context context, Lookups lookups) {
    return refund.transactionId().isEmpty()
        ? OnDocument.of(lookups.of(OnDocument.key(context.document()))).referred().stream()
            .map(row -> UUID.fromString(row.tag()))
            .toList()
        : List.of();
  }

  static RefundPlan of(Refund refund, Account card, Situation now) {
    Lookups lookups = now.lookups();
    if (!refund.transactionId().isEmpty()) {
      UUID id = UUID.fromString(refund.transactionId());
      return new RefundPlan(refund, List.of(movement(id, lookups)), List.of(), null, card);
    }
    OnDocument on = OnDocument.of(lookups.of(OnDocument.key(now.command().context().document())));
    List<Movement> movements = on.transactions().stream().map(id -> movement(id, lookups)).toList();
    List<Movement> referred =
        on.referred().stream().map(row -> movement(UUID.fromString(row.about()), lookups)).toList();
    return new RefundPlan(refund, movements, referred, on, card);
  }

  private static Movement movement(UUID id, Lookups lookups) {
    return Movement.of(id, lookups.of(Movement.key(id)));
  }

  void check(Checks checks, Situation now) {
    if (movements.stream().anyMatch(each -> each.sort() == Sort.FINAL)) {
      checks.add(Rejection.TRANSACTION_NOT_REVERSIBLE);
    }
    if (nothingLeft()) {
      checks.add(Rejection.TRANSACTION_ALREADY_REVERSED);
    }
    BigDecimal amount = refund.amount();
    if (amount == null) {
      return;
    }
    if (on != null && documentSum().signum() == 0) {
      checks.add(Rejection.DEAL_SUM_MISSING);
    }
    BigDecimal left = left();
    if (amount.compareTo(left) > 0) {
      Money rest = Money.rounded(left.max(BigDecimal.ZERO), card.currency(), RoundingMode.DOWN);
      checks.add(Rejection.REFUND_EXCEEDS_ORIGINAL, Map.of("rest", now.wording().money(rest)));
    }
  }

  private boolean nothingLeft() {
    return movements.stream()
            .allMatch(each -> each.sort() != Sort.FINAL && each.rest().signum() == 0)
        && referred.stream().allMatch(each -> each.rest().signum() == 0)
        && (on == null
            || on.purchases().stream()
                .allMatch(row -> left(row).signum() == 0 && !endsUnpaid(row)));
  }

  private BigDecimal left() {
    return on == null ? movements.getFirst().rest() : documentSum().subtract(returnedBefore());
  }

  private BigDecimal documentSum() {
    return Objects.requireNonNullElse(refund.documentSum(), BigDecimal.ZERO);
  }

  private BigDecimal returnedBefore() {
    return on == null ? BigDecimal.ZERO : on.sum(OnDocument.Sort.RETURNED, null);
  }

  List<Step> payments() {
    return steps(movements.stream().filter(each -> each.sort() == Sort.PAID));
  }

  List<Step> accruals() {
    return steps(movements.stream().filter(each -> each.sort() == Sort.ACCRUED));
  }

  /** Accruals to those who brought the client. */
  List<Step> referrals() {
    return steps(referred.stream());
  }

  private List<Step> steps(Stream<Movement> some) {
    return some.map(each -> new Step(each, now(each.amount(), each.rest())))
        .filter(step -> step.amount().signum() > 0)
        .toList();
  }

  /** How much of something is reversed now, when so much of it is left. */
  private BigDecimal now(BigDecimal whole, BigDecimal rest) {
    BigDecimal amount = refund.amount();
    if (amount == null || on == null) {
      return amount == null ? rest : amount.min(rest);
    }
    if (documentSum().signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal target =
        whole
            .multiply(returnedBefore().add(amount))
            .divide(documentSum(), whole.scale(), RoundingMode.HALF_UP);
    return target.subtract(whole.subtract(rest)).max(BigDecimal.ZERO).min(rest);
  }

  /** Purchases of the document, less by what is returned; a whole one no longer counts. */
  List<PurchaseReduced> purchases() {
    List<PurchaseReduced> reduced = new ArrayList<>();
    if (on != null) {
      for (Row purchase : on.purchases()) {
        BigDecimal left = left(purchase);
        BigDecimal sum = now(purchase.amount(), left);
        if (sum.signum() > 0 || endsUnpaid(purchase)) {
          reduced.add(new PurchaseReduced(purchase.about(), sum, sum.compareTo(left) == 0));
        }
      }
    }
    return reduced;
  }

  /** A purchase that no money was paid for counts until all of the document is returned. */
  private boolean endsUnpaid(Row purchase) {
    BigDecimal amount = refund.amount();
    boolean whole = amount == null || returnedBefore().add(amount).compareTo(documentSum()) >= 0;
    return whole
        && purchase.amount().signum() == 0
        && !Objects.requireNonNull(on).has(OnDocument.Sort.UNCOUNTED, purchase.about());
  }

  private BigDecimal left(Row purchase) {
    return purchase
        .amount()
        .subtract(Objects.requireNonNull(on).sum(OnDocument.Sort.UNCOUNTED, purchase.about()));
  }

  /** What the document must remember. */
  List<Claim> claims(Situation now) {
    if (on == null) {
      return List.of();
    }
    String document = now.command().context().document();
    String command = now.command().id().toString();
    List<Claim> claims = new ArrayList<>();
    for (PurchaseReduced each : purchases()) {
      claims.add(
          OnDocument.claim(
              document,
              new Row(
                  OnDocument.Sort.UNCOUNTED,
                  card.cardId(),
                  each.sum(),
                  command,
                  each.purchaseId())));
    }
    if (refund.amount() != null) {
      claims.add(
          OnDocument.claim(
              document,
              new Row(OnDocument.Sort.RETURNED, card.cardId(), refund.amount(), command, command)));
    }
    return claims;
  }
}
