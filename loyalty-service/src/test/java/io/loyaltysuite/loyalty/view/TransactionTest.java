package io.loyaltysuite.loyalty.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Call;
import io.loyaltysuite.loyalty.card.Entry;
import io.loyaltysuite.loyalty.card.Ledger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see of bonuses that nobody could spend yet. */
class TransactionTest {

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void giveSpendableAndPendingBonuses() {
    ledger.decide(Call.issue().with("start_balance", "20").command());
    ledger.decide(Call.accrue("100").with("available_after_days", "14").command());
  }

  private List<String> values(Account card) {
    return ledger.entries(card.cardId()).stream()
        .filter(entry -> entry.transactionId() != null)
        .map(entry -> text(entry, card))
        .toList();
  }

  private static String text(Entry entry, Account card) {
    var transaction = Transaction.of(entry, card);
    return (transaction.accrual() ? "+" : "-") + transaction.value().text();
  }

  @Test
  void burnedBonusesCountWhole() {
    ledger.decide(Call.of("burn").with("card_number", Call.NUMBER).with("mode", "all").command());
    assertThat(values(ledger.card(Call.NUMBER))).containsExactly("+20.00", "+100.00", "-120.00");
  }

  @Test
  void bonusesMovedToAnotherCardCountWhole() {
    ledger.decide(
        Call.of("card_replace")
            .with("card_number", Call.NUMBER)
            .with("new_card_number", "N1")
            .command());
    assertThat(values(ledger.card(Call.NUMBER))).containsExactly("+20.00", "+100.00", "-120.00");
    assertThat(values(ledger.card("N1"))).containsExactly("+120.00");
    ledger.decide(
        Call.issue().with("card_number", "N2").with("contact_id", "2").token("N2").command());
    ledger.decide(
        Call.of("card_merge").with("card_number", "N2").with("from_card_number", "N1").command());
    assertThat(values(ledger.card("N2"))).containsExactly("+120.00");
  }
}
