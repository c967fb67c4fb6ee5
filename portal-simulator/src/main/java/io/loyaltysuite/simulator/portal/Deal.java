package io.loyaltysuite.simulator.portal;

import io.loyaltysuite.simulator.php.Php;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A deal of the portal's CRM.
 *
 * @param fields its fields, numbers as text as the portal tells them
 * @param rows its product rows, complete, in their order
 */
public record Deal(long id, Map<String, Object> fields, List<Map<String, Object>> rows) {
  private static final String SUM = "OPPORTUNITY";
  private static final String MANUAL = "IS_MANUAL_OPPORTUNITY";

  /** Keeps copies. */
  public Deal {
    fields = Php.normalMap(fields);
    rows = rows.stream().map(Php::normalMap).toList();
  }

  /** An open deal in roubles, without rows and sum. */
  public static Deal of(long id) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("ID", Long.toString(id));
    fields.put("TITLE", "Deal " + id);
    fields.put("STAGE_ID", "NEW");
    fields.put("STAGE_SEMANTIC_ID", "P");
    fields.put("CLOSED", "N");
    fields.put("CURRENCY_ID", "RUB");
    fields.put(SUM, "0.00");
    fields.put(MANUAL, "N");
    return new Deal(id, fields, List.of());
  }

  /** The same deal with this field; a sum gets its two digits. */
  public Deal with(String field, String value) {
    var changed = new LinkedHashMap<>(fields);
    changed.put(field, field.equals(SUM) ? money(ProductRow.decimal(value)) : value);
    return new Deal(id, changed, rows);
  }

  /** The same deal won: closed for good. */
  public Deal won() {
    return with("STAGE_ID", "WON").with("STAGE_SEMANTIC_ID", "S").with("CLOSED", "Y");
  }

  /** The same deal with one row more; what the row does not tell is derived. */
  public Deal withRow(Map<String, ?> row) {
    var more = new ArrayList<>(rows);
    more.add(ProductRow.complete(Php.normalMap(row), id, 100 * id + rows.size()));
    return new Deal(id, fields, more).summedUp();
  }

  /** The same deal with other rows, numbered from here on. */
  Deal withRows(List<Map<String, Object>> given, long firstId) {
    var complete = new ArrayList<Map<String, Object>>();
    for (Map<String, Object> row : given) {
      complete.add(ProductRow.complete(row, id, firstId + complete.size()));
    }
    return new Deal(id, fields, complete).summedUp();
  }

  /** A sum that nobody set by hand is that of the rows. */
  private Deal summedUp() {
    var total = rows.stream().map(ProductRow::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    return text(MANUAL).equals("Y") ? this : with(SUM, money(total));
  }

  /** The field as text; empty when the deal has none. */
  public String text(String field) {
    return Php.text(fields.get(field));
  }

  /** The field of a row as text. */
  public String text(int row, String field) {
    return Php.text(rows.get(row).get(field));
  }

  private static String money(BigDecimal sum) {
    return sum.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
