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
    /** The admin key of the account whose client id is in the address. */
    ADMIN,
    /** What the client of an account's client got for a code; the account's key will do, too. */
    USER,
    /** Nothing but the id of an account in the address. */
    VISITOR,
    /** Nothing. */
    ANYONE,
    /** A connection to the management port, which listens on loopback unless told otherwise. */
    MANAGEMENT
  }

  /** A path pattern and the role every method of it needs. */
  public record Route(String pattern, Role role) {

    /** Whether it only catches what leads nowhere. */
    boolean isCatchAll() {
      return pattern.endsWith("/**");
    }
  }

  private static final String ACCOUNT = "/api/v2/{client_id}/admin";
  private static final String USER = "/api/v2/{client_id}/user";

  public static final List<Route> ALL =
      List.of(
          new Route("/reproduce", Role.SERVICE),
          new Route("/portals/{memberId}/settings", Role.OPERATOR),
          new Route("/portals/{memberId}/settings/check", Role.OPERATOR),
          new Route("/portals/{memberId}/settings/versions", Role.OPERATOR),
          new Route("/portals/{memberId}/settings/versions/{version}", Role.OPERATOR),
          new Route("/portals/{memberId}/schedule", Role.OPERATOR),
          new Route("/portals/{memberId}/schedule/rehearsal", Role.OPERATOR),
          new Route("/portals/{memberId}/schedule/rehearsal/levels", Role.OPERATOR),
          new Route("/accounts/{member_id}", Role.SERVICE),
          new Route(ACCOUNT + "/cards", Role.ADMIN),
          new Route(ACCOUNT + "/cards/{card_id}", Role.ADMIN),
          new Route(ACCOUNT + "/contacts", Role.ADMIN),
          new Route(ACCOUNT + "/contacts/{contact_id}", Role.ADMIN),
          new Route(ACCOUNT + "/transactions", Role.ADMIN),
          new Route(ACCOUNT + "/transactions/with-card-number/{number}", Role.ADMIN),
          new Route(ACCOUNT + "/transactions/with-card-id/{card_id}", Role.ADMIN),
          new Route(ACCOUNT + "/transactions/{transaction_id}/refund", Role.ADMIN),
          new Route(ACCOUNT + "/cards/{card_id}/block", Role.ADMIN),
          new Route(ACCOUNT + "/cards/{card_id}/unblock", Role.ADMIN),
          new Route(ACCOUNT + "/cards/{card_id}/merge", Role.ADMIN),
          new Route(ACCOUNT + "/cards/{card_id}/percentage", Role.ADMIN),
          new Route(ACCOUNT + "/cards/{card_id}/level", Role.ADMIN),
          new Route(ACCOUNT + "/cards/{card_id}/purchases", Role.ADMIN),
          new Route(ACCOUNT + "/cards/{card_id}/holds", Role.ADMIN),
          new Route(ACCOUNT + "/holds/{hold_id}/capture", Role.ADMIN),
          new Route(ACCOUNT + "/holds/{hold_id}/release", Role.ADMIN),
          new Route(ACCOUNT + "/card-levels", Role.ADMIN),
          new Route(ACCOUNT + "/card-levels/{card_level_id}", Role.ADMIN),
          new Route(ACCOUNT + "/touch-points", Role.ADMIN),
          new Route(ACCOUNT + "/touch-points/{touch_point_id}", Role.ADMIN),
          new Route(ACCOUNT + "/1c/checkin/{touch_point_id}/anonymous", Role.ADMIN),
          new Route(ACCOUNT + "/1c/checkin/{touch_point_id}/with-card-number/{number}", Role.ADMIN),
          new Route(ACCOUNT + "/1c/operations", Role.ADMIN),
          new Route(ACCOUNT + "/1c/operations/refund", Role.ADMIN),
          new Route(ACCOUNT + "/1c/operations/{operation_id}", Role.ADMIN),
          new Route(ACCOUNT + "/iiko/checkin/{touch_point_id}/anonymous", Role.ADMIN),
          new Route(
              ACCOUNT + "/iiko/checkin/{touch_point_id}/with-card-number/{number}", Role.ADMIN),
          new Route(ACCOUNT + "/iiko/operations", Role.ADMIN),
          new Route(ACCOUNT + "/iiko/operations/refund", Role.ADMIN),
          new Route(ACCOUNT + "/iiko/operations/{operation_id}", Role.ADMIN),
          new Route(ACCOUNT + "/export/cards.csv", Role.ADMIN),
          new Route(ACCOUNT + "/export/contacts.csv", Role.ADMIN),
          new Route(ACCOUNT + "/export/transactions.csv", Role.ADMIN),
          new Route(ACCOUNT + "/import/transactions.csv", Role.ADMIN),
          new Route(ACCOUNT + "/import/cards.csv", Role.ADMIN),
          new Route(ACCOUNT + "/jobs", Role.ADMIN),
          new Route(ACCOUNT + "/jobs/{job_id}", Role.ADMIN),
          new Route(ACCOUNT + "/jobs/{job_id}/cancel", Role.ADMIN),
          new Route(ACCOUNT + "/jobs/{job_id}/failures.csv", Role.ADMIN),
          new Route(ACCOUNT + "/application-journal", Role.ADMIN),
          new Route(ACCOUNT + "/application-journal/{record_id}", Role.ADMIN),
          new Route(ACCOUNT + "/application-journal-options", Role.ADMIN),
          new Route(ACCOUNT + "/application-journal-options/{option_code}", Role.ADMIN),
          new Route(ACCOUNT + "/**", Role.ADMIN),
          new Route(USER + "/contacts/auth/start-by-phone", Role.VISITOR),
          new Route(USER + "/contacts/auth/finish", Role.VISITOR),
          new Route(USER + "/contacts/{contact_id}", Role.USER),
          new Route(USER + "/cards/{card_id}", Role.USER),
          new Route(USER + "/transactions/with-card-id/{card_id}", Role.USER),
          new Route(USER + "/company/current", Role.USER),
          new Route(USER + "/**", Role.USER),
          new Route("/api/v2/", Role.ANYONE),
          new Route("/api/v2/health", Role.ANYONE),
          new Route("/api/v2/**", Role.ANYONE),
          new Route("/openapi.yaml", Role.ANYONE),
          new Route("/actuator/health/**", Role.MANAGEMENT),
          new Route("/actuator/prometheus", Role.MANAGEMENT));

  private Routes() {}

  /** The patterns of a role. */
  static List<String> patternsOf(Role role) {
    return ALL.stream().filter(route -> route.role() == role).map(Route::pattern).toList();
  }
}
