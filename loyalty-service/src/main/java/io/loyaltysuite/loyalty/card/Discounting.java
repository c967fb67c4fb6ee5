package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.DealDiscount.Stage;
import io.loyaltysuite.loyalty.card.Operation.DiscountDealByAmount;
import io.loyaltysuite.loyalty.card.Operation.DiscountDealByPercent;
import io.loyaltysuite.loyalty.card.Operation.OnDeal;
import io.loyaltysuite.loyalty.card.Operation.SettleDealDiscount;
import io.loyaltysuite.loyalty.card.PaymentLimits.Limit;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives a discount on a deal: sets aside the bonuses that pay for it and says what the portal has
 * to do. What came of that, {@link SettlingDiscount} decides.
 */
final class Discounting {

  private final OnDeal discount;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final String dealId;
  private final Instant until;

  Discounting(OnDeal discount, Draft draft, Situation now, Checks checks) {
    this.discount = discount;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.dealId = dealId(discount, now.command().context());
    this.until = until(now);
  }

  /** The command as it counts: bonuses that pay for a discount are paid on the deal. */
  static Command onDeal(Command command) {
    if (command.operation() instanceof OnDeal on) {
      String deal = dealId(on, command.context());
      return deal.isEmpty() ? command : command.onDeal(deal);
    }
    return command;
  }

  static String dealId(OnDeal on, Context context) {
    return on.dealId().isEmpty() ? context.dealId() : on.dealId();
  }

  static Set<Key> facts(OnDeal on, Command command, UUID cardId, Settings settings) {
    Set<Key> keys = new LinkedHashSet<>();
    String deal = dealId(on, command.context());
    if (!deal.isEmpty()) {
      keys.add(DealDiscount.key(deal));
    }
    if (on instanceof DiscountDealByAmount(var payment, _, _, _)) {
      keys.addAll(Paying.facts(payment, onDeal(command), cardId, settings));
    }
    return keys;
  }

  Decision byAmount(DiscountDealByAmount asked) {
    Paying paying = new Paying(asked.payment(), draft, now, checks);
    Money requested = paying.check();
    Paying.requireRoomForHold(card, now, checks);
    checkDeal();
    if (!checks.passed()) {
      return refused();
    }
    Limit payable = paying.payable(requested);
    Money amount = payable.amount();
    if (amount.isZero()) {
      return now.look(
          card,
          answered().with("discount_amount", amount),
          paying.sentence(requested, payable).text());
    }
    Map<String, String> work = work("amount");
    work.put("amount", amount.text());
    work.put("distribute", asked.proportional() ? "proportional" : "first_rows");
    work.put("no_rows", asked.changesSum() ? "change_sum" : "error");
    return underWay(work, amount);
  }

  Decision byPercent(DiscountDealByPercent asked) {
    now.requireActive(card, checks);
    checkDeal();
    BigDecimal rate = rate(asked);
    Money amount = null;
    if (asked.charges()) {
      Paying.requireRoomForHold(card, now, checks);
      amount = price(asked, rate);
    }
    if (!checks.passed()) {
      return refused();
    }
    if (rate.signum() == 0) {
      return nothingToGive();
    }
    Map<String, String> work = work("percent");
    work.put("percent", rate.toPlainString());
    work.put("combine", asked.combine());
    work.put("no_rows", "error");
    if (amount != null) {
      work.put("amount", amount.text());
    }
    return underWay(work, amount);
  }

  private void checkDeal() {
    if (dealId.isEmpty()) {
      boolean elsewhere = !now.command().context().document().isEmpty();
      checks.add(
          elsewhere ? Rejection.DOCUMENT_UNSUPPORTED : Rejection.INPUT_REQUIRED,
          elsewhere ? Map.of() : Map.of("field", "deal_id"));
      return;
    }
    DealDiscount.check(now.lookups().of(DealDiscount.key(dealId)), now.effectiveAt(), checks);
  }

  /** The card's rate or the one that is asked for, as far as it is allowed. */
  private BigDecimal rate(DiscountDealByPercent asked) {
    RateChecks rates = new RateChecks(now, checks);
    if (asked.percent() != null) {
      rates.inRange(asked.percent());
      rates.precise("percent", asked.percent());
    }
    BigDecimal rate = Objects.requireNonNullElse(asked.percent(), card.percentage());
    BigDecimal most =
        Objects.requireNonNullElse(asked.maxPercent(), now.settings().program().maxPercentage());
    return Wording.canonical(rate.min(most));
  }

  /** What the bonuses have to pay for at most. */
  private @Nullable Money price(DiscountDealByPercent asked, BigDecimal rate) {
    BigDecimal sum = asked.documentSum();
    if (sum == null || sum.signum() == 0) {
      checks.add(Rejection.DEAL_SUM_MISSING);
      return null;
    }
    Money price =
        Money.rounded(sum, card.currency(), RoundingMode.HALF_UP).percent(rate, RoundingMode.DOWN);
    Paying.requireBalance(price, card, now, checks);
    return price;
  }

  private Map<String, String> work(String measure) {
    String followUp = discount.name() + SettleDealDiscount.SUFFIX;
    Map<String, String> work = work(followUp, dealId, now.command().id(), card, reason());
    work.put("measure", measure);
    work.put("currency", card.currency().getCurrencyCode());
    return work;
  }

  /** What the command that follows must bring along, whatever is done in the portal. */
  static Map<String, String> work(
      String followUp, String dealId, UUID first, Account card, Reason reason) {
    Map<String, String> work = new HashMap<>();
    work.put("follow_up", followUp);
    work.put("deal_id", dealId);
    work.put("first", first.toString());
    work.put("card_id", card.cardId().toString());
    work.put("reason_id", reason.id());
    work.put("reason_code", reason.code());
    work.put("reason_comment", reason.comment());
    return work;
  }

  /** Work in the portal has as long as a reserve. */
  static Instant until(Situation now) {
    return now.effectiveAt().plus(Duration.ofMinutes(now.settings().hold().lifetimeMinutes()));
  }

  /** Unless the caller has a code of its own, the code names the discount. */
  private Reason reason() {
    Reason given = Situation.reason(discount.reason(), now.command().context());
    return given.code().equals(Operations.DEFAULT_REASON_CODE)
        ? new Reason(given.id(), "b24_" + discount.name(), given.comment())
        : given;
  }

  private Decision underWay(Map<String, String> work, @Nullable Money amount) {
    if (amount != null && amount.isPositive()) {
      UUID hold = Paying.setAside(amount, until, "", draft, reason(), now);
      work.put("hold_id", hold.toString());
    }
    DealDiscount state = new DealDiscount(Stage.UNDER_WAY, now.command().id(), until);
    return now.accept(
        draft,
        List.of(state.claim(dealId)),
        answered(),
        now.wording()
            .pick("Скидка вносится в сделку %s.", "The discount is being put into deal %s.")
            .formatted(dealId),
        new PortalWork(PortalWork.Kind.DEAL_DISCOUNT, work, until));
  }

  private Decision nothingToGive() {
    return now.look(
        card,
        answered()
            .with("percent_applied", Wording.percentage(BigDecimal.ZERO))
            .with("discount_amount", Money.zero(card.currency())),
        now.wording()
            .pick(
                "Процент скидки равен нулю, сделка не изменилась.",
                "The discount rate is zero; the deal did not change."));
  }

  private Decision refused() {
    return now.reject(card, checks, answered());
  }

  private Returned answered() {
    return new Returned(now.command()).with("deal_id", dealId);
  }
}
