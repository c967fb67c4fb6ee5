package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question that the ledger answers from the entries of a card instead of its index. As a {@link
 * Key} it is asked, and its answer recorded, like any other.
 */
public sealed interface Report {

  UUID cardId();

  Period period();

  Key key();

  /** Number, sum and last of the purchases made in the period; answered by one {@link Bought}. */
  record Purchases(UUID cardId, Period period) implements Report {
    @Override
    public Key key() {
      return new Key(Kind.PURCHASES, Report.text(this));
    }
  }

  /**
   * Transactions of the period: their totals and the newest of them; answered by {@link Postings}.
   *
   * @param type {@code accrual}, {@code payment}, or empty for both
   * @param reasonCode only those with this code; empty for any
   * @param rows how many of the newest are told
   */
  record Transactions(UUID cardId, Period period, String type, String reasonCode, int rows)
      implements Report {
    @Override
    public Key key() {
      return new Key(
          Kind.POSTINGS,
          String.join("|", Report.text(this), type, Integer.toString(rows), reasonCode));
    }
  }

  /**
   * Reads {@link #key()} back.
   *
   * @throws IllegalArgumentException for a key of another kind
   */
  static Report of(Key key) {
    String[] in = key.text().split("\\|", 6);
    UUID cardId = UUID.fromString(in[0]);
    Period period = new Period(instant(in[1]), instant(in[2]));
    return switch (key.kind()) {
      case PURCHASES -> new Purchases(cardId, period);
      case POSTINGS -> new Transactions(cardId, period, in[3], in[5], Integer.parseInt(in[4]));
      default -> throw new IllegalArgumentException("key: " + key + " (expected: a report)");
    };
  }

  private static String text(Report report) {
    Period period = report.period();
    return String.join("|", report.cardId().toString(), text(period.since()), text(period.until()));
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "" : instant.toString();
  }

  private static @Nullable Instant instant(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }
}
