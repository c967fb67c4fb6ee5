package io.loyaltysuite.gateway.security;

import java.util.List;

/** The one table of who may call what. A route that is not in it is refused. */
public final class Routes {

  /** Where portals post activity calls and application events. */
  public static final String WEBHOOK = "/b24/webhook";

  /** The page that a portal frames while the application is being installed. */
  public static final String INSTALL_PAGE = "/b24/install";

  /** The page that a portal frames whenever somebody opens the installed application. */
  public static final String OPEN_PAGE = "/b24/app";

  /** How far an installation by page is. */
  public static final String INSTALL_STATE = "/b24/install/{memberId}/{ticket}";

  /** Script and style of the pages. */
  public static final String PAGE_ASSETS = "/b24/assets/{file}";

  /** Portals, for operators. */
  public static final String PORTALS = "/operate/portals";

  /** What a caller must have. */
  public enum Role {
    /** Nothing: the body itself proves the sender by its application_token. */
    PORTAL,
    /** Nothing: what a framed page is told changes nothing before it was verified. */
    FRAME,
    /** A login of {@code gateway.operators}. */
    OPERATOR,
    /** A connection to the management port, which listens on loopback unless told otherwise. */
    MANAGEMENT
  }

  /** A method with a path pattern, and the role it needs. */
  public record Route(String method, String pattern, Role role) {}

  public static final List<Route> ALL =
      List.of(
          new Route("POST", WEBHOOK, Role.PORTAL),
          new Route("POST", INSTALL_PAGE, Role.FRAME),
          new Route("GET", INSTALL_STATE, Role.FRAME),
          new Route("POST", OPEN_PAGE, Role.FRAME),
          new Route("GET", PAGE_ASSETS, Role.FRAME),
          new Route("GET", PORTALS, Role.OPERATOR),
          new Route("GET", PORTALS + "/{memberId}", Role.OPERATOR),
          new Route("POST", PORTALS + "/{memberId}/check", Role.OPERATOR),
          new Route("POST", PORTALS + "/{memberId}/register", Role.OPERATOR),
          new Route("POST", PORTALS + "/{memberId}/resend", Role.OPERATOR),
          new Route("GET", "/actuator/health/**", Role.MANAGEMENT),
          new Route("GET", "/actuator/prometheus", Role.MANAGEMENT));

  /** The patterns of a role. */
  static String[] patternsOf(Role role) {
    return ALL.stream()
        .filter(route -> route.role() == role)
        .map(Route::pattern)
        .distinct()
        .toArray(String[]::new);
  }

  private Routes() {}
}
