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
    var server = Endpoints.rest(claim(claims, "server_endpoint"));
    if (server.isEmpty() || !authorization.trusts(server.get())) {
      return new Forged("server_endpoint");
    }
    var answer = authorization.appInfo(server.get(), claim(claims, "access_token"));
    var verdict =
        answer instanceof Done(var info)
            ? compare(info, turn.memberId(), claims, server.get())
            : withoutInfo(answer);
    return verdict instanceof Verified vouched ? installable(turn, vouched) : verdict;
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
      case Granted _ -> vouched;
      case Denied(var reason) -> new Forged(reason);
      case Unknown(var answer) -> new Undecided(answer);
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
    if (endpoint.isEmpty() || !agrees(endpoint.get(), claim(claims, "client_endpoint"))) {
      return new Forged("client_endpoint");
    }
    return new Verified(portal(memberId, claims, server, endpoint.get()));
  }

  private static boolean agrees(URI endpoint, String claimed) {
    Optional<URI> uri = Endpoints.rest(claimed);
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
