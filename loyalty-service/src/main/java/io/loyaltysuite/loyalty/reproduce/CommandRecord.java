package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.schemas.v1.ActivityCommand;

/** Commands as events. */
public final class CommandRecord {

  private CommandRecord() {}

  /**
   * The command of an event.
   *
   * @throws IllegalArgumentException for an unknown operation or a malformed input
   */
  public static Command read(ActivityCommand event) {
    return NotYet.body(event);
  }

  /** The same call refused with {@code code}, for an event that {@link #read} cannot understand. */
  public static Command refused(ActivityCommand event, String code) {
    return NotYet.body(event);
  }
}
