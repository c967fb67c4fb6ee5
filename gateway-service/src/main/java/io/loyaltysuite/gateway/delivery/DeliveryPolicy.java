package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Abandoned;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Retry;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Scope;
import io.loyaltysuite.gateway.delivery.DeliveryOutcome.Sent;
import io.loyaltysuite.gateway.portal.PortalAnswer;
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
import io.loyaltysuite.gateway.portal.PortalPatience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides what an answer means for a reply. Pure; reads like the runbook. */
final class DeliveryPolicy {
  private static final List<Duration> CALL_BACKOFF =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  private final int maxFailures;
  private final Duration patience;
  private final Duration deadlineGrace;

  DeliveryPolicy(DeliveryProperties properties) {
    this.maxFailures = properties.maxFailures();
    this.patience = properties.patience();
    this.deadlineGrace = properties.deadlineGrace();
  }

  /**
   * How a reply fared so far.
   *
   * @param failures attempts that failed for a reason of the reply's own
   * @param deadline when its step stops waiting
   * @param resent whether the portal already took it once
   */
  record Reply(int failures, Instant storedAt, @Nullable Instant deadline, boolean resent) {}

  /**
   * Judges one attempt.
   *
   * @param portalFailures portal-wide failures in a row before this one
   */
  DeliveryOutcome judge(PortalAnswer answer, Reply reply, int portalFailures, Instant now) {
    return switch (answer) {
      case Done _ -> new Sent("");
      case FailedLater _ -> new Sent("a later step of the workflow failed");
      case Refused _ when reply.resent() -> new Sent("the step no longer waits");
      case Refused _ -> new Abandoned(reason(answer));
      case NotInstalled _ -> new Abandoned("portal_uninstalled");
      case WorkflowLocked _, Faulted _ when reply.failures() + 1 >= maxFailures ->
          new Abandoned("gave up after " + maxFailures + " attempts: " + reason(answer));
      case PortalAnswer _ when expired(reply, now) ->
          new Abandoned("gave up, too late: " + reason(answer));
      case WorkflowLocked _, Faulted _ ->
          new Retry(Scope.CALL, now.plus(backoff(reply.failures())), reason(answer));
      case MethodExhausted _ -> wait(Scope.METHOD, answer, portalFailures, now);
      case TooFast _,
          Unreachable _,
          Overloaded _,
          AccessLost _,
          Misconfigured _,
          Moved _,
          TokenRejected _ ->
          wait(Scope.PORTAL, answer, portalFailures, now);
    };
  }

  private boolean expired(Reply reply, Instant now) {
    var deadline = reply.deadline();
    boolean stepIsOver = deadline != null && now.isAfter(deadline.plus(deadlineGrace));
    return stepIsOver || now.isAfter(reply.storedAt().plus(patience));
  }

  private static Retry wait(Scope scope, PortalAnswer answer, int portalFailures, Instant now) {
    var until = PortalPatience.pause(answer, portalFailures, now).orElse(now);
    return new Retry(scope, until, reason(answer));
  }

  private static Duration backoff(int failures) {
    return CALL_BACKOFF.get(Math.min(failures, CALL_BACKOFF.size() - 1));
  }

  /** The portal's own code where there is one. */
  static String reason(PortalAnswer answer) {
    var error = answer.wire().error();
    return error.isEmpty() ? answer.getClass().getSimpleName().toLowerCase(Locale.ROOT) : error;
  }
}
