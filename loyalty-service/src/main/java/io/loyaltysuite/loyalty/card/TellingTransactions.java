package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.ListTransactions;
import io.loyaltysuite.loyalty.card.Postings.Posting;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists the newest transactions of a card, with totals of the period; writes nothing. */
final class TellingTransactions {

  private static final BigDecimal MAX_ROWS = BigDecimal.valueOf(50);

  private final ListTransactions list;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;
  private final Period period;

  TellingTransactions(ListTransactions list, Draft draft, Situation now, Checks checks) {
    this.list = list;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
    this.period = period(list, now.settings());
  }

  static Set<Key> facts(ListTransactions list, UUID cardId, Settings settings) {
    Period period = period(list, settings);
    return period.valid() && possible(list.limit())
        ? Set.of(report(list, cardId, period).key())
        : Set.of();
  }

  private static Period period(ListTransactions list, Settings settings) {
    return Period.of(list.from(), list.to(), settings.program().zone());
  }

  private static boolean possible(BigDecimal limit) {
    return limit.signum() > 0 && limit.compareTo(MAX_ROWS) <= 0;
  }

  private static Report.Transactions report(ListTransactions list, UUID cardId, Period period) {
    return new Report.Transactions(
        cardId, period, list.type(), list.reasonCode(), list.limit().intValueExact());
  }

  Decision decide() {
    if (!period.valid()) {
      checks.add(Rejection.PERIOD_INVALID);
    }
    if (!possible(list.limit())) {
      checks.add(Rejection.LIMIT_OUT_OF_RANGE);
    }
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Report.Transactions asked = report(list, card.cardId(), period);
    Postings found = Postings.of(now.lookups().of(asked.key())).with(draft.entries(), asked);
    Money accrued = new Money(found.accrued(), card.currency());
    Money paid = new Money(found.paid(), card.currency());
    Returned returned =
        new Returned(now.command())
            .with("total_count", Long.toString(found.count()))
            .with("sum_accrual", accrued)
            .with("sum_payment", paid)
            .with("items", lines(found, this::item))
            .with("text", lines(found, this::line));
    return now.look(card, returned, sentence(found.count(), accrued, paid));
  }

  private static String lines(Postings found, Function<Posting, String> line) {
    return found.newest().stream().map(line).collect(Collectors.joining("\n"));
  }

  /** For programs: no part but the comment could hold a semicolon, and there it becomes a comma. */
  private String item(Posting posting) {
    return String.join(
        ";",
        now.wording().isoInstant(posting.at()),
        posting.type(),
        new Money(posting.amount(), card.currency()).text(),
        Wording.line(posting.comment()).replace(';', ','),
        posting.transactionId().toString());
  }

  /** For people. */
  private String line(Posting posting) {
    Wording wording = now.wording();
    String amount = wording.money(new Money(posting.amount(), card.currency()));
    String sign = posting.isAccrual() ? "+" : "-";
    String comment = Wording.line(posting.comment());
    return wording.moment(posting.at())
        + "  "
        + sign
        + amount
        + (comment.isEmpty() ? "" : "  " + comment);
  }

  private String sentence(long count, Money accrued, Money paid) {
    Wording wording = now.wording();
    String operations =
        wording.pick(
            Wording.russian(count, "операция", "операции", "операций"),
            count == 1 ? "operation" : "operations");
    return wording
        .pick(
            "За период %s %s: начислено %s, списано %s.",
            "%s %s in the period: %s accrued, %s charged.")
        .formatted(
            count,
            operations,
            wording.amount(accrued),
            wording.pick(wording.money(paid), wording.amount(paid)));
  }
}
