package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Held;
import io.loyaltysuite.loyalty.card.Change.HoldCaptured;
import io.loyaltysuite.loyalty.card.Change.HoldReleased;
import io.loyaltysuite.loyalty.card.Change.Paid;
import io.loyaltysuite.loyalty.card.Key.Kind;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What cards spend on the business day that a command is received on; without a limit nothing is
 * counted. A reserve counts when it is made, and charging it does not count again; what it leaves
 * comes back to the day when it ends on the same one. What is refunded stays counted, like accruals
 * that are taken back.
 */
record SpendingDay(Instant receivedAt, Settings settings) {

  private static final String HELD = "/held";
  private static final String BACK = "/back";

  Set<Key> facts(UUID cardId) {
    return isLimited() ? Set.of(key(cardId)) : Set.of();
  }

  private boolean isLimited() {
    return settings.payment().maxPerDay().signum() > 0;
  }

  /** The day of receipt, because it is known before the account is. */
  private Key key(UUID cardId) {
    LocalDate day = LocalDate.ofInstant(receivedAt, settings.program().zone());
    return new Key(Kind.SPENT, cardId + "|" + day);
  }

  /** What an entry of the command adds to the day. */
  List<Claim> claims(Account before, Entry entry) {
    return isLimited()
        ? values(before, entry).map(value -> new Claim(key(before.cardId()), value)).toList()
        : List.of();
  }

  private static Stream<String> values(Account before, Entry entry) {
    return switch (entry.change()) {
      case Paid _ -> value(entry.amount().negate(), String.valueOf(entry.transactionId()));
      case Held held -> value(entry.amount().negate(), held.holdId() + HELD);
      case HoldCaptured captured -> left(before.hold(captured.holdId()), captured.amount());
      case HoldReleased released -> left(before.hold(released.holdId()), BigDecimal.ZERO);
      default -> Stream.empty();
    };
  }

  private static Stream<String> left(Hold hold, BigDecimal charged) {
    return value(charged.subtract(hold.amount().amount()), hold.id() + BACK);
  }

  private static Stream<String> value(BigDecimal amount, String what) {
    return amount.signum() == 0 ? Stream.empty() : Stream.of(amount.toPlainString() + "|" + what);
  }

  /** So much was spent before the command, with what ended in front of it taken off. */
  BigDecimal spent(Draft draft, Lookups lookups) {
    if (!isLimited()) {
      return BigDecimal.ZERO;
    }
    Key key = key(draft.account().cardId());
    Set<String> values = new LinkedHashSet<>(lookups.of(key));
    draft.claims().stream()
        .filter(claim -> claim.key().equals(key))
        .forEach(claim -> values.add(claim.value()));
    Set<String> counted = values.stream().map(SpendingDay::what).collect(Collectors.toSet());
    return Sums.of(values.stream().filter(value -> isOfToday(what(value), counted)).toList());
  }

  /** What comes back from a reserve of another day was never counted on this one. */
  private static boolean isOfToday(String what, Set<String> counted) {
    return !what.endsWith(BACK)
        || counted.contains(what.substring(0, what.length() - BACK.length()) + HELD);
  }

  private static String what(String value) {
    return value.substring(value.indexOf('|') + 1);
  }
}
