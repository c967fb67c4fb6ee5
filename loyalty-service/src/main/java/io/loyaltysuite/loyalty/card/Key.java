package io.loyaltysuite.loyalty.card;

import java.util.Locale;

/** A question to the ledger's index, within one portal. */
public record Key(Kind kind, String text) {

  /** How many values a key may have. */
  public enum Keeping {
    /** One, for ever; a second claim is a violation. */
    ONE,
    /** Any number; equal values are one. */
    MANY,
    /** One; a later claim replaces it. */
    LATEST,
    /** None: the answer is computed from a card's entries, as its {@link Report} says. */
    COMPUTED
  }

  /** What is asked about. */
  public enum Kind {
    CARD_ID(Keeping.ONE),
    CARD_NUMBER(Keeping.ONE),
    BARCODE(Keeping.ONE),
    CONTACT(Keeping.MANY),
    PHONE(Keeping.MANY),
    EXTERNAL_ID(Keeping.MANY),
    EMAIL(Keeping.MANY),
    /** Status of a card by its number, for commands on other cards that depend on it. */
    STANDING(Keeping.LATEST),
    /** Further keys that lead to a card through its holder, by the card's id. */
    HOLDER(Keeping.LATEST),
    /** Who brought the holder of a card, by the card's id. */
    REFERRER(Keeping.LATEST),
    /** The card that took a card's place, by the id of the latter; itself when it is back in it. */
    REPLACEMENT(Keeping.LATEST),
    /** Business key of an operation that may happen once. */
    ONCE(Keeping.ONE),
    /** Payments with bonuses on a document. */
    PAID(Keeping.MANY),
    /** A purchase of a card that was registered. */
    PURCHASE(Keeping.ONE),
    /** A transaction, its lots and its reversals. */
    TRANSACTION(Keeping.MANY),
    /** Where a hold is in its life, and whose it is. */
    HOLD(Keeping.LATEST),
    /** What happened on a document. */
    DOCUMENT(Keeping.MANY),
    /** The bonus discount on a deal, by the deal's id. */
    DEAL_DISCOUNT(Keeping.LATEST),
    /** Accruals to a card on one business day. */
    ACCRUED(Keeping.MANY),
    /** Payments from a card on one business day, reserves included. */
    SPENT(Keeping.MANY),
    /** Purchases of a card in a period. */
    PURCHASES(Keeping.COMPUTED),
    /** Transactions of a card in a period. */
    POSTINGS(Keeping.COMPUTED);

    private final Keeping keeping;

    Kind(Keeping keeping) {
      this.keeping = keeping;
    }

    public Keeping keeping() {
      return keeping;
    }

    public boolean isComputed() {
      return keeping == Keeping.COMPUTED;
    }
  }

  /** Text form for events: kind in lower case, colon, text. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + text;
  }

  /** Reads {@link #toString()} back. */
  public static Key parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("key: " + text + " (expected: kind:text)");
    }
    return new Key(
        Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
  }
}
