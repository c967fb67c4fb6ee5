package io.loyaltysuite.simulator.webhook;

import java.time.Duration;

/**
 * What goes wrong on the way of webhooks (protocol 9.8).
 *
 * @param lose share of webhooks that are never sent, 0 to 1
 * @param duplicate share of webhooks that are sent twice, 0 to 1
 * @param duplicateDelay when the second copy follows
 * @param reducedAuth whether all webhooks come without tokens
 * @param noRefreshToken whether webhooks come without refresh token, as in 2018
 */
public record Rudeness(
    double lose,
    double duplicate,
    Duration duplicateDelay,
    boolean reducedAuth,
    boolean noRefreshToken) {

  /** Nothing goes wrong. */
  public static final Rudeness NONE = new Rudeness(0, 0, Duration.ZERO, false, false);

  /** The same, losing this share. */
  public Rudeness withLose(double share) {
    return new Rudeness(share, duplicate, duplicateDelay, reducedAuth, noRefreshToken);
  }

  /** The same, sending this share twice. */
  public Rudeness withDuplicate(double share, Duration delay) {
    return new Rudeness(lose, share, delay, reducedAuth, noRefreshToken);
  }

  /** The same, with or without tokens. */
  public Rudeness withReducedAuth(boolean value) {
    return new Rudeness(lose, duplicate, duplicateDelay, value, noRefreshToken);
  }

  /** The same, with or without refresh token. */
  public Rudeness withNoRefreshToken(boolean value) {
    return new Rudeness(lose, duplicate, duplicateDelay, reducedAuth, value);
  }
}
