package io.loyaltysuite.gateway.work.deal;

import java.math.BigDecimal;
import java.util.List;

/**
 * A deal as its portal tells it.
 *
 * @param closed won or lost
 * @param currency code; empty when the portal told none
 * @param sum what the client is to pay
 * @param manual whether the sum was set by hand and does not follow the rows
 */
public record Deal(
    boolean closed, String currency, BigDecimal sum, boolean manual, List<Row> rows) {

  public Deal {
    rows = List.copyOf(rows);
  }

  BigDecimal total(int digits) {
    return rows.stream().map(row -> row.total(digits)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
