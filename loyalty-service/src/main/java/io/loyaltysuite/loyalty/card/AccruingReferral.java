package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Operation.AccrueReferral;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Accrues bonuses to those who brought a client, each the same. The nearest of them has to be able
 * to get them; those further up who cannot are left out.
 */
final class AccruingReferral {

  private static final String REASON = "affiliate.accrual";

  private final AccrueReferral accrue;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final Once once;
  private final Referrers above;
  private final Money base;
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<UUID> transactions = new ArrayList<>();

  AccruingReferral(AccrueReferral accrue, Draft draft, Situation now, Checks checks) {
    this.accrue = accrue;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.once = once(accrue, now.command(), card.cardId(), now.settings());
    this.above = above(accrue, card.cardId(), now.lookups());
    this.base =
        Money.rounded(
            Objects.requireNonNullElse(accrue.baseSum(), BigDecimal.ZERO),
            card.currency(),
            RoundingMode.HALF_UP);
  }

  static Set<Key> facts(AccrueReferral accrue, Command command, UUID cardId, Settings settings) {
    return once(accrue, command, cardId, settings).facts();
  }

  /** The chain of referrers, and what counts towards their limits. */
  static Set<Key> further(
      AccrueReferral accrue, Command command, UUID cardId, Lookups lookups, Settings settings) {
    Referrers above = above(accrue, cardId, lookups);
    Set<Key> keys = new LinkedHashSet<>(above.asked());
    above.chain().forEach(each -> keys.addAll(Crediting.facts(command, each.cardId(), settings)));
    return keys;
  }

  static List<UUID> others(AccrueReferral accrue, UUID cardId, Lookups lookups) {
    return above(accrue, cardId, lookups).chain().stream()
        .map(Referrer::cardId)
        .filter(id -> !id.equals(cardId))
        .distinct()
        .toList();
  }

  private static Referrers above(AccrueReferral accrue, UUID cardId, Lookups lookups) {
    return Referrers.above(cardId, accrue.levelsUp(), lookups);
  }

  private static Once once(AccrueReferral accrue, Command command, UUID cardId, Settings settings) {
    Reason reason = Situation.reason(accrue.reason(), command.context());
    return Once.of(accrue.oncePer(), settings.accrual().oncePer(), command, cardId, reason);
  }

