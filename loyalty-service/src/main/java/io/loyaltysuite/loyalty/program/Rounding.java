package io.loyaltysuite.loyalty.program;

import java.math.RoundingMode;

/** How a percentage of a sum becomes bonuses. */
public enum Rounding {
  HALF_UP(RoundingMode.HALF_UP),
  HALF_DOWN(RoundingMode.HALF_DOWN),
  DOWN(RoundingMode.DOWN),
  /** Down to whole units of the currency. */
  INTEGER_DOWN(RoundingMode.DOWN);

  private final RoundingMode mode;

  Rounding(RoundingMode mode) {
    this.mode = mode;
  }

  public RoundingMode mode() {
    return mode;
  }
}
