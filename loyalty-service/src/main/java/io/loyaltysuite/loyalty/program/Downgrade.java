package io.loyaltysuite.loyalty.program;

/** What a review does to a card whose purchases no longer reach its level. */
public enum Downgrade {
  /** Nothing. */
  NEVER,
  /** The card goes down one step. */
  ONE_STEP,
  /** The card goes down to the level that its purchases reach. */
  TO_REACHED
}