  Decision decide() {
    once.check(checks, now.lookups(), now.wording());
    Money amount = amount();
    new AmountChecks(now, checks).sameCurrency(accrue.currency(), card.currency());
    boolean late = accrue.onlyFirstPurchase() && card.turnover().count() > 1;
    if (above.chain().isEmpty()) {
      if (accrue.errorWithoutAffiliate()) {
        checks.add(Rejection.AFFILIATE_MISSING);
      }
    } else if (above.circular()) {
      checks.add(Rejection.AFFILIATE_CYCLE);
    } else if (!late) {
      creditAll(amount);
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    if (above.chain().isEmpty()) {
      return skipped(
          "no_affiliate",
          "У клиента нет рекомендателя, ничего не начислено.",
          "The client has no referrer, nothing accrued.");
    }
    if (late) {
      return skipped(
          "not_first_purchase",
          "Это не первая покупка клиента, ничего не начислено.",
          "This is not the client's first purchase, nothing accrued.");
    }
    return amount.isZero()
        ? skipped(
            "nothing_to_accrue",
            "Начислять нечего: сумма слишком мала.",
            "Nothing to accrue: the sum is too small.")
        : accrued(amount);
  }

  /** What each of them gets. */
  private Money amount() {
    AmountChecks amounts = new AmountChecks(now, checks);
    BigDecimal max = now.settings().accrual().maxPerOperation();
    if (accrue.fixed()) {
      BigDecimal given = accrue.amount();
      if (given == null) {
        checks.add(Rejection.INPUT_REQUIRED, Map.of("field", "amount"));
        return Money.zero(card.currency());
      }
      amounts.check(given, card.currency(), max);
      return Money.rounded(given, card.currency(), RoundingMode.DOWN);
    }
    if (accrue.percent() != null) {
      RateChecks rates = new RateChecks(now, checks);
      rates.inRange(accrue.percent());
      rates.precise("percent", accrue.percent());
    }
    if (base.isZero()) {
      checks.add(Rejection.DEAL_SUM_MISSING);
    }
    BigDecimal rate =
        Objects.requireNonNullElse(accrue.percent(), now.settings().affiliate().percent());
    Money amount = base.bonuses(rate, now.settings().program().rounding());
    if (amount.isPositive()) {
      amounts.check(amount.amount(), card.currency(), max);
    }
    return amount;
  }

  private void creditAll(Money amount) {
    for (int i = 0; i < above.chain().size(); i++) {
      Referrer referrer = above.chain().get(i);
      Checks own = i == 0 ? checks : new Checks();
      Optional<Account> account = now.cards().other(referrer.cardId());
      if (account.isEmpty()) {
        own.add(Rejection.AFFILIATE_CARD_NOT_FOUND, Map.of("card", referrer.number()));
      } else {
        credit(Draft.ofOther(now, account.get()), amount, own);
      }
    }
  }

  private void credit(Draft draft, Money amount, Checks own) {
    Account referrer = draft.account();
    if (referrer.status() != CardStatus.ACTIVE) {
      own.add(Rejection.AFFILIATE_NOT_ACTIVE, Map.of("card", referrer.number()));
    }
    new AmountChecks(now, own).sameCurrency(card.currency().getCurrencyCode(), referrer.currency());
    Crediting crediting = new Crediting(draft, now, own, "/" + referrer.cardId());
    if (own.passed()) {
      crediting.checkLimits(amount);
    }
    if (!own.passed() || !amount.isPositive()) {
      return;
    }
    Lifetime lifetime = Lifetime.of(now.settings(), now.effectiveAt());
    Accrued wanted = crediting.lot(amount.amount(), lifetime, lifetime.expiresAt(), "");
    Reason given = Situation.reason(accrue.reason(), now.command().context());
    crediting.add(wanted, new Reason(given.id(), REASON, given.comment()));
    drafts.add(draft);
    transactions.add(crediting.transaction());
    claims.addAll(crediting.claims(amount));
    claims.addAll(
        OnDocument.referred(
            now.command().context().document(),
            card.cardId(),
            referrer.cardId(),
            crediting.transaction()));
  }

  private Decision accrued(Money amount) {
    List<Claim> all =
        Stream.concat(
                claims.stream(), once.claims(now.effectiveAt(), transactions.getFirst()).stream())
            .toList();
    Returned returned =
        told()
            .with(
                "amount",
                new Money(
                    amount.amount().multiply(BigDecimal.valueOf(drafts.size())), amount.currency()))
            .with(
                "transaction_ids",
                transactions.stream().map(UUID::toString).collect(Collectors.joining(";")))
            .with(card);
    return now.accept(drafts, all, returned, sentence(amount));
  }

  private Decision skipped(String why, String ru, String en) {
    Returned returned =
        told().with("amount", Money.zero(card.currency())).with("skipped_reason", why);
    return now.look(card, returned, now.wording().pick(ru, en));
  }

  /** The nearest referrer. */
  private Returned told() {
    Returned returned = new Returned(now.command());
    above.chain().stream()
        .findFirst()
        .ifPresent(
            referrer ->
                returned
                    .with("affiliate_card_number", referrer.number())
                    .with("affiliate_card_id", referrer.cardId().toString()));
    return returned;
  }

  private String sentence(Money amount) {
    Wording wording = now.wording();
    String numbers =
        drafts.stream().map(draft -> draft.account().number()).collect(Collectors.joining(", "));
    String form =
        drafts.size() == 1
            ? wording.pick(
                "Рекомендателю (карта %s) начислено %s.", "Referrer (card %s) received %s.")
            : wording.pick(
                "Рекомендателям (карты %s) начислено по %s.",
                "Referrers (cards %s) received %s each.");
    return form.formatted(numbers, wording.money(amount));
  }
}
