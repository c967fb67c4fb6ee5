package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.Paid;
import io.loyaltysuite.loyalty.card.DealDiscount.Stage;
import io.loyaltysuite.loyalty.card.Operation.SettleDealDiscount;
import io.loyaltysuite.schemas.Ids;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Ends a discount on a deal whose part in the portal is over. The card was checked when the
 * discount was asked for; whatever happened to it since, the deal is as it is, so nothing is
 * refused here but what the portal refused.
 *
 * <pre>
 *   applied ─┬─ hold open ──────────────▶ charged, the rest comes back ─▶ success
 *            ├─ hold gone, balance left ▶ paid ────────────────────────▶ success
 *            └─ hold gone, nothing left ▶ the portal puts the deal back ─▶ failed
 *   failed  ─── hold, if open, comes back ─────────────────────────────▶ error
 * </pre>
 */
final class SettlingDiscount {

  private final SettleDealDiscount settle;
  private final Draft draft;
  private final Situation now;
  private final Account card;
  private final Optional<Hold> hold;
  private final Money discount;

  SettlingDiscount(SettleDealDiscount settle, Draft draft, Situation now) {
    this.settle = settle;
    this.draft = draft;
    this.now = now;
    this.card = draft.account();
    this.hold =
        card.holds().stream()
            .filter(open -> open.id().toString().equals(settle.holdId()))
            .findFirst();
    this.discount = money(settle.discount());
  }

  static Set<Key> facts(SettleDealDiscount settle, Command command) {
    Set<Key> keys = new LinkedHashSet<>(PaidPart.facts(Discounting.onDeal(command)));
    keys.add(DealDiscount.key(settle.dealId()));
    return keys;
  }

  Decision decide() {
    if (!settle.applied()) {
      return failed();
    }
    if (settle.holdId().isEmpty() || discount.isZero()) {
      hold.ifPresent(open -> Holding.release(open, draft, settle.reason(), now));
      return given(Optional.empty(), List.of());
    }
    if (hold.isPresent()) {
      Money charged = discount.min(hold.get().amount());
      UUID transaction = Holding.capture(hold.get(), charged, draft, settle.reason(), now);
      return given(Optional.of(transaction), List.of());
    }
    boolean payable = card.status() == CardStatus.ACTIVE && discount.compareTo(card.balance()) <= 0;
    return payable ? paid() : undone();
  }

  /** The hold is gone: the deal has its discount, and the card can still pay for it. */
  private Decision paid() {
    UUID transaction = now.id("transaction");
    List<Charge> charges = Lots.charges(card.lots(), discount, now.effectiveAt());
    draft.add(
        new Paid(charges, now.command().context().document(), ""),
        discount.amount().negate(),
        Situation.reason(settle.reason(), now.command().context()),
        transaction,
        now.effectiveAt());
    List<Claim> claims =
        PaidPart.facts(now.command()).stream()
            .map(paid -> Sums.claim(paid, discount, transaction))
            .toList();
    return given(Optional.of(transaction), claims);
  }

  private Decision given(Optional<UUID> transaction, List<Claim> more) {
    Money held = hold.map(Hold::amount).orElse(discount);
    Returned returned =
        answered()
            .withIfListed("transaction_id", transaction.map(UUID::toString).orElse(""))
            .with("discount_amount", discount)
            .with("deal_sum_before", money(settle.sumBefore()))
            .with("deal_sum_after", money(settle.sumAfter()))
            .with("rows_changed", Integer.toString(settle.rowsChanged()))
            .withIfListed("rounding_rest", held.minus(discount).text());
    if (settle.percent() != null) {
      returned.withIfListed("percent_applied", Wording.percentage(settle.percent()));
    }
    Stage stage = discount.isZero() ? Stage.TAKEN_BACK : Stage.GIVEN;
    return now.accept(
        draft,
        Stream.concat(more.stream(), state(stage).stream()).toList(),
        returned,
        discount.isZero() ? unchanged() : sentence());
  }

  private Decision failed() {
    hold.ifPresent(open -> Holding.release(open, draft, settle.reason(), now));
    Rejection rejection = rejection();
    return now.takeBack(
        draft, state(Stage.TAKEN_BACK), rejection, parameters(rejection), answered());
  }

  /** What the portal refused, if the activity may be refused with that at all. */
  private Rejection rejection() {
    return Catalogue.failures(settle.name()).stream()
        .filter(known -> known.code().equals(settle.failure()))
        .findFirst()
        .orElse(Rejection.DEAL_UPDATE_FAILED);
  }

  private Map<String, String> parameters(Rejection rejection) {
    return switch (rejection) {
      case DEAL_NOT_FOUND -> Map.of("id", settle.dealId());
      case CURRENCY_MISMATCH ->
          Map.of(
              "a", now.wording().pick("сделки", "of the deal"),
              "b", card.currency().getCurrencyCode());
      default -> Map.of();
    };
  }

  private Decision undone() {
    Instant until = Discounting.until(now);
    Map<String, String> work =
        Discounting.work(settle.name(), settle.dealId(), settle.first(), card, settle.reason());
    work.put("work", Ids.resultId(settle.first()).toString());
    work.put("hold_id", settle.holdId());
    DealDiscount state = new DealDiscount(Stage.UNDER_WAY, settle.first(), until);
    return now.accept(
        draft,
        isOurs() ? List.of(state.claim(settle.dealId())) : List.of(),
        answered(),
        now.wording()
            .pick(
                "Бонусов на карте больше нет, скидка убирается из сделки %s.",
                "The bonuses are gone; the discount is being taken out of deal %s.")
            .formatted(settle.dealId()),
        new PortalWork(PortalWork.Kind.DEAL_DISCOUNT_UNDO, work, until));
  }

  private List<Claim> state(Stage stage) {
    return isOurs()
        ? List.of(new DealDiscount(stage, settle.first(), now.effectiveAt()).claim(settle.dealId()))
        : List.of();
  }

  /** Late news do not change what is known about a later discount. */
  private boolean isOurs() {
    return DealDiscount.isOf(settle.first(), now.lookups().of(DealDiscount.key(settle.dealId())));
  }

  private String sentence() {
    Wording wording = now.wording();
    BigDecimal percent = settle.percent();
    return percent == null
        ? wording
            .pick(
                "По сделке предоставлена скидка %s за бонусы, к оплате %s.",
                "%s discount applied to the deal from bonuses, %s to pay.")
            .formatted(wording.money(discount), wording.money(money(settle.sumAfter())))
        : wording
            .pick(
                "По карте применена скидка %s%%, сделка уменьшена на %s.",
                "%s%% card discount applied, deal reduced by %s.")
            .formatted(wording.number(percent), wording.money(discount));
  }

  private String unchanged() {
    return now.wording()
        .pick(
            "Скидку в этой сделке увеличить не удалось, сделка не изменилась.",
            "The deal takes no further discount; it did not change.");
  }

  private Returned answered() {
    return new Returned(now.command()).with("deal_id", settle.dealId());
  }

  private Money money(BigDecimal amount) {
    return Money.rounded(amount, card.currency(), RoundingMode.HALF_UP);
  }
}
