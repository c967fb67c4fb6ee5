package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.PaymentRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What caps a payment.
 *
 * @param balance spendable bonuses
 * @param documentSum sum of the document; null when unknown
 * @param share what is left of the part bonuses may pay; null when they may pay everything
 * @param document what is left of the document after earlier payments with bonuses; null when
 *     unknown
 * @param min smallest payment
 * @param operation largest single payment; null when unlimited
 * @param day what is left of the card's business day; null when unlimited
 * @param minDocument smallest document that may be paid for; zero when any may
 */
record PaymentLimits(
    Money balance,
    @Nullable Money documentSum,
    BigDecimal sharePercent,
    @Nullable Money share,
    @Nullable Money document,
    Money min,
    @Nullable Money operation,
    @Nullable Money day,
    Money minDocument) {

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /**
   * What counts as spent already.
   *
   * @param onDocument paid with bonuses on the document
   * @param today spent by the card on the business day
   */
  record Spent(Money onDocument, BigDecimal today) {}

  /** How much is paid, and the name of the cap that made it so. */
  record Limit(Money amount, String name) {}

  /** Pending bonuses that make a payment possible, and from when. */
  record Pending(Money amount, Instant at) {}

  /**
   * Limits for one payment from a card.
   *
   * @param documentSum as the caller gave it; zero is how portals write an empty sum
   */
  static PaymentLimits of(
      Account card,
      @Nullable BigDecimal documentSum,
      Spent spent,
      BigDecimal sharePercent,
      PaymentRules rules) {
    Money zero = Money.zero(card.currency());
    Money paid = spent.onDocument();
    Money sum =
        documentSum == null || documentSum.signum() == 0
            ? null
            : Money.rounded(documentSum, card.currency(), RoundingMode.HALF_UP);
    boolean capped = sharePercent.compareTo(ALL) < 0;
    return new PaymentLimits(
        card.balance(),
        sum == null || sum.isZero() ? null : sum,
        sharePercent,
        sum == null || !capped
            ? null
            : sum.percent(sharePercent, RoundingMode.DOWN).minus(paid).max(zero),
        sum == null ? null : sum.minus(paid).max(zero),
        Money.rounded(rules.min(), card.currency(), RoundingMode.UP),
        rules.maxPerOperation().signum() == 0
            ? null
            : Money.rounded(rules.maxPerOperation(), card.currency(), RoundingMode.DOWN),
        rules.maxPerDay().signum() == 0
            ? null
            : Money.rounded(
                    rules.maxPerDay().subtract(spent.today()), card.currency(), RoundingMode.DOWN)
                .max(zero),
        Money.rounded(rules.minDocumentSum(), card.currency(), RoundingMode.UP));
  }

  /** Whether the payment cannot be judged, or bounded, without the document's sum. */
  boolean needsDocumentSum(@Nullable Money requested) {
    return documentSum == null
        && (requested == null || sharePercent.compareTo(ALL) < 0 || minDocument.isPositive());
  }

  /** Whether nothing of the document may be paid with bonuses. */
  boolean documentTooSmall() {
    return documentSum != null && documentSum.compareTo(minDocument) < 0;
  }

  /** As much as allowed, but not more than requested; nothing when that is below the minimum. */
  Limit payable(@Nullable Money requested) {
    if (documentTooSmall()) {
      return new Limit(Money.zero(balance.currency()), "min_document");
    }
    Limit lowest = new Limit(balance, "balance");
    lowest = lower(lowest, share, "share");
    lowest = lower(lowest, document, "share");
    lowest = lower(lowest, operation, "operation");
    lowest = lower(lowest, day, "day");
    if (requested != null && requested.compareTo(lowest.amount()) <= 0) {
      lowest = new Limit(requested, "none");
    }
    boolean tooLittle = lowest.amount().isPositive() && lowest.amount().compareTo(min) < 0;
    return tooLittle ? new Limit(Money.zero(balance.currency()), "min") : lowest;
  }

  private static Limit lower(Limit lowest, @Nullable Money cap, String name) {
    return cap != null && cap.compareTo(lowest.amount()) < 0 ? new Limit(cap, name) : lowest;
  }

  /** What remains to be paid with money; null when the document's sum is unknown. */
  @Nullable Money restAfter(Money amount) {
    return document == null ? null : document.minus(amount);
  }

  /** When lots that are still pending will cover the request, if they ever do. */
  static Optional<Pending> becomesEnough(Account card, Money requested) {
    List<Lot> pending =
        card.lots().stream()
            .filter(lot -> !lot.spendableAt(card.lastEffectiveAt()))
            .sorted(Comparator.comparing(Lot::availableFrom).thenComparing(Lot::id))
            .toList();
    Money sum = Money.zero(card.currency());
    for (Lot lot : pending) {
      sum = sum.plus(lot.remaining());
      if (card.balance().plus(sum).compareTo(requested) >= 0) {
        return Optional.of(new Pending(sum, lot.availableFrom()));
      }
    }
    return Optional.empty();
  }
}
