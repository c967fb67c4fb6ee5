package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card's whole state: the fold of its entries by {@link #apply}, and nothing else.
 *
 * @param balance spendable bonuses, the sum of lots already available
 * @param pending bonuses of lots not yet available
 * @param lots open lots, in spending order
 * @param holds what is set aside for payments, oldest first; their sum is {@code held}
 * @param seq number of the last entry
 * @param lastEffectiveAt time of the last entry; later commands never count as earlier
 */
public record Account(
    UUID cardId,
    String number,
    String barcode,
    String externalId,
    String contactId,
    CardStatus status,
    String blockReason,
    @Nullable Instant blockedUntil,
    Terms terms,
    String affiliateCardNumber,
    Money balance,
    Money held,
    Money pending,
    Turnover turnover,
    List<Lot> lots,
    List<Hold> holds,
    long seq,
    Instant lastEffectiveAt,
    Instant createdAt,
    Instant modifiedAt) {

  public Account {
    lots = List.copyOf(lots);
    holds = List.copyOf(holds);
  }

  public BigDecimal percentage() {
    return terms.percentage();
  }

  public String levelCode() {
    return terms.levelCode();
  }

  /** An open hold that is known to be there. */
  Hold hold(UUID id) {
    return holds.stream().filter(hold -> hold.id().equals(id)).findFirst().orElseThrow();
  }

  public Currency currency() {
    return balance.currency();
  }

  /** What becomes due next if nobody touches the card. */
  public Optional<Due> due() {
    return Optional.ofNullable(Due.next(this));
  }

  /** The state that somebody sees who looks at a time: what is due until then has happened. */
  public Account settledAt(Instant at, Settings settings) {
    return Draft.settled(this, settings, at);
  }

  /** State after {@code entry}; the only way a card changes. Null before the first entry. */
  public static Account apply(@Nullable Account account, Entry entry) {
    return Fold.apply(account, entry);
  }
}
