package io.loyaltysuite.gateway.work.deal;

import io.loyaltysuite.gateway.work.deal.Terms.Amount;
import io.loyaltysuite.gateway.work.deal.Terms.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a deal is to become. Pure. It is stored before anything is written, and what is written is
 * absolute: writing it once more changes nothing, and a deal can be compared with it at any time.
 *
 * @param before rows as they were
 * @param after rows as they are to be
 * @param sumBefore sum as it was
 * @param sumAfter sum as it is to be
 * @param manualBefore whether the sum was set by hand
 * @param manualAfter whether it is to be
 * @param setsRows whether the rows are to be written
 * @param setsSum whether the sum is to be written; otherwise it follows the rows
 * @param discount what is taken off
 * @param rowsChanged rows that cost something else afterwards
 */
public record Plan(
    List<Row> before,
    List<Row> after,
    BigDecimal sumBefore,
    BigDecimal sumAfter,
    boolean manualBefore,
    boolean manualAfter,
    boolean setsRows,
    boolean setsSum,
    BigDecimal discount,
    int rowsChanged)
    implements Planning {

  /** How a deal stands to the plan. */
  public enum Standing {
    /** It is what it was before. */
    BEFORE,
    /** Part of it is written. */
    BETWEEN,
    /** It is what it was to become. */
    AFTER,
    /** It was changed by others, too, and still shows our prices. */
    PRICED,
    /** It was changed by others and does not show our prices. */
    CHANGED
  }

  public Plan {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** The plan for a discount on this deal, or why there can be none. */
  public static Planning of(Deal deal, Terms terms) {
    if (deal.closed()) {
      return new Impossible(Failure.DEAL_CLOSED);
    }
    if (!deal.currency().equalsIgnoreCase(terms.currency())) {
      return new Impossible(Failure.CURRENCY_MISMATCH);
    }
    if (deal.rows().isEmpty()) {
      return withoutRows(deal, terms);
    }
    var plan = of(deal, discounted(deal, terms), terms.digits());
    if (terms.measure() instanceof Percent percent && percent.isBeyondCap(plan.discount())) {
      // More than is set aside for it: what is there is shared out.
      var capped = Discounts.proportional(deal.rows(), percent.cap(), terms.digits());
      return of(deal, capped, terms.digits());
    }
    return plan;
  }

  private static Planning withoutRows(Deal deal, Terms terms) {
    if (!terms.sumWithoutRows()
        || deal.sum().signum() <= 0
        || !(terms.measure() instanceof Amount amount)) {
      return new Impossible(Failure.DEAL_HAS_NO_PRODUCTS);
    }
    var discount = amount.most().min(deal.sum()).setScale(terms.digits(), RoundingMode.DOWN);
    return new Plan(
        List.of(),
        List.of(),
        deal.sum(),
        deal.sum().subtract(discount),
        deal.manual(),
        true,
        false,
        discount.signum() > 0,
        discount,
        0);
  }

  private static List<Row> discounted(Deal deal, Terms terms) {
    int digits = terms.digits();
    return switch (terms.measure()) {
      case Percent percent -> Discounts.percent(deal.rows(), percent, digits);
      case Amount(var most, var firstRows) -> {
        var amount = deal.manual() ? most.min(deal.sum().max(BigDecimal.ZERO)) : most;
        yield firstRows
            ? Discounts.inOrder(deal.rows(), amount, digits)
            : Discounts.proportional(deal.rows(), amount, digits);
      }
    };
  }

  private static Plan of(Deal deal, List<Row> after, int digits) {
    var then = new Deal(deal.closed(), deal.currency(), deal.sum(), deal.manual(), after);
    var discount = deal.total(digits).subtract(then.total(digits));
    int changed = changed(deal.rows(), after).size();
    var lowered = deal.sum().subtract(discount);
    return new Plan(
        deal.rows(),
        after,
        deal.sum(),
        deal.manual() ? lowered.max(BigDecimal.ZERO) : lowered,
        deal.manual(),
        deal.manual(),
        changed > 0,
        deal.manual() && changed > 0,
        discount,
        changed);
  }

  /** Leaves the deal as it is. */
  public static Plan unchanged(Deal deal) {
    return new Plan(
        deal.rows(),
        deal.rows(),
        deal.sum(),
        deal.sum(),
        deal.manual(),
        deal.manual(),
        false,
        false,
        BigDecimal.ZERO,
        0);
  }

  /** Takes the discount back from a deal that still is what was made of it. */
  public Plan reversed(Deal made) {
    return new Plan(
        made.rows(),
        before,
        made.sum(),
        sumBefore,
        made.manual(),
        manualBefore,
        setsRows,
        setsSum,
        discount.negate(),
        rowsChanged);
  }

  /** Whether anything has to be written at all. */
  public boolean writes() {
    return setsRows || setsSum;
  }

  public Standing standing(Deal now) {
    boolean rowsAfter = isSame(now.rows(), after);
    boolean rowsBefore = isSame(now.rows(), before);
    boolean sumAfter = !setsSum || isSum(now, this.sumAfter, manualAfter);
    boolean sumBefore = !setsSum || isSum(now, this.sumBefore, manualBefore);
    if (rowsAfter && sumAfter) {
      return Standing.AFTER;
    }
    if (rowsBefore && sumBefore) {
      return Standing.BEFORE;
    }
    if ((rowsAfter || rowsBefore) && (sumAfter || sumBefore)) {
      return Standing.BETWEEN;
    }
    return setsRows && sumAfter && showsOurPrices(now.rows()) ? Standing.PRICED : Standing.CHANGED;
  }

  /** Whether the deal sells what it was to sell, however the portal words its rows. */
  public boolean isSoldAsPlanned(Deal now) {
    boolean alike = now.rows().size() == after.size();
    for (int i = 0; alike && i < after.size(); i++) {
      alike = after.get(i).sellsLike(now.rows().get(i));
    }
    return alike && (!setsSum || isSum(now, sumAfter, manualAfter));
  }

  private static boolean isSum(Deal now, BigDecimal sum, boolean manual) {
    return now.sum().compareTo(sum) == 0 && now.manual() == manual;
  }

  private static boolean isSame(List<Row> some, List<Row> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      same = some.get(i).isSame(others.get(i));
    }
    return same;
  }

  /** Each row whose price was changed has one of its own now. */
  private boolean showsOurPrices(List<Row> now) {
    var left = new ArrayList<>(now);
    for (Row ours : changed(before, after)) {
      var found = left.stream().filter(ours::isPricedLike).findFirst();
      if (found.isEmpty()) {
        return false;
      }
      left.remove(found.get());
    }
    return true;
  }

  private static List<Row> changed(List<Row> before, List<Row> after) {
    var changed = new ArrayList<Row>();
    for (int i = 0; i < after.size(); i++) {
      if (i >= before.size() || before.get(i).price().compareTo(after.get(i).price()) != 0) {
        changed.add(after.get(i));
      }
    }
    return changed;
  }
}
