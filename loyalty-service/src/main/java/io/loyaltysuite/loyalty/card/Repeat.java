package io.loyaltysuite.loyalty.card;

/** What an operation may happen once per: the business key of an operation. */
public enum Repeat {
  /** The call itself; a new call is a new operation. */
  TOKEN,
  /** Card, activity and document. */
  DOCUMENT,
  /** Card and reason id. */
  REASON
}
