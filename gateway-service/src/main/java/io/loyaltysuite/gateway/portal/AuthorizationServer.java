package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.config.GatewayProperties;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * The vendor's authorization server: vouches for portals and renews tokens. Only hosts of the allow
 * list are asked; plain HTTP only where the operator allowed the private network it runs in.
 */
@Component
class AuthorizationServer {
  private static final String REST = "rest/";

  private final GatewayProperties gateway;
  private final PortalProperties properties;
  private final PortalHttp http;
  private final VettedNames names;

  AuthorizationServer(
      GatewayProperties gateway, PortalProperties properties, PortalHttp http, VettedNames names) {
    this.gateway = gateway;
    this.properties = properties;
    this.http = http;
    this.names = names;
  }

  boolean trusts(URI serverEndpoint) {
    var host = serverEndpoint.getHost();
    var authority = serverEndpoint.getRawAuthority();
    if (host == null || authority == null || serverEndpoint.getUserInfo() != null) {
      return false;
    }
    boolean listed =
        gateway.oauthHosts().stream()
            .anyMatch(allowed -> allowed.equalsIgnoreCase(authority.toLowerCase(Locale.ROOT)));
    boolean safe =
        switch (String.valueOf(serverEndpoint.getScheme())) {
          case "https" -> true;
          case "http" -> names.isNeighbour(host);
          default -> false;
        };
    return listed && safe && serverEndpoint.getPath().endsWith("/" + REST);
  }

  /** Every server of the allow list, in its order. */
  List<URI> trusted() {
    return gateway.oauthHosts().stream()
        .map(host -> (names.isNeighbour(nameOf(host)) ? "http://" : "https://") + host)
        .map(base -> URI.create(base + "/" + REST))
        .filter(this::trusts)
        .toList();
  }

  private static String nameOf(String host) {
    return String.valueOf(URI.create("https://" + host).getHost());
  }

  /** How long one request may take. */
  Duration timeLimit() {
    return properties.requestTimeout();
  }

  /** {@code app.info}: what the server knows about the application behind an access token. */
  PortalAnswer appInfo(URI serverEndpoint, String accessToken) {
    var uri = URI.create(serverEndpoint + "app.info?auth=" + encoded(accessToken));
    return PortalAnswers.read(http.get(uri, properties.requestTimeout()));
  }

  /** New tokens for a refresh token; the server gives a new refresh token every time. */
  PortalAnswer refresh(URI serverEndpoint, String refreshToken) {
    var base = serverEndpoint.toString();
    var uri =
        URI.create(
            base.substring(0, base.length() - REST.length())
                + "oauth/token/?grant_type=refresh_token&client_id="
                + encoded(gateway.clientId())
                + "&client_secret="
                + encoded(gateway.clientSecret())
                + "&refresh_token="
                + encoded(refreshToken));
    return PortalAnswers.readTokenAnswer(http.get(uri, properties.requestTimeout()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
