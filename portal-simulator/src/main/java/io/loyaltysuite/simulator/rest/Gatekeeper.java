package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.http.Request;
import io.loyaltysuite.simulator.oauth.OAuthServer;
import io.loyaltysuite.simulator.oauth.TokenFacts;
import io.loyaltysuite.simulator.portal.Directory;
import io.loyaltysuite.simulator.portal.Installation;
import io.loyaltysuite.simulator.portal.PortalState;
import io.loyaltysuite.simulator.portal.User;
import io.loyaltysuite.simulator.rest.RestAnswer.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Decides who may call, in the portal's order (protocol 3.6 step 4, 9.5). */
final class Gatekeeper {

  private static final Duration TOKEN_CACHE = Duration.ofHours(1);

  private final Directory directory;
  private final OAuthServer oauth;
  private final Clock clock;

  Gatekeeper(Directory directory, OAuthServer oauth, Clock clock) {
    this.directory = directory;
    this.oauth = oauth;
    this.clock = clock;
  }

  /**
   * The token of the request: Bearer header, then {@code auth}, then {@code access_token}; empty
   * without any.
   */
  static String token(Request request) {
    return request
        .bearer()
        .orElseGet(
            () ->
                request.text("auth").isEmpty()
                    ? request.text("access_token")
                    : request.text("auth"));
  }

  /** Whether the token belongs to an application that was uninstalled before this instant. */
  boolean uninstalled(PortalState portal, String token, Instant before) {
    return oauth
        .read(token)
        .flatMap(facts -> directory.application(facts.application()))
        .flatMap(application -> portal.uninstalledAt(application.clientId()))
        .filter(at -> at.isBefore(before))
        .isPresent();
  }

  Admission admit(PortalState portal, String token) {
    if (token.isEmpty()) {
      return new Refused(401, "NO_AUTH_FOUND", "Wrong authorization data");
    }
    Optional<TokenFacts> facts =
        oauth.read(token).filter(found -> found.portal() == portal.number());
    var application = facts.flatMap(found -> directory.application(found.application()));
    if (facts.isEmpty() || application.isEmpty()) {
      return new Refused(401, "invalid_token", "Unable to get application by token");
    }
    String clientId = application.get().clientId();
    Optional<Installation> installation = portal.installation(clientId);
    if (installation.isEmpty()) {
      return notInstalled(portal, clientId);
    }
    if (oauth.expired(facts.get(), portal, clientId)) {
      return new Refused(401, "expired_token", "The access token provided has expired.");
    }
    return closed(portal)
        .<Admission>map(refused -> refused)
        .orElseGet(() -> user(portal, installation.get(), facts.get()));
  }

  /**
   * The portal remembers token checks for an hour; only afterwards the OAuth server's own words are
   * seen.
   */
  private Refused notInstalled(PortalState portal, String clientId) {
    boolean cached =
        portal
            .uninstalledAt(clientId)
            .filter(at -> clock.instant().isBefore(at.plus(TOKEN_CACHE)))
            .isPresent();
    return cached
        ? new Refused(401, "APPLICATION_NOT_FOUND", "Application not found")
        : new Refused(401, "ERROR_OAUTH", "Application not installed");
  }

  private static Optional<Refused> closed(PortalState portal) {
    return switch (portal.closure()) {
      case OPEN, DELETED -> Optional.empty();
      case UNPAID ->
          Optional.of(new Refused(401, "PAYMENT_REQUIRED", "Subscription has been ended"));
      case OVERLOADED ->
          Optional.of(new Refused(503, "OVERLOAD_LIMIT", "REST API is blocked due to overload."));
      case NO_LICENCE ->
          Optional.of(
              new Refused(403, "ACCESS_DENIED", "REST is available only on commercial plans."));
    };
  }

  private static Admission user(PortalState portal, Installation installation, TokenFacts facts) {
    Optional<User> user = portal.user(facts.user());
    if (user.filter(User::active).isEmpty()) {
      return new Refused(401, "authorization_error", "Unable to authorize user");
    }
    if (!user.get().appAccess()) {
      return new Refused(
          403, "user_access_error", "The user does not have access to the application.");
    }
    return new Session(Optional.of(installation), user.get(), installation.application().scopes());
  }

  /** An inbound webhook of the portal: no application, the rights of its user (protocol 3.1). */
  static Admission inbound(PortalState portal, Request request, String userId, String secret) {
    if (!request.https()) {
      return new Refused(401, "INVALID_REQUEST", "Https required.");
    }
    Optional<User> user =
        userId.matches("\\d{1,9}") ? portal.user(Integer.parseInt(userId)) : Optional.empty();
    if (user.isEmpty() || !secret.equals(portal.inboundSecret(user.get().id()))) {
      return new Refused(401, "INVALID_CREDENTIALS", "Invalid request credentials");
    }
    return new Session(Optional.empty(), user.get(), Set.of("bizproc", "crm"));
  }
}
