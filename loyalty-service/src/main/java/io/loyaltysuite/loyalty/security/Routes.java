package io.loyaltysuite.loyalty.security;

import java.util.List;

/** The one table of who may call what. A route that is not in it is refused. */
public final class Routes {

  /** What a caller must have. */
  public enum Role {
    /** The bearer token that the services of a deployment share. */
    SERVICE,
    /** A login of {@code loyalty.operators}. */
    OPERATOR,
    /** A connection to the management port, which listens on loopback unless told otherwise. */
    MANAGEMENT
  }

  /** A path pattern and the role every method of it needs. */
  public record Route(String pattern, Role role) {}

  public static final List<Route> ALL =
      List.of(
          new Route("/reproduce", Role.SERVICE),
          new Route("/portals/{memberId}/settings", Role.OPERATOR),
          new Route("/portals/{memberId}/settings/check", Role.OPERATOR),
          new Route("/portals/{memberId}/settings/versions", Role.OPERATOR),
          new Route("/portals/{memberId}/settings/versions/{version}", Role.OPERATOR),
          new Route("/actuator/health/**", Role.MANAGEMENT),
          new Route("/actuator/prometheus", Role.MANAGEMENT));

  private Routes() {}

  /** The patterns of a role. */
  static List<String> patternsOf(Role role) {
    return ALL.stream().filter(route -> route.role() == role).map(Route::pattern).toList();
  }
}
