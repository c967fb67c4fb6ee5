package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.MovedIn;
import io.loyaltysuite.loyalty.card.Change.MovedOut;
import io.loyaltysuite.loyalty.card.Change.Restored;
import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Decision.Rejected;
import io.loyaltysuite.loyalty.card.Ledger.Handled;
import io.loyaltysuite.loyalty.card.Scheduled.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds after every step of every history. */
class LawsTest {

  private static final int STEPS = 4_000;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 25);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void lawsHoldAfterEveryStep(long seed) {
    History history = new History(seed);
    PaymentLaws payments = new PaymentLaws();
    for (int i = 0; i < STEPS; i++) {
      Handled handled = history.next();
      payments.check(handled);
      assertSameAnswerAgain(handled);
      assertWellFormed(handled);
      handled.after().all().forEach(card -> assertBalanced(card, history.ledger()));
    }
    history.ledger().accounts().forEach(card -> assertReplayed(card, history.ledger()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void refundingEverythingRestoresTheBalance(long seed) {
    History history = new History(seed);
    for (int i = 0; i < 150; i++) {
      history.next();
    }
    Reversal reversal = new Reversal(history, seed);
    for (Account card : history.ledger().accounts()) {
      if (!reversal.spendsAndEarns(card)) {
        continue;
      }
      reversal.refundInParts();
      Account after = history.ledger().card(card.number());
      Account settled = reversal.settled(card);
      assertThat(after.balance()).isEqualTo(settled.balance());
      assertThat(after.pending()).isEqualTo(settled.pending());
      assertBalanced(after, history.ledger());
      assertReplayed(after, history.ledger());
    }
    assertThat(reversal.transactions() > 0)
        .isEqualTo(
            history.ledger().accounts().stream()
                .anyMatch(card -> card.status() != CardStatus.DELETED));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void refundingEverythingAfterAMergeRestoresBothBalances(long seed) {
    assertThat(mergedAndRefunded(seed)).isNotNegative();
  }

  @Test
  void historiesHaveMuchToMerge() {
    assertThat(seeds().map(LawsTest::mergedAndRefunded).sum()).isGreaterThan(5);
  }

  /** Whether a card with new payments and accruals was merged into another one. */
  private static long mergedAndRefunded(long seed) {
    History history = new History(seed);
    for (int i = 0; i < 150; i++) {
      history.next();
    }
    Ledger ledger = history.ledger().with("accrual.max_open_lots", "500");
    List<Account> used =
        ledger.accounts().stream().filter(card -> card.status() == CardStatus.ACTIVE).toList();
    if (used.size() < 2) {
      return 0;
    }
    Account goes = used.getFirst();
    Account stays = used.getLast();
    Reversal reversal = new Reversal(history, seed);
    Account goesBefore = reversal.settled(goes);
    Account staysBefore = reversal.settled(stays);
    reversal.spendsAndEarns(goes);
    if (!reversal.merges(goes, stays)) {
      return 0;
    }
    reversal.refundInParts();
    Account after = ledger.card(stays.number());
    assertThat(after.balance()).isEqualTo(goesBefore.balance().plus(staysBefore.balance()));
    assertThat(after.pending()).isEqualTo(goesBefore.pending().plus(staysBefore.pending()));
    assertThat(after.turnover()).isEqualTo(goes.turnover().plus(stays.turnover()));
    for (Account card : List.of(after, ledger.card(goes.number()))) {
      assertBalanced(card, ledger);
      assertReplayed(card, ledger);
    }
    return 1;
  }

  /**
   * What a rehearsal tells is what is seen meanwhile, and what is written later, to the last id.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theRehearsalTellsWhatIsWrittenLater(long seed) {
    assertThat(rehearsed(seed)).isNotNegative();
  }

  @Test
  void historiesHaveMuchToRehearse() {
    assertThat(LongStream.rangeClosed(1, 8).map(LawsTest::rehearsed).sum()).isGreaterThan(100);
  }

  /** How many commands of a history were rehearsed and then handled. */
  private static long rehearsed(long seed) {
    History history = new History(seed);
    SplittableRandom days = new SplittableRandom(seed);
    Ledger ledger = history.ledger();
    long written = 0;
    for (int i = 1; i <= 600; i++) {
      history.next();
      if (i % 30 == 0) {
        Instant until = history.clock().plus(Duration.ofDays(days.nextInt(45)));
        for (Account card : ledger.accounts()) {
          List<Step> told = Scheduled.rehearse("portal", card, ledger.settings(), until);
          assertThat(told.isEmpty() ? card : told.getLast().after())
              .isEqualTo(card.settledAt(until, ledger.settings()));
          assertThat(sweep(card, until, ledger)).isEqualTo(told);
          assertBalanced(ledger.card(card.number()), ledger);
          written += told.size();
        }
      }
    }
    ledger.accounts().forEach(card -> assertReplayed(card, ledger));
    return written;
  }

  /** One command for each moment, as somebody does it who has only the card. */
  private static List<Step> sweep(Account card, Instant until, Ledger ledger) {
    List<Step> done = new ArrayList<>();
    Optional<Due> due = card.due();
    while (due.isPresent() && !due.get().at().isAfter(until)) {
      Handled handled = ledger.handle(Scheduled.settle("portal", card.cardId(), due.get()));
      assertSameAnswerAgain(handled);
      assertWellFormed(handled);
      assertThat(handled.effectiveAt()).isEqualTo(due.get().at());
      Account after = Objects.requireNonNull(handled.after().selected());
      done.add(new Step(handled.command(), (Accepted) handled.decision(), after));
      due = after.due();
    }
    return done;
  }

  @Test
  void historiesReachMostRefusals() {
    Set<Rejection> seen = EnumSet.noneOf(Rejection.class);
    for (long seed = 1; seed <= 10; seed++) {
      History history = new History(seed);
      for (int i = 0; i < 1_000; i++) {
        if (history.next().decision() instanceof Rejected rejected) {
          seen.add(rejected.rejection());
        }
      }
    }
    assertThat(seen)
        .hasSizeGreaterThan(28)
        .contains(Rejection.PAYMENT_LIMIT_EXCEEDED, Rejection.PAYMENT_DOCUMENT_TOO_SMALL);
  }

  private static void assertSameAnswerAgain(Handled handled) {
    Decision again =
        Decider.decide(
            handled.before(),
            handled.lookups(),
            handled.settings(),
            handled.command(),
            handled.effectiveAt());
    assertThat(again).isEqualTo(handled.decision());
  }

  private static void assertWellFormed(Handled handled) {
    Decision decision = handled.decision();
    String operation = handled.command().operation().name();
    assertThat(decision.message()).isNotBlank().hasSizeLessThanOrEqualTo(Wording.MAX_MESSAGE);
    assertThat(decision.message()).doesNotContain("{", "}", "null");
    assertThat(decision.returned().stream().map(Variable::name).toList())
        .isEqualTo(variables(operation));
    switch (decision) {
      case Accepted accepted -> {
        assertThat(accepted.entries().isEmpty())
            .isEqualTo(handled.before().equals(handled.after()));
        assertNothingIsLostOnTheWay(accepted.entries());
      }
      case Rejected rejected -> {
        assertThat(Catalogue.failures(operation)).contains(rejected.rejection());
        assertThat(rejected.entries().isEmpty() || operation.endsWith("_settle")).isTrue();
        assertThat(handled.after().equals(handled.before()))
            .isEqualTo(rejected.entries().isEmpty());
      }
    }
  }

  /** What leaves one card arrives on the other. */
  private static void assertNothingIsLostOnTheWay(List<Entry> entries) {
    BigDecimal moved = BigDecimal.ZERO;
    BigDecimal balances = BigDecimal.ZERO;
    for (Entry entry : entries) {
      switch (entry.change()) {
        case MovedOut out -> {
          moved = moved.subtract(sum(out.charges().stream().map(Charge::amount)));
          balances = balances.add(entry.amount());
        }
        case MovedIn in -> {
          moved = moved.add(sum(in.lots().stream().map(Restored::amount)));
          balances = balances.add(entry.amount());
        }
        default -> {}
      }
    }
    assertThat(moved).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(balances).isEqualByComparingTo(BigDecimal.ZERO);
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> variables(String operation) {
    return Stream.concat(Catalogue.COMMON.stream(), Catalogue.variables(operation).stream())
        .toList();
  }

  private static void assertBalanced(Account card, Ledger ledger) {
    List<Entry> entries = ledger.entries(card.cardId());
    BigDecimal sum = entries.stream().map(Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(card.balance().amount()).isEqualByComparingTo(sum);
    assertThat(card.balance().isNegative()).isFalse();
    assertThat(sumOfLots(card, true)).isEqualByComparingTo(card.balance().amount());
    assertThat(sumOfLots(card, false)).isEqualByComparingTo(card.pending().amount());
    assertThat(card.held())
        .isEqualTo(
            card.holds().stream()
                .map(Hold::amount)
                .reduce(Money.zero(card.currency()), Money::plus));
    assertThat(card.turnover()).isEqualTo(turnover(card, entries));
    assertThat(card.lots().stream().sorted(Lot.SPENDING_ORDER).toList()).isEqualTo(card.lots());
    assertThat(card.lots().stream().allMatch(lot -> lot.remaining().isPositive())).isTrue();
    // What comes back may take one lot more when no other can be spent, and so may a merge.
    int beyond = card.lots().size() - ledger.settings().accrual().maxOpenLots() - 1;
    assertThat(beyond <= 0 || beyond <= ledger.merges(card.cardId())).isTrue();
    assertThat(card.holds().size()).isLessThanOrEqualTo(ledger.settings().hold().maxOpen());
    assertThat(card.seq()).isEqualTo(entries.size());
  }

  private static Turnover turnover(Account card, List<Entry> entries) {
    Bought all = Purchases.ever(entries, Period.ALL);
    return new Turnover(all.count(), new Money(all.sum(), card.currency()));
  }

  private static BigDecimal sumOfLots(Account card, boolean spendable) {
    return card.lots().stream()
        .filter(lot -> lot.spendableAt(card.lastEffectiveAt()) == spendable)
        .map(lot -> lot.remaining().amount())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void assertReplayed(Account card, Ledger ledger) {
    Account replayed = null;
    for (Entry entry : ledger.entries(card.cardId())) {
      replayed = Account.apply(replayed, entry);
    }
    assertThat(replayed).isEqualTo(card);
  }
}
