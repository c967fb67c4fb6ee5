package io.loyaltysuite.loyalty.card;

import java.util.Locale;

/** What an operation may happen once per: the business key of an operation. */
public enum Repeat {
  /** The call itself; a new call is a new operation. */
  TOKEN,
  /** Card, activity and document. */
  DOCUMENT,
  /** Card and reason id. */
  REASON;

  /** Reads the word of settings and inputs: token, document or reason. */
  static Repeat of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
