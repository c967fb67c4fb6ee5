package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.PortalAnswer.AccessLost;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import io.loyaltysuite.gateway.portal.PortalAnswer.Refused;
import java.net.URI;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Finds out whether the user of an access token may install applications: a valid token alone is
 * one that every employee's browser holds.
 *
 * <pre>
 *   user.admin ─┬─ true ─────────────────────────────▶ granted
 *               ├─ false ────────────────────────────▶ denied
 *               ├─ not offered to this application ──▶ bizproc.activity.list ─┬─ done ────▶ granted
 *               │                                      (administrators only)  └─ refused ─▶ denied
 *               └─ no verdict ───────────────────────▶ unknown
 * </pre>
 */
@Component
class InstallerRights {
  private static final String ADMIN = "user.admin";
  private static final String ADMINISTRATORS_ONLY = "bizproc.activity.list";
  private static final Set<String> NOT_OFFERED =
      Set.of("insufficient_scope", "error_method_not_found");
  private static final Set<String> USER_IS_LOCKED_OUT =
      Set.of(
          "insufficient_scope",
          "user_access_error",
          "authorization_error",
          "allowed_only_intranet_user");

  private final PortalHttp http;
  private final PortalProperties properties;
  private final PortalMeters meters;

  InstallerRights(PortalHttp http, PortalProperties properties, PortalMeters meters) {
    this.http = http;
    this.properties = properties;
    this.meters = meters;
  }

  /** What came of it. */
  sealed interface Right {}

  record Granted() implements Right {}

  /** The reason is the portal's error code, or {@code not_administrator}. */
  record Denied(String reason) implements Right {}

  /** No verdict of the portal, such as the error page of a proxy; it can be asked again. */
  record Unknown(PortalAnswer answer) implements Right {}

  /**
   * Asks the portal, as the turn's next requests. Renews nothing, pauses nothing: whoever sent the
   * token is not believed yet.
   */
  Right of(Turn turn, URI clientEndpoint, String accessToken) throws InterruptedException {
    var answer = ask(turn, clientEndpoint, ADMIN, accessToken);
    return isOffered(answer)
        ? ofAdmin(answer)
        : ofAdministratorsOnly(ask(turn, clientEndpoint, ADMINISTRATORS_ONLY, accessToken));
  }

  /** Who the user is; asked like everything here, on behalf of nobody who is believed yet. */
  PortalAnswer profile(Turn turn, URI clientEndpoint, String accessToken)
      throws InterruptedException {
    return ask(turn, clientEndpoint, "profile", accessToken);
  }

  private PortalAnswer ask(Turn turn, URI clientEndpoint, String method, String accessToken)
      throws InterruptedException {
    turn.admit(1, properties.requestTimeout());
    long started = System.nanoTime();
    var answer =
        PortalAnswers.read(
            http.post(
                clientEndpoint.resolve(method), accessToken, "{}", properties.requestTimeout()));
    meters.answered(answer, started);
    return answer;
  }

  static boolean isOffered(PortalAnswer answer) {
    return !NOT_OFFERED.contains(answer.wire().error());
  }

  static Right ofAdmin(PortalAnswer answer) {
    return switch (answer) {
      case Done(var result) when result.isBoolean() ->
          result.booleanValue() ? new Granted() : new Denied("not_administrator");
      case PortalAnswer _ -> withoutResult(answer);
    };
  }

  static Right ofAdministratorsOnly(PortalAnswer answer) {
    return switch (answer) {
      case Done _ -> new Granted();
      case Refused(var wire) when wire.error().equals("access_denied") ->
          new Denied("not_administrator");
      case PortalAnswer _ -> withoutResult(answer);
    };
  }

  private static Right withoutResult(PortalAnswer answer) {
    var error = answer.wire().error();
    return switch (answer) {
      case Refused _ when !error.isEmpty() -> new Denied(error);
      case AccessLost _ when USER_IS_LOCKED_OUT.contains(error) -> new Denied(error);
      case PortalAnswer _ -> new Unknown(answer);
    };
  }
}
