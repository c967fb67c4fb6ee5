package io.loyaltysuite.gateway.security;

import java.util.List;

/** The one table of who may call what. A route that is not in it is refused. */
public final class Routes {

  /** Where portals post activity calls and application events. */
  public static final String WEBHOOK = "/b24/webhook";

  /** What a caller must have. */
  public enum Role {
    /** Nothing: the body itself proves the sender by its application_token. */
    PORTAL,
    /** A connection to the management port, which listens on loopback unless told otherwise. */
    MANAGEMENT
  }

  /** A path pattern and the role every method of it needs. */
  public record Route(String pattern, Role role) {}

  public static final List<Route> ALL =
      List.of(
          new Route(WEBHOOK, Role.PORTAL),
          new Route("/actuator/health/**", Role.MANAGEMENT),
          new Route("/actuator/prometheus", Role.MANAGEMENT));

  /** The patterns of a role. */
  static String[] patternsOf(Role role) {
    return ALL.stream()
        .filter(route -> route.role() == role)
        .map(Route::pattern)
        .toArray(String[]::new);
  }

  private Routes() {}
}
