package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.card.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Values on the wire (spec 1.1). */
final class Texts {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

  private Texts() {}

  /** An amount with exactly the minor digits of its currency. */
  record MoneyText(String amount, String currency) {}

  static MoneyText money(Money money) {
    return new MoneyText(money.text(), money.currency().getCurrencyCode());
  }

  /** Whole seconds with an explicit offset. */
  static String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  /** At least one decimal, no further trailing zeros. */
  static String percentage(BigDecimal percentage) {
    var plain = percentage.stripTrailingZeros();
    return (plain.scale() < 1 ? plain.setScale(1) : plain).toPlainString();
  }

  /** E.164 with its plus. */
  static @Nullable String phone(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? null : "+" + digits;
  }

  static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
