package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Activated;
import io.loyaltysuite.loyalty.card.Change.BlockEnded;
import io.loyaltysuite.loyalty.card.Change.Expired;
import io.loyaltysuite.loyalty.card.Change.HoldReleased;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes down what time did to a card that nobody touched. Every draft begins with that, so nothing
 * is left to decide; and because time runs whatever the state of the card and its program, nothing
 * is refused.
 */
final class Settling {

  private final Draft draft;
  private final Situation now;
  private final Account before;

  Settling(Draft draft, Situation now) {
    this.draft = draft;
    this.now = now;
    this.before = Objects.requireNonNull(now.cards().selected());
  }

  Decision decide() {
    Returned returned =
        new Returned(now.command())
            .with("activated_amount", sum(Activated.class))
            .with("released_amount", sum(HoldReleased.class))
            .with("burned_amount", burned())
            .with("balance_before", before.balance())
            .with("balance_after", draft.account().balance())
            .with("block_ended", Wording.flag(blockEnded()))
            .with("transaction_id", transactions());
    return draft.entries().isEmpty()
        ? now.look(
            before,
            returned,
            now.wording().pick("Ни один срок ещё не наступил.", "Nothing is due yet."))
        : now.accept(draft, List.of(), returned, sentence());
  }

  private Money sum(Class<? extends Change> kind) {
    BigDecimal sum =
        draft.entries().stream()
            .filter(entry -> kind.isInstance(entry.change()))
            .map(Entry::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Money(sum, before.currency());
  }

  private Money burned() {
    return Money.zero(before.currency()).minus(sum(Expired.class));
  }

  private boolean blockEnded() {
    return draft.entries().stream().anyMatch(entry -> entry.change() instanceof BlockEnded);
  }

  private String transactions() {
    return draft.entries().stream()
        .map(Entry::transactionId)
        .filter(Objects::nonNull)
        .map(UUID::toString)
        .collect(Collectors.joining(";"));
  }

  private String sentence() {
    Wording wording = now.wording();
    List<String> parts = new ArrayList<>();
    tell(parts, sum(Activated.class), wording.pick("стало доступно %s", "%s became available"));
    tell(parts, sum(HoldReleased.class), wording.pick("снят резерв %s", "%s no longer reserved"));
    tell(parts, burned(), wording.pick("сгорело %s", "%s burned"));
    if (blockEnded()) {
      parts.add(wording.pick("блокировка закончилась", "the block ended"));
    }
    return wording
        .pick("Наступил срок: %s. На карте %s.", "Due: %s. The balance is %s.")
        .formatted(String.join(", ", parts), wording.money(draft.account().balance()));
  }

  private void tell(List<String> parts, Money amount, String form) {
    if (!amount.isZero()) {
      parts.add(form.formatted(now.wording().money(amount)));
    }
  }
}
