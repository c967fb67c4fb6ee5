package io.loyaltysuite.gateway.lane;

/**
 * The turn is over: another owner took the lane over, because it outlived its time limits, and what
 * it did is not stored; or it was stored when the database went away before it could say so.
 */
public final class LaneLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LaneLost(String memberId, long epoch) {
    super("lane of portal " + memberId + ": turn " + epoch + " is no longer ours");
  }
}
