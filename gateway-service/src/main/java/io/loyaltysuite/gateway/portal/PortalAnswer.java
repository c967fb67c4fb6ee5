package io.loyaltysuite.gateway.portal;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a portal, or the authorization server, said to one call. Made in one place: {@link
 * PortalAnswers}.
 */
public sealed interface PortalAnswer {

  /** How an answer looked on the wire, for reports. */
  Wire wire();

  /**
   * The portal's own words.
   *
   * @param httpStatus 0 when nothing came back
   * @param error the portal's error code, lower case; empty when it named none
   */
  record Wire(int httpStatus, String error, String description) {
    static final Wire FINE = new Wire(200, "", "");
  }

  /** It worked. */
  record Done(JsonNode result) implements PortalAnswer {
    @Override
    public Wire wire() {
      return Wire.FINE;
    }
  }

  /** Too many requests: the portal's bucket is full. */
  record TooFast(Wire wire) implements PortalAnswer {}

  /** The method used up its time; {@code resetAt} when the portal named the instant. */
  record MethodExhausted(Wire wire, @Nullable Instant resetAt) implements PortalAnswer {}

  /** The vendor blocked REST of this portal by hand. */
  record Overloaded(Wire wire) implements PortalAnswer {}

  /** The access token is not accepted; a renewed one may be. */
  record TokenRejected(Wire wire) implements PortalAnswer {}

  /** The portal as a whole refuses us until somebody acts there. */
  record AccessLost(Wire wire, PortalStatus status) implements PortalAnswer {}

  /** The authorization server refuses the application itself: our settings are wrong. */
  record Misconfigured(Wire wire) implements PortalAnswer {}

  /** This call will never work. */
  record Refused(Wire wire) implements PortalAnswer {}

  /** The workflow is locked by another request of its portal. */
  record WorkflowLocked(Wire wire) implements PortalAnswer {}

  /** The step took the answer; something after it in the workflow failed. */
  record FailedLater(Wire wire) implements PortalAnswer {}

  /** The other side broke down over this call. */
  record Faulted(Wire wire) implements PortalAnswer {}

  /** Nothing usable came back; whether the call was carried out is unknown. */
  record Unreachable(Wire wire) implements PortalAnswer {}

  /** The portal says it lives elsewhere now. */
  record Moved(Wire wire, URI location) implements PortalAnswer {}

  /** No such installation, or no longer: nothing was sent. */
  record NotInstalled() implements PortalAnswer {
    @Override
    public Wire wire() {
      return new Wire(0, "not_installed", "");
    }
  }
}
