package io.loyaltysuite.gateway.work.deal;

import io.loyaltysuite.gateway.work.deal.Terms.Combination;
import io.loyaltysuite.gateway.work.deal.Terms.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts a discount on rows. Pure. Prices of units are whole minor units, so what does not divide by
 * a row's quantity is not taken off; never is more taken off than was asked.
 */
final class Discounts {

  private Discounts() {}

  /** Each row bears its share of the amount; the biggest take what rounding left over. */
  static List<Row> proportional(List<Row> rows, BigDecimal amount, int digits) {
    var totals = rows.stream().map(row -> positive(row.total(digits))).toList();
    var sum = totals.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() <= 0) {
      return rows;
    }
    var whole = amount.min(sum).setScale(digits, RoundingMode.DOWN);
    var shares = new ArrayList<BigDecimal>();
    for (BigDecimal total : totals) {
      shares.add(whole.multiply(total).divide(sum, digits, RoundingMode.DOWN));
    }
    var unit = BigDecimal.ONE.movePointLeft(digits);
    var left = whole.subtract(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    for (int row : biggestFirst(totals)) {
      if (left.signum() > 0 && shares.get(row).compareTo(totals.get(row)) < 0) {
        shares.set(row, shares.get(row).add(unit));
        left = left.subtract(unit);
      }
    }
    return IntStream.range(0, rows.size())
        .mapToObj(i -> lowered(rows.get(i), shares.get(i), digits))
        .toList();
  }

  /** The first row bears as much as it can, then the next. */
  static List<Row> inOrder(List<Row> rows, BigDecimal amount, int digits) {
    var left = amount.setScale(digits, RoundingMode.DOWN);
    var after = new ArrayList<Row>();
    for (Row row : rows) {
      var lowered = lowered(row, left, digits);
      left = left.subtract(row.total(digits)).add(lowered.total(digits));
      after.add(lowered);
    }
    return after;
  }

  static List<Row> percent(List<Row> rows, Percent percent, int digits) {
    return rows.stream().map(row -> percent(row, percent, digits)).toList();
  }

  /** The row at the lowest price that takes no more than this off its total. */
  private static Row lowered(Row row, BigDecimal most, int digits) {
    var total = row.total(digits);
    if (most.signum() <= 0 || total.signum() <= 0) {
      return row;
    }
    var least = positive(total.subtract(most));
    var half = BigDecimal.valueOf(5).movePointLeft(digits + 1);
    var price = positive(least.subtract(half).divide(row.quantity(), digits, RoundingMode.CEILING));
    return price.compareTo(row.price()) < 0 ? row.discountedTo(price, digits) : row;
  }

  private static Row percent(Row row, Percent percent, int digits) {
    var list = row.listPrice();
    if (list.signum() <= 0 || row.quantity().signum() <= 0) {
      return row;
    }
    var existing =
        positive(
            list.subtract(row.price())
                .multiply(Row.HUNDRED)
                .divide(list, 10, RoundingMode.HALF_UP));
    var rate =
        percent.combine() == Combination.ADD
            ? existing.add(percent.rate()).min(Row.HUNDRED)
            : percent.rate();
    var price = list.multiply(Row.HUNDRED.subtract(rate)).divide(Row.HUNDRED);
    var rounded = price.setScale(digits, RoundingMode.HALF_UP);
    boolean kept = percent.combine() != Combination.REPLACE && rounded.compareTo(row.price()) >= 0;
    if (kept || rounded.compareTo(row.price()) == 0) {
      return row;
    }
    var told = rate.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return row.discountedBy(told, rounded, digits);
  }

  private static List<Integer> biggestFirst(List<BigDecimal> totals) {
    return IntStream.range(0, totals.size())
        .boxed()
        .sorted(Comparator.<Integer, BigDecimal>comparing(totals::get).reversed())
        .toList();
  }

  private static BigDecimal positive(BigDecimal amount) {
    return amount.max(BigDecimal.ZERO);
  }
}
