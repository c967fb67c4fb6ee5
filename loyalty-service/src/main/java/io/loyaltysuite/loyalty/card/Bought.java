package io.loyaltysuite.loyalty.card;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Purchases of a card in a period, as far as they still count.
 *
 * @param sum what they add to the turnover
 * @param last when the last of them was made; null when there is none
 */
public record Bought(long count, BigDecimal sum, @Nullable Instant last) {

  public static final Bought NOTHING = new Bought(0, BigDecimal.ZERO, null);

  /** The answer to {@link Report.Purchases}. */
  public List<String> values() {
    return List.of(count + "|" + sum.toPlainString() + "|" + (last == null ? "" : last));
  }

  static Bought of(List<String> values) {
    String[] in = values.getFirst().split("\\|", -1);
    return new Bought(
        Long.parseLong(in[0]),
        new BigDecimal(in[1]),
        in[2].isEmpty() ? null : Instant.parse(in[2]));
  }
}
