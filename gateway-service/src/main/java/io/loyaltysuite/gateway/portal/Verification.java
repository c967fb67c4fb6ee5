package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.config.GatewayProperties;
import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.AppEventStore.Claims;
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
 * must know its access token as one of our application on that very portal.
 */
@Component
class Verification {
  private final AuthorizationServer authorization;
  private final GatewayProperties gateway;
  private final PortalProperties properties;

  Verification(
      AuthorizationServer authorization, GatewayProperties gateway, PortalProperties properties) {
    this.authorization = authorization;
    this.gateway = gateway;
    this.properties = properties;
  }

  /** What came of it. */
  sealed interface Verdict {}

  record Verified(VerifiedPortal portal) implements Verdict {}

  record Forged(String reason) implements Verdict {}

  /** The authorization server gave no verdict. */
  record Undecided(PortalAnswer answer) implements Verdict {}

  /** Uses up to three requests of the turn, the first of which is admitted already. */
  Verdict verify(Turn turn, String memberId, Claims claims) throws InterruptedException {
    var server = Endpoints.rest(claims.auth().getOrDefault("server_endpoint", ""));
    if (server.isEmpty() || !authorization.trusts(server.get())) {
      return new Forged("server_endpoint");
    }
    var tokens = new Tokens(claim(claims, "access_token"), claim(claims, "refresh_token"));
    var answer = authorization.appInfo(server.get(), tokens.access());
    if (answer instanceof TokenRejected && !tokens.refresh().isEmpty()) {
      return afterRenewal(turn, memberId, claims, server.get(), tokens);
    }
    return judge(answer, memberId, claims, server.get(), tokens);
  }

  private record Tokens(String access, String refresh) {}

  /**
   * An event that waited for long comes with an expired token; its refresh token is as good a
   * proof.
   */
  private Verdict afterRenewal(
      Turn turn, String memberId, Claims claims, URI server, Tokens expired)
      throws InterruptedException {
    turn.admit(0, properties.requestTimeout());
    return switch (authorization.refresh(server, expired.refresh())) {
      case Done(var renewed) -> {
        var tokens =
            new Tokens(
                renewed.path("access_token").asString(""),
                renewed.path("refresh_token").asString(expired.refresh()));
        turn.admit(0, properties.requestTimeout());
        var answer = authorization.appInfo(server, tokens.access());
        yield judge(answer, memberId, claims, server, tokens);
      }
      case PortalAnswer answer -> undecidedOrForged(answer);
    };
  }

  private Verdict judge(
      PortalAnswer answer, String memberId, Claims claims, URI server, Tokens tokens) {
    return answer instanceof Done(var info)
        ? compare(info, memberId, claims, server, tokens)
        : undecidedOrForged(answer);
  }

  private static Verdict undecidedOrForged(PortalAnswer answer) {
    return switch (answer) {
      case TokenRejected _, AccessLost _, Refused _ -> new Forged("access_token");
      case PortalAnswer _ -> new Undecided(answer);
    };
  }

  private Verdict compare(
      JsonNode info, String memberId, Claims claims, URI server, Tokens tokens) {
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
    return new Verified(portal(memberId, claims, server, endpoint.get(), tokens));
  }

  private static boolean agrees(URI endpoint, String claimed) {
    Optional<URI> uri = Endpoints.rest(claimed);
    return uri.isPresent() && Endpoints.same(endpoint, uri.get());
  }

  private static VerifiedPortal portal(
      String memberId, Claims claims, URI server, URI endpoint, Tokens tokens) {
    var language = claims.data().getOrDefault("LANGUAGE_ID", "ru");
    return new VerifiedPortal(
        memberId,
        endpoint,
        server,
        language.isEmpty() || language.equalsIgnoreCase("ru") ? "ru" : "en",
        claim(claims, "user_id"),
        claims.data().getOrDefault("VERSION", ""),
        tokens.access(),
        tokens.refresh(),
        claim(claims, "application_token"));
  }

  private static String claim(Claims claims, String name) {
    Map<String, String> auth = claims.auth();
    return auth.getOrDefault(name, "");
  }
}
