package io.loyaltysuite.gateway.activity;

import java.util.Locale;
import java.util.Set;

/** What an output holds: the type it is registered with and how a portal takes its value. */
public enum OutputType {
  STRING("string"),
  TEXT("text"),
  INT("int"),
  DOUBLE("double"),
  /** {@code Y} or {@code N}. */
  BOOL("bool"),
  DATE("date"),
  /** Unix seconds as text: portals shift any other form of a moment by their zones. */
  DATETIME("datetime");

  private static final Set<String> TRUE = Set.of("y", "true", "1");

  private final String registered;

  OutputType(String registered) {
    this.registered = registered;
  }

  /** Type under which portals know it. */
  public String registered() {
    return registered;
  }

  /** The value as a portal takes it; empty stays empty. */
  String forPortal(String value) {
    if (value.isEmpty()) {
      return value;
    }
    return switch (this) {
      case BOOL -> TRUE.contains(value.toLowerCase(Locale.ROOT)) ? "Y" : "N";
      case DATETIME -> Dates.unixSeconds(value);
      case STRING, TEXT, INT, DOUBLE, DATE -> value;
    };
  }
}
