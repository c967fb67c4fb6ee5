package io.loyaltysuite.gateway.lane;

/**
 * Another owner took the lane over, because the turn outlived its time limits: what it did is not
 * stored.
 */
public final class LaneLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LaneLost(String memberId, long epoch) {
    super("lane of portal " + memberId + ": turn " + epoch + " is no longer ours");
  }
}
