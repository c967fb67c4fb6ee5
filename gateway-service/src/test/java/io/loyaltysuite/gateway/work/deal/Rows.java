package io.loyaltysuite.gateway.work.deal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows and deals for tests. */
final class Rows {

  private Rows() {}

  /** A row without tax and discount. */
  static Row plain(String name, String price, String quantity) {
    return row(name, price, price, quantity, "0");
  }

  static Row row(String name, String list, String price, String quantity, String tax) {
    var factor = BigDecimal.ONE.add(new BigDecimal(tax).movePointLeft(2));
    var fields = new LinkedHashMap<String, String>();
    fields.put("ID", "17");
    fields.put("OWNER_ID", "4711");
    fields.put("PRODUCT_ID", "0");
    fields.put("PRODUCT_NAME", name);
    fields.put("PRICE", price);
    fields.put("PRICE_EXCLUSIVE", net(price, factor));
    fields.put("PRICE_NETTO", net(list, factor));
    fields.put("PRICE_BRUTTO", list);
    fields.put("QUANTITY", quantity);
    fields.put("TAX_RATE", tax);
    fields.put("TAX_INCLUDED", "Y");
    fields.put("MEASURE_NAME", "шт");
    return Row.of(fields);
  }

  private static String net(String price, BigDecimal factor) {
    return new BigDecimal(price).divide(factor, 2, RoundingMode.HALF_UP).toPlainString();
  }

  static Deal deal(Row... rows) {
    return deal(List.of(rows));
  }

  static Deal deal(List<Row> rows) {
    var deal = new Deal(false, "RUB", BigDecimal.ZERO, false, rows);
    return new Deal(false, "RUB", deal.total(2), false, rows);
  }

  static Deal byHand(Deal deal, String sum) {
    return new Deal(deal.closed(), deal.currency(), new BigDecimal(sum), true, deal.rows());
  }

  static Map<String, String> with(Row row, String name, String value) {
    var fields = new LinkedHashMap<>(row.fields());
    fields.put(name, value);
    return fields;
  }

  /** Rows as portals have them: fractions sold, taxes, discounts, things for nothing. */
  static List<Row> any(Random random) {
    var rows = new ArrayList<Row>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      var list = new BigDecimal(random.nextInt(200_000)).movePointLeft(2);
      var off = random.nextInt(3) == 0 ? random.nextInt(101) : 0;
      var price =
          list.multiply(BigDecimal.valueOf(100L - off))
              .movePointLeft(2)
              .setScale(2, RoundingMode.HALF_UP);
      var quantity =
          random.nextInt(3) == 0
              ? new BigDecimal(random.nextInt(5_000)).movePointLeft(3)
              : new BigDecimal(random.nextInt(6));
      rows.add(
          row(
              "p" + i,
              list.toPlainString(),
              price.toPlainString(),
              quantity.toPlainString(),
              List.of("0", "10", "20").get(random.nextInt(3))));
    }
    return rows;
  }
}
