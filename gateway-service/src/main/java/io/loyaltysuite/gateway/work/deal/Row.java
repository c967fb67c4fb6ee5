package io.loyaltysuite.gateway.work.deal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A product row of a deal.
 *
 * @param fields what the portal told, numbers as text; what it left empty is absent
 */
public record Row(Map<String, String> fields) {
  static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** The portal's own: they change although the row stays what it is. */
  private static final Set<String> IDENTITY = Set.of("ID", "OWNER_ID", "OWNER_TYPE");

  /** Follows from the price by the portal's rate of exchange. */
  private static final Set<String> DERIVED = Set.of("PRICE_ACCOUNT");

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

  public Row {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The row without what the portal gives to every row anew. */
  public static Row of(Map<String, String> told) {
    var fields = new LinkedHashMap<>(told);
    fields.keySet().removeAll(IDENTITY);
    fields.keySet().removeAll(DERIVED);
    fields.values().removeIf(String::isEmpty);
    return new Row(fields);
  }

  /** Final price of one unit: with tax, with discount. */
  BigDecimal price() {
    return number("PRICE");
  }

  BigDecimal quantity() {
    return number("QUANTITY");
  }

  /** What the row adds to the sum of its deal. */
  BigDecimal total(int digits) {
    return total(price(), digits);
  }

  BigDecimal total(BigDecimal price, int digits) {
    return price.multiply(quantity()).setScale(digits, RoundingMode.HALF_UP);
  }

  /** Price of one unit with tax and without discount. */
  BigDecimal listPrice() {
    var told = number("PRICE_BRUTTO");
    if (told.signum() > 0) {
      return told;
    }
    var netto = number("PRICE_NETTO");
    return netto.signum() > 0 ? netto.multiply(taxFactor()) : price().add(discountWithTax());
  }

  private BigDecimal discountWithTax() {
    if (text("DISCOUNT_TYPE_ID").equals("1")) {
      return number("DISCOUNT_SUM").multiply(taxFactor());
    }
    var left = HUNDRED.subtract(number("DISCOUNT_RATE"));
    return left.signum() <= 0
        ? BigDecimal.ZERO
        : price().multiply(HUNDRED).divide(left, 6, RoundingMode.HALF_UP).subtract(price());
  }

  /** The same row at another price, whose discount is an amount. */
  Row discountedTo(BigDecimal price, int digits) {
    var list = listPrice();
    var rate =
        list.signum() <= 0
            ? BigDecimal.ZERO
            : list.subtract(price).multiply(HUNDRED).divide(list, 2, RoundingMode.HALF_UP);
    return at(price, "1", rate, digits);
  }

  /** The same row at another price, whose discount is a percentage. */
  Row discountedBy(BigDecimal rate, BigDecimal price, int digits) {
    return at(price, "2", rate, digits);
  }

  private Row at(BigDecimal price, String type, BigDecimal rate, int digits) {
    int scale = Math.max(2, digits);
    var list = listPrice();
    var netto =
        number("PRICE_NETTO").signum() > 0
            ? number("PRICE_NETTO")
            : list.divide(taxFactor(), scale, RoundingMode.HALF_UP);
    var exclusive = price.divide(taxFactor(), scale, RoundingMode.HALF_UP);
    var changed = new LinkedHashMap<>(fields);
    changed.put("PRICE", price.toPlainString());
    changed.put("PRICE_EXCLUSIVE", exclusive.toPlainString());
    if (number("PRICE_NETTO").signum() <= 0) {
      changed.put("PRICE_NETTO", netto.toPlainString());
    }
    if (number("PRICE_BRUTTO").signum() <= 0) {
      changed.put("PRICE_BRUTTO", list.setScale(scale, RoundingMode.HALF_UP).toPlainString());
    }
    changed.put("DISCOUNT_TYPE_ID", type);
    changed.put("DISCOUNT_RATE", rate.toPlainString());
    changed.put("DISCOUNT_SUM", netto.subtract(exclusive).toPlainString());
    return new Row(changed);
  }

  private BigDecimal taxFactor() {
    return BigDecimal.ONE.add(number("TAX_RATE").divide(HUNDRED));
  }

  /** Whether both say the same: numbers are compared as numbers. */
  boolean isSame(Row other) {
    var names = new HashSet<>(fields.keySet());
    names.addAll(other.fields.keySet());
    return names.stream().allMatch(name -> canonical(name).equals(other.canonical(name)));
  }

  /** Whether both sell as much of the same product at the same price. */
  boolean sellsLike(Row other) {
    return isPricedLike(other) && quantity().compareTo(other.quantity()) == 0;
  }

  /** Whether both sell the same product at the same price. */
  boolean isPricedLike(Row other) {
    return text("PRODUCT_ID").equals(other.text("PRODUCT_ID"))
        && text("PRODUCT_NAME").equals(other.text("PRODUCT_NAME"))
        && price().compareTo(other.price()) == 0;
  }

  private String canonical(String name) {
    var text = text(name);
    return NUMBER.matcher(text).matches()
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }

  private String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** A number of the row; zero where there is none. */
  private BigDecimal number(String name) {
    var text = text(name);
    return NUMBER.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
  }
}
