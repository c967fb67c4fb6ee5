package io.loyaltysuite.loyalty.card;

import java.util.Map;

/** Text form of a {@link Change}: its kind and what {@code apply} needs, for events and tables. */
public final class ChangeText {

  private ChangeText() {}

  /** Kind of a change: card_issued, card_blocked, card_unblocked, accrued, paid ... */
  public static String kind(Change change) {
    return NotYet.body(change);
  }

  /** Everything else about the change, by name. */
  public static Map<String, String> details(Change change) {
    return NotYet.body(change);
  }

  /** Reads {@link #kind} and {@link #details} back. */
  public static Change parse(String kind, Map<String, String> details) {
    return NotYet.body(kind);
  }
}
