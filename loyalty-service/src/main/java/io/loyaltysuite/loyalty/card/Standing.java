package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Status of a card as other cards' commands see it. */
record Standing(CardStatus status, @Nullable Instant blockedUntil) {

  static Key key(String cardNumber) {
    return new Key(Kind.STANDING, cardNumber);
  }

  /** What the index must say about a card from now on. */
  static Claim claim(Account account) {
    return new Claim(
        key(account.number()), new Standing(account.status(), account.blockedUntil()).text());
  }

  /** Whether the card is active at that time; nothing known means it is not. */
  static boolean active(List<String> values, Instant at) {
    return values.stream().map(Standing::parse).anyMatch(standing -> standing.activeAt(at));
  }

  private boolean activeAt(Instant at) {
    boolean over = blockedUntil != null && !blockedUntil.isAfter(at);
    return status == CardStatus.ACTIVE || (status == CardStatus.BLOCKED && over);
  }

  private String text() {
    return status.code() + "|" + (blockedUntil == null ? "" : blockedUntil.toString());
  }

  private static Standing parse(String text) {
    int bar = text.indexOf('|');
    String until = text.substring(bar + 1);
    return new Standing(
        CardStatus.of(text.substring(0, bar)), until.isEmpty() ? null : Instant.parse(until));
  }
}
