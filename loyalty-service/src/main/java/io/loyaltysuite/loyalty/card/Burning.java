package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Burned;
import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.Expired;
import io.loyaltysuite.loyalty.card.Operation.Burn;
import io.loyaltysuite.loyalty.card.Operation.Burn.Mode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Removes bonuses for good: those whose time is over, or chosen ones, pending or not. */
final class Burning {

  static final String REASON = "bonus.burn";

  private final Burn burn;
  private final Draft draft;
  private final Situation now;
  private final Checks checks;
  private final Account card;

  Burning(Burn burn, Draft draft, Situation now, Checks checks) {
    this.burn = burn;
    this.draft = draft;
    this.now = now;
    this.checks = checks;
    this.card = draft.account();
  }

  /** What is lost, from which lots, under which transactions. */
  private record Loss(Money amount, Money before, String lots, String transactions) {}

  Decision decide() {
    if (card.status() == CardStatus.DELETED) {
      checks.add(Rejection.CARD_DELETED, Map.of("card", card.number()));
    }
    checkAmount();
    checkDate();
    if (!checks.passed()) {
      return now.reject(card, checks);
    }
    Loss loss = burn.mode() == Mode.EXPIRED_LOTS ? expired() : burned(charges());
    Returned returned =
        new Returned(now.command())
            .with("burned_amount", loss.amount())
            .with("balance_before", loss.before())
            .with("balance_after", draft.account().balance())
            .with("lots", loss.lots())
            .with("transaction_id", burn.dryRun() ? "" : loss.transactions())
            .with("dry_run", Wording.flag(burn.dryRun()));
    return burn.dryRun() || loss.amount().isZero()
        ? now.look(card, returned, sentence(loss.amount()))
        : now.accept(draft, List.of(), returned, sentence(loss.amount()));
  }

  private void checkAmount() {
    if (burn.mode() != Mode.AMOUNT) {
      return;
    }
    BigDecimal amount = burn.amount();
    if (amount == null) {
      checks.add(Rejection.INPUT_REQUIRED, Map.of("field", "amount"));
      return;
    }
    new AmountChecks(now, checks).check(amount, card.currency(), BigDecimal.ZERO);
    new AmountChecks(now, checks).sameCurrency(burn.currency(), card.currency());
    if (amount.compareTo(card.balance().amount()) > 0 && Money.fits(amount, card.currency())) {
      Wording wording = now.wording();
      checks.add(
          Rejection.INSUFFICIENT_BALANCE,
          Map.of(
              "balance", wording.money(card.balance()),
              "amount", wording.money(new Money(amount, card.currency()))));
    }
  }

  private void checkDate() {
    if (burn.mode() != Mode.ACCRUED_BEFORE) {
      return;
    }
    LocalDate date = burn.date();
    if (date == null) {
      checks.add(Rejection.INPUT_REQUIRED, Map.of("field", "date"));
    } else if (date.isAfter(now.wording().dayOf(now.effectiveAt()))) {
      checks.add(Rejection.DATE_IN_FUTURE, Map.of("date", now.wording().day(date)));
    }
  }

  /** Lots whose time is over stand in the draft already, each with a transaction of its own. */
  private Loss expired() {
    List<Entry> expired =
        draft.entries().stream().filter(entry -> entry.change() instanceof Expired).toList();
    Money amount =
        expired.stream()
            .map(entry -> new Money(entry.amount().negate(), card.currency()))
            .reduce(Money.zero(card.currency()), Money::plus);
    String lots =
        expired.stream()
            .map(
                entry ->
                    ((Expired) entry.change()).lotId()
                        + "="
                        + entry.amount().negate().toPlainString())
            .collect(Collectors.joining(";"));
    String transactions =
        expired.stream()
            .map(entry -> String.valueOf(entry.transactionId()))
            .collect(Collectors.joining(";"));
    return new Loss(amount, card.balance().plus(amount), lots, transactions);
  }

  private List<Charge> charges() {
    return switch (burn.mode()) {
      case AMOUNT ->
          Lots.charges(
              card.lots(),
              new Money(Objects.requireNonNull(burn.amount()), card.currency()),
              now.effectiveAt());
      case ACCRUED_BEFORE -> whole(lot -> lot.earnedAt().isBefore(startOfDate()));
      case ALL -> whole(_ -> true);
      case EXPIRED_LOTS -> List.of();
    };
  }

  private Instant startOfDate() {
    return Objects.requireNonNull(burn.date())
        .atStartOfDay(now.settings().program().zone())
        .toInstant();
  }

  private List<Charge> whole(Predicate<Lot> which) {
    return card.lots().stream()
        .filter(which)
        .map(lot -> new Charge(lot.id(), lot.remaining().amount()))
        .toList();
  }

  private Loss burned(List<Charge> charges) {
    Money amount =
        charges.stream()
            .map(charge -> new Money(charge.amount(), card.currency()))
            .reduce(Money.zero(card.currency()), Money::plus);
    UUID transaction = now.id("transaction");
    if (amount.isPositive()) {
      Reason given = Situation.reason(burn.reason(), now.command().context());
      draft.add(
          new Burned(charges),
          Lots.spendablePart(card.lots(), charges, now.effectiveAt()).negate(),
          new Reason(given.id(), REASON, given.comment()),
          transaction,
          now.effectiveAt());
    }
    String lots =
        charges.stream()
            .map(charge -> charge.lotId() + "=" + charge.amount().toPlainString())
            .collect(Collectors.joining(";"));
    return new Loss(amount, card.balance(), lots, amount.isZero() ? "" : transaction.toString());
  }

  private String sentence(Money amount) {
    Wording wording = now.wording();
    if (amount.isZero()) {
      return wording.pick("Сгорать нечему.", "Nothing to burn.");
    }
    String form =
        burn.dryRun()
            ? wording.pick("Сгорит %s, на карте останется %s.", "%s would burn, %s would be left.")
            : wording.pick("Сгорело %s, на карте осталось %s.", "%s burned, %s left.");
    return form.formatted(wording.money(amount), wording.money(draft.account().balance()));
  }
}
