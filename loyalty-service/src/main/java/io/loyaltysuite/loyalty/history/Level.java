package io.loyaltysuite.loyalty.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave a record is, the gravest first (those of PSR-3). */
public enum Level {
  EMERGENCY,
  ALERT,
  CRITICAL,
  ERROR,
  WARNING,
  NOTICE,
  INFO,
  DEBUG;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Level> of(String code) {
    return Arrays.stream(values()).filter(level -> level.code().equals(code)).findFirst();
  }

  /** Whether it is at least as grave. */
  public boolean reaches(Level lowest) {
    return compareTo(lowest) <= 0;
  }
}
