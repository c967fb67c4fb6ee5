package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.AccrualReversed;
import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Change.Burned;
import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.HoldCaptured;
import io.loyaltysuite.loyalty.card.Change.MovedIn;
import io.loyaltysuite.loyalty.card.Change.MovedOut;
import io.loyaltysuite.loyalty.card.Change.PaymentReversed;
import io.loyaltysuite.loyalty.card.Change.Restored;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Transactions of a card as clients see them: totals of all, and the newest first.
 *
 * @param count how many there are, told or not
 * @param accrued sum of the accruals among them
 * @param paid sum of the payments among them, whatever took the bonuses
 */
public record Postings(long count, BigDecimal accrued, BigDecimal paid, List<Posting> newest) {

  public static final Postings NONE = new Postings(0, BigDecimal.ZERO, BigDecimal.ZERO, List.of());

  public static final String ACCRUAL = "accrual";
  public static final String PAYMENT = "payment";

  public Postings {
    newest = List.copyOf(newest);
  }

  /**
   * One transaction.
   *
   * @param type {@code accrual} or {@code payment}; no client knows another
   * @param amount how many bonuses, without a sign, pending ones included
   */
  public record Posting(
      Instant at, String type, BigDecimal amount, UUID transactionId, String comment) {

    boolean isAccrual() {
      return type.equals(ACCRUAL);
    }

    /** What an entry is to clients; empty for entries that are no transactions. */
    static Optional<Posting> of(Entry entry) {
      UUID transaction = entry.transactionId();
      if (transaction == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Posting(
              entry.at(),
              isAccrual(entry) ? ACCRUAL : PAYMENT,
              value(entry),
              transaction,
              entry.reason().comment()));
    }

    /** Whether an entry that is a transaction gives bonuses; no client knows a third kind. */
    public static boolean isAccrual(Entry entry) {
      return switch (entry.change()) {
        case Accrued _, PaymentReversed _, MovedIn _ -> true;
        default -> false;
      };
    }

    /** How many bonuses an entry moves; pending and reserved ones change no balance, but count. */
    public static BigDecimal value(Entry entry) {
      return switch (entry.change()) {
        case Accrued accrued -> accrued.value();
        case HoldCaptured captured -> captured.amount();
        case Burned burned -> sum(burned.charges());
        case AccrualReversed reversed -> sum(reversed.charges());
        case MovedOut moved -> sum(moved.charges());
        case MovedIn moved ->
            moved.lots().stream().map(Restored::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        default -> entry.amount().abs();
      };
    }

    private static BigDecimal sum(List<Charge> charges) {
      return charges.stream().map(Charge::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String text() {
      return String.join(
          "|", at.toString(), type, amount.toPlainString(), transactionId.toString(), comment);
    }

    private static Posting parse(String text) {
      String[] in = text.split("\\|", 5);
      return new Posting(
          Instant.parse(in[0]), in[1], new BigDecimal(in[2]), UUID.fromString(in[3]), in[4]);
    }
  }

  /** The answer to {@link Report.Transactions}: the totals, then one row each. */
  public List<String> values() {
    String totals = count + "|" + accrued.toPlainString() + "|" + paid.toPlainString();
    return Stream.concat(Stream.of(totals), newest.stream().map(Posting::text)).toList();
  }

  static Postings of(List<String> values) {
    String[] in = values.getFirst().split("\\|", -1);
    return new Postings(
        Long.parseLong(in[0]),
        new BigDecimal(in[1]),
        new BigDecimal(in[2]),
        values.stream().skip(1).map(Posting::parse).toList());
  }

  /** The same with newer entries, as far as the question is about them. */
  Postings with(List<Entry> newer, Report.Transactions asked) {
    Postings all = this;
    for (Entry entry : newer) {
      Optional<Posting> posting = Posting.of(entry).filter(it -> asks(asked, entry, it));
      all = posting.map(all.upTo(asked.rows())::with).orElse(all);
    }
    return all.upTo(asked.rows());
  }

  private static boolean asks(Report.Transactions asked, Entry entry, Posting posting) {
    return asked.period().holds(entry.at())
        && (asked.type().isEmpty() || asked.type().equals(posting.type()))
        && (asked.reasonCode().isEmpty() || asked.reasonCode().equals(entry.reason().code()));
  }

  private Postings with(Posting newer) {
    List<Posting> more = new ArrayList<>(newest);
    more.addFirst(newer);
    return new Postings(
        count + 1,
        newer.isAccrual() ? accrued.add(newer.amount()) : accrued,
        newer.isAccrual() ? paid : paid.add(newer.amount()),
        more);
  }

  private Postings upTo(int rows) {
    return newest.size() <= rows
        ? this
        : new Postings(count, accrued, paid, newest.subList(0, rows));
  }
}
