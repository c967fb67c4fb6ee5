package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Decision.Accepted;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Payments, holds and accruals on a card, all at one time, and their refunds in random parts. */
final class Reversal {

  private static final List<String> OPERATIONS = List.of("pay", "accrue", "hold");

  private final Ledger ledger;
  private final SplittableRandom random;
  private final Instant at;
  private final List<String> payments = new ArrayList<>();
  private final List<String> accruals = new ArrayList<>();
  private final List<String> holds = new ArrayList<>();
  private final Map<String, BigDecimal> rest = new HashMap<>();

  private long step;
  private int transactions;

  Reversal(History history, long seed) {
    ledger = history.ledger();
    random = new SplittableRandom(seed);
    at =
        ledger.accounts().stream()
            .map(Account::lastEffectiveAt)
            .max(Instant::compareTo)
            .orElse(Call.NOON)
            .plus(Duration.ofHours(1));
  }

  int transactions() {
    return transactions;
  }

  /** What the card is without the operations, when everything due is written. */
  Account settled(Account card) {
    return Draft.settled(
            new Situation(
                command(Call.of("card_get")), Cards.of(card), Lookups.NONE, ledger.settings(), at),
            card)
        .account();
  }

  /** Whether any operation was possible. */
  boolean spendsAndEarns(Account card) {
    ledger.decide(command(Call.of("card_unblock").with("card_number", card.number())));
    int before = transactions;
    for (int i = 0; i < 12; i++) {
      String amount = BigDecimal.valueOf(random.nextInt(1, 80)).toPlainString();
      String operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
      Decision decision =
          ledger.decide(
              command(
                  Call.of(operation)
                      .with("card_number", card.number())
                      .with("once_per", "token")
                      .with("document_sum", "1000")
                      .with("amount", amount)));
      if (decision instanceof Accepted) {
        remember(operation, decision, amount);
        transactions++;
      }
    }
    return transactions > before;
  }

  private void remember(String operation, Decision decision, String amount) {
    if (operation.equals("hold")) {
      holds.add(Answers.value(decision, "hold_id"));
      return;
    }
    String id = Answers.value(decision, "transaction_id");
    (operation.equals("pay") ? payments : accruals).add(id);
    rest.put(id, new BigDecimal(amount));
  }

  /** Charges part of a hold now and then, so that there is something to refund. */
  private void end(String hold) {
    boolean capture = random.nextBoolean();
    Call call = Call.of(capture ? "hold_capture" : "hold_release").with("hold_id", hold);
    Decision ended = ledger.decide(command(capture ? call.with("amount", "1") : call));
    Answers.accepted(ended);
    if (capture) {
      payments.add(Answers.value(ended, "transaction_id"));
    }
  }

  private void endHolds() {
    holds.forEach(this::end);
    holds.clear();
  }

  /** Whether the one card could be merged into the other. */
  boolean merges(Account goes, Account stays) {
    endHolds();
    Decision merged =
        ledger.decide(
            command(
                Call.of("card_merge")
                    .with("card_number", stays.number())
                    .with("from_card_number", goes.number())));
    return merged instanceof Accepted;
  }

  /** Payments first: what was earned may have been spent. */
  void refundInParts() {
    endHolds();
    payments.forEach(this::refund);
    accruals.forEach(this::refund);
    payments.clear();
    accruals.clear();
  }

  private void refund(String transaction) {
    Call all = Call.of("refund").with("transaction_id", transaction);
    BigDecimal left = rest.getOrDefault(transaction, BigDecimal.ZERO);
    while (left.compareTo(BigDecimal.TEN) > 0 && random.nextInt(3) != 0) {
      BigDecimal part = BigDecimal.valueOf(random.nextInt(1, 10));
      Answers.accepted(ledger.decide(command(all.with("amount", part.toPlainString()))));
      left = left.subtract(part);
    }
    Answers.accepted(ledger.decide(command(all.without("amount"))));
  }

  private Command command(Call call) {
    return call.token("reversal-" + step++).at(at).command();
  }
}
