package io.loyaltysuite.loyalty.card;

import java.util.Comparator;
import java.util.UUID;

/** A card as the ledger's index knows it: what is fixed when the card is issued. */
record Found(UUID cardId, String number, String contactId, String phone) {

  /** Any order will do, as long as it is always the same. */
  static final Comparator<Found> ORDER =
      Comparator.comparing(Found::number).thenComparing(Found::cardId);

  /** Value of a claim; none of the parts can hold a bar. */
  String text() {
    return String.join("|", cardId.toString(), number, contactId, phone);
  }

  static Found parse(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("found card: " + text + " (expected: four parts)");
    }
    return new Found(UUID.fromString(parts[0]), parts[1], parts[2], parts[3]);
  }
}
