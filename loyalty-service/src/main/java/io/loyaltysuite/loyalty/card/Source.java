package io.loyaltysuite.loyalty.card;

import java.util.Locale;

/** Who asked. */
public enum Source {
  ACTIVITY,
  REST,
  JOB;

  /** The code events carry: {@code activity}, {@code rest} or {@code job}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #code()} back. */
  public static Source of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
