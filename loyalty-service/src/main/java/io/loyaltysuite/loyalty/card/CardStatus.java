package io.loyaltysuite.loyalty.card;

import java.util.Locale;

/** Closed set of card states. */
public enum CardStatus {
  ACTIVE,
  BLOCKED,
  DELETED;

  /** The word used in variables and events. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #code()} back. */
  public static CardStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
