package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.config.GatewayProperties;
import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.AppEventStore.Claims;
import io.loyaltysuite.gateway.portal.InstallerRights.Denied;
import io.loyaltysuite.gateway.portal.InstallerRights.Granted;
import io.loyaltysuite.gateway.portal.InstallerRights.Unknown;
import io.loyaltysuite.gateway.portal.PortalAnswer.AccessLost;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import io.loyaltysuite.gateway.portal.PortalAnswer.Refused;
import io.loyaltysuite.gateway.portal.PortalAnswer.TokenRejected;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Finds out whether an event that claims an installation tells the truth: the authorization server
 * must know its access token as one of our application on that very portal, and the portal must
 * know the token's user as one who may install applications. The portal is asked second, so a flood
 * of invented tokens costs it nothing.
 */
@Component
class Verification {
  private final AuthorizationServer authorization;
  private final InstallerRights rights;
  private final GatewayProperties gateway;

  Verification(
      AuthorizationServer authorization, InstallerRights rights, GatewayProperties gateway) {
    this.authorization = authorization;
    this.rights = rights;
    this.gateway = gateway;
  }

  /** What came of it. */
  sealed interface Verdict {}

  record Verified(VerifiedPortal portal) implements Verdict {}

  record Forged(String reason) implements Verdict {}

  /** The access token outlived its hour before anybody could be asked about it. */
  record Expired() implements Verdict {}

  /** The authorization server, or the portal, gave no verdict. */
  record Undecided(PortalAnswer answer) implements Verdict {}

  /**
   * Asks with the received access token and with nothing else: to renew it here would lend our
   * secret to whoever holds a refresh token.
   */
  Verdict verify(Turn turn, Claims claims) throws InterruptedException {
    var verdict = vouched(turn, claims);
    return verdict instanceof Verified vouched ? installable(turn, vouched) : verdict;
  }

  /** Older portals do not tell a page which server theirs is: then each trusted one is asked. */
  private Verdict vouched(Turn turn, Claims claims) throws InterruptedException {
    var named = claim(claims, "server_endpoint");
    if (!named.isEmpty()) {
      var server = Endpoints.rest(named).filter(authorization::trusts);
      return server.isPresent()
          ? vouched(turn, claims, server.get())
          : new Forged("server_endpoint");
    }
    Verdict verdict = new Forged("server_endpoint");
    for (URI server : authorization.trusted()) {
      turn.admit(0, authorization.timeLimit());
      var next = vouched(turn, claims, server);
      if (!(next instanceof Forged)) {
        return next;
      }
      verdict = next;
    }
    return verdict;
  }

  private Verdict vouched(Turn turn, Claims claims, URI server) {
    var answer = authorization.appInfo(server, claim(claims, "access_token"));
    return answer instanceof Done(var info)
        ? compare(info, turn.memberId(), claims, server)
        : withoutInfo(answer);
  }

  /** The error page of a proxy is no verdict. */
  static Verdict withoutInfo(PortalAnswer answer) {
    var error = answer.wire().error();
    return switch (answer) {
      case TokenRejected _ when error.equals("expired_token") -> new Expired();
      case TokenRejected _, AccessLost _ -> new Forged("access_token");
      case Refused _ when !error.isEmpty() -> new Forged("access_token");
      case PortalAnswer _ -> new Undecided(answer);
    };
  }

  private Verdict installable(Turn turn, Verified vouched) throws InterruptedException {
    var portal = vouched.portal();
    return switch (rights.of(turn, portal.clientEndpoint(), portal.accessToken())) {
      case Granted _ when portal.userId().isEmpty() -> withUser(turn, portal);
      case Granted _ -> vouched;
      case Denied(var reason) -> new Forged(reason);
      case Unknown(var answer) -> new Undecided(answer);
    };
  }

  /** A page is not told who opened it. Without a name, calls of activities come without tokens. */
  private Verdict withUser(Turn turn, VerifiedPortal portal) throws InterruptedException {
    return switch (rights.profile(turn, portal.clientEndpoint(), portal.accessToken())) {
      case Done(var profile) -> new Verified(portal.withUser(profile.path("ID").asString("")));
      case Refused _, AccessLost _ -> new Verified(portal);
      case PortalAnswer answer -> new Undecided(answer);
    };
  }

  private Verdict compare(JsonNode info, String memberId, Claims claims, URI server) {
    var install = info.path("install");
    if (!info.path("client_id").asString("").equals(gateway.clientId())) {
      return new Forged("client_id");
    }
    if (!install.path("member_id").asString("").equals(memberId)) {
      return new Forged("member_id");
    }
    var endpoint = Endpoints.rest(install.path("client_endpoint").asString(""));
    if (endpoint.isEmpty() || !agrees(endpoint.get(), claims)) {
      return new Forged("client_endpoint");
    }
    return new Verified(portal(memberId, claims, server, endpoint.get()));
  }

  /** An event names the whole address, a page only where the portal's own pages are. */
  private static boolean agrees(URI endpoint, Claims claims) {
    var origin = claim(claims, "origin");
    if (!origin.isEmpty()) {
      return Endpoints.rest(origin + "/").filter(at -> Endpoints.covers(at, endpoint)).isPresent();
    }
    Optional<URI> uri = Endpoints.rest(claim(claims, "client_endpoint"));
    return uri.isPresent() && Endpoints.same(endpoint, uri.get());
  }

  private static VerifiedPortal portal(String memberId, Claims claims, URI server, URI endpoint) {
    var language = claims.data().getOrDefault("LANGUAGE_ID", "ru");
    return new VerifiedPortal(
        memberId,
        endpoint,
        server,
        language.isEmpty() || language.equalsIgnoreCase("ru") ? "ru" : "en",
        claim(claims, "user_id"),
        claims.data().getOrDefault("VERSION", ""),
        claim(claims, "access_token"),
        claim(claims, "refresh_token"),
        claim(claims, "application_token"));
  }

  private static String claim(Claims claims, String name) {
    Map<String, String> auth = claims.auth();
    return auth.getOrDefault(name, "");
  }
}
