package io.loyaltysuite.loyalty.card;

import java.util.Map;
import java.util.UUID;

/** Which card a command is about. */
public sealed interface Selection {

  /** The card whose account the decision needs. */
  record CardSelected(UUID cardId) implements Selection {}

  /** The decision needs no account: a new card, a card that is not found, or a refused call. */
  record NoCard() implements Selection {}

  /**
   * The selector leads nowhere or to several places; {@link Decider#decide} says so as a result.
   */
  record SelectionRefused(Rejection rejection, Map<String, String> parameters)
      implements Selection {}
}
