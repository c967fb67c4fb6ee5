package io.loyaltysuite.simulator.portal;

import io.loyaltysuite.simulator.php.Php;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the portal makes of a product row: identity of its own, and the prices that were left out
 * follow from those that were given. Pure.
 */
final class ProductRow {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int DIGITS = 2;

  private ProductRow() {}

  static Map<String, Object> complete(Map<String, Object> given, long dealId, long rowId) {
    var row = new LinkedHashMap<String, Object>();
    row.put("ID", Long.toString(rowId));
    row.put("OWNER_ID", Long.toString(dealId));
    row.put("OWNER_TYPE", "D");
    row.put("PRODUCT_ID", 0);
    row.put("PRODUCT_NAME", "");
    row.put("QUANTITY", 1);
    row.put("TAX_RATE", 0);
    row.put("TAX_INCLUDED", "N");
    row.put("DISCOUNT_TYPE_ID", 2);
    given.forEach(
        (name, value) -> {
          if (!name.equals("ID") && !name.startsWith("OWNER_") && !Php.isNull(value)) {
            row.put(name, value);
          }
        });
    prices(row);
    return row;
  }

  private static void prices(Map<String, Object> row) {
    var tax = BigDecimal.ONE.add(of(row, "TAX_RATE").divide(HUNDRED));
    var price = money(of(row, "PRICE"));
    row.put("PRICE", price);
    row.putIfAbsent("PRICE_EXCLUSIVE", divided(price, tax));
    var exclusive = of(row, "PRICE_EXCLUSIVE");
    row.putIfAbsent("PRICE_NETTO", netto(row, exclusive));
    var netto = of(row, "PRICE_NETTO");
    row.putIfAbsent("PRICE_BRUTTO", money(netto.multiply(tax)));
    var off = netto.subtract(exclusive);
    row.putIfAbsent("DISCOUNT_SUM", money(off));
    row.putIfAbsent(
        "DISCOUNT_RATE",
        netto.signum() == 0 ? BigDecimal.ZERO : divided(off.multiply(HUNDRED), netto));
  }

  private static BigDecimal netto(Map<String, Object> row, BigDecimal exclusive) {
    if (Php.text(row.get("DISCOUNT_TYPE_ID")).equals("1")) {
      return exclusive.add(of(row, "DISCOUNT_SUM"));
    }
    var left = BigDecimal.ONE.subtract(of(row, "DISCOUNT_RATE").divide(HUNDRED));
    return left.signum() == 0 ? exclusive : divided(exclusive, left);
  }

  /** What the row adds to its deal's sum. */
  static BigDecimal total(Map<String, Object> row) {
    return money(of(row, "PRICE").multiply(of(row, "QUANTITY")));
  }

  private static BigDecimal of(Map<String, Object> row, String field) {
    return decimal(Php.text(row.get(field)));
  }

  /** A number as PHP takes it from text: what is none counts as zero. */
  static BigDecimal decimal(String text) {
    return text.matches("-?\\d{1,15}(\\.\\d{1,15})?") ? new BigDecimal(text) : BigDecimal.ZERO;
  }

  private static BigDecimal divided(BigDecimal amount, BigDecimal by) {
    return amount.divide(by, DIGITS, RoundingMode.HALF_UP);
  }

  private static BigDecimal money(BigDecimal amount) {
    return amount.setScale(DIGITS, RoundingMode.HALF_UP);
  }
}
