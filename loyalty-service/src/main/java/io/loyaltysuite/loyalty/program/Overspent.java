package io.loyaltysuite.loyalty.program;

/** What happens when bonuses to be taken back are spent. */
public enum Overspent {
  /** The refund is refused. */
  ERROR,
  /** What is left is taken; the rest is forgiven. */
  CLAMP
}
