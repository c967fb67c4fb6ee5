package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.portal.PortalAnswer.AccessLost;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import io.loyaltysuite.gateway.portal.PortalAnswer.FailedLater;
import io.loyaltysuite.gateway.portal.PortalAnswer.Faulted;
import io.loyaltysuite.gateway.portal.PortalAnswer.MethodExhausted;
import io.loyaltysuite.gateway.portal.PortalAnswer.Misconfigured;
import io.loyaltysuite.gateway.portal.PortalAnswer.Moved;
import io.loyaltysuite.gateway.portal.PortalAnswer.NotInstalled;
import io.loyaltysuite.gateway.portal.PortalAnswer.Overloaded;
import io.loyaltysuite.gateway.portal.PortalAnswer.Refused;
import io.loyaltysuite.gateway.portal.PortalAnswer.TokenRejected;
import io.loyaltysuite.gateway.portal.PortalAnswer.TooFast;
import io.loyaltysuite.gateway.portal.PortalAnswer.Unreachable;
import io.loyaltysuite.gateway.portal.PortalAnswer.WorkflowLocked;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a whole portal is left alone after an answer. Pure. */
public final class PortalPatience {
  private static final Duration FULL_BUCKET_MAX = Duration.ofSeconds(60);
  private static final Duration SILENCE_MAX = Duration.ofMinutes(5);
  private static final Duration OVERLOAD_MAX = Duration.ofMinutes(60);
  private static final Duration METHOD = Duration.ofSeconds(60);
  private static final Duration UNTIL_SOMEBODY_ACTS = Duration.ofHours(1);
  private static final Duration SETTINGS = Duration.ofMinutes(15);

  private PortalPatience() {}

  /**
   * The instant before which nothing is asked of the portal; empty when only the one call is
   * concerned.
   *
   * @param failures portal-wide failures in a row before this one
   */
  public static Optional<Instant> pause(PortalAnswer answer, int failures, Instant now) {
    return switch (answer) {
      case TooFast _ -> Optional.of(now.plus(doubled(2, failures, FULL_BUCKET_MAX)));
      case Unreachable _, TokenRejected _ ->
          Optional.of(now.plus(doubled(2, failures, SILENCE_MAX)));
      case Moved _ -> Optional.of(now.plus(doubled(60, failures, OVERLOAD_MAX)));
      case Overloaded _ -> Optional.of(now.plus(doubled(900, failures, OVERLOAD_MAX)));
      case MethodExhausted(_, var resetAt) ->
          Optional.of(resetAt != null && resetAt.isAfter(now) ? resetAt : now.plus(METHOD));
      case AccessLost _ -> Optional.of(now.plus(UNTIL_SOMEBODY_ACTS));
      case Misconfigured _ -> Optional.of(now.plus(SETTINGS));
      case Done _, FailedLater _, Faulted _, NotInstalled _, Refused _, WorkflowLocked _ ->
          Optional.empty();
    };
  }

  private static Duration doubled(int seconds, int times, Duration max) {
    var wait = Duration.ofSeconds((long) seconds << Math.min(times, 20));
    return wait.compareTo(max) < 0 ? wait : max;
  }
}
