package io.loyaltysuite.journal.security;

import static io.loyaltysuite.journal.security.Role.INTEGRATOR;
import static io.loyaltysuite.journal.security.Role.OPERATOR;
import static io.loyaltysuite.journal.security.Role.SERVICE;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** The one table of routes and the roles that may use them; what is not here is denied. */
public final class Routes {

  private static final Set<Role> PEOPLE = EnumSet.of(OPERATOR, INTEGRATOR);
  private static final Set<Role> ALL = EnumSet.of(OPERATOR, INTEGRATOR, SERVICE);

  /** In no order: no two rows match the same request. */
  public static final List<Route> TABLE =
      List.of(
          new Route(HttpMethod.GET, "/", PEOPLE),
          new Route(HttpMethod.GET, "/processes/{workflowId}", PEOPLE),
          new Route(HttpMethod.POST, "/processes/{workflowId}/reproduce", PEOPLE),
          new Route(HttpMethod.GET, "/api/events", ALL),
          new Route(HttpMethod.GET, "/api/gaps", EnumSet.of(OPERATOR, SERVICE)),
          new Route(HttpMethod.GET, "/api/processes/{workflowId}", ALL),
          new Route(HttpMethod.POST, "/api/processes/{workflowId}/reproduce", ALL),
          new Route(HttpMethod.GET, "/api/processes/{workflowId}/bundle.zip", ALL));

  /** Style sheets and scripts: the same for everybody, so nobody is asked who he is. */
  public static final String ASSETS = "/assets/**";

  private Routes() {}

  /**
   * One row.
   *
   * @param pattern a path pattern of Spring MVC, letter for letter as the handler is mapped
   */
  public record Route(HttpMethod method, String pattern, Set<Role> roles) {

    String[] authorities() {
      return roles.stream().map(Role::name).toArray(String[]::new);
    }
  }
}
