package io.loyaltysuite.gateway.portal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Compares and checks REST addresses. Pure. */
final class Endpoints {

  private Endpoints() {}

  /** A usable REST base: http or https, a host, no user, no query, a path that ends in a slash. */
  static Optional<URI> rest(String text) {
    try {
      var uri = new URI(text);
      boolean usable =
          uri.getHost() != null
              && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getPath().endsWith("/");
      return usable ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether both name the same place; letter case of scheme and host, and default ports, do not
   * matter.
   */
  static boolean same(URI one, URI other) {
    return normal(one).equals(normal(other));
  }

  /** Whether an address lies under a REST base. */
  static boolean covers(URI base, URI address) {
    return address.getHost() != null && normal(address).startsWith(normal(base));
  }

  private static String normal(URI uri) {
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    return scheme + "://" + host + ":" + port + uri.getPath();
  }
}
