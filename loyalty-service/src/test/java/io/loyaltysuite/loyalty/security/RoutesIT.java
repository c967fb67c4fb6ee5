package io.loyaltysuite.loyalty.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.security.Routes.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The table of routes is the whole truth about the running application. */
class RoutesIT {

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void startService() {
    rig = new Rig();
    service = rig.start();
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @Test
  void namesEveryMappingOfTheApplication() {
    var mapped = new TreeSet<String>();
    for (var handlers : service.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
      handlers.getHandlerMethods().keySet().forEach(info -> mapped.addAll(info.getPatternValues()));
    }
    mapped.remove("/error"); // Reached by a failing request only, and denied otherwise.
    assertThat(mapped)
        .isEqualTo(
            Routes.ALL.stream()
                .filter(route -> route.role() != Role.MANAGEMENT)
                .map(Routes.Route::pattern)
                .collect(Collectors.toSet()));
  }

  @Test
  void namesEveryManagementEndpoint() {
    var endpoints = Set.copyOf(service.getBean(PathMappedEndpoints.class).getAllPaths());
    assertThat(
            Routes.patternsOf(Role.MANAGEMENT).stream()
                .map(pattern -> pattern.replace("/**", ""))
                .collect(Collectors.toSet()))
        .isEqualTo(endpoints);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/actuator/prometheus"
      })
  void servesManagementOnItsOwnPortOnly(String path) throws Exception {
    assertThat(get("local.management.port", path)).isEqualTo(200);
    assertThat(get("local.server.port", path)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/error",
        "/reproduce",
        "/reproduce/x",
        "/accounts/x",
        "/portals/p/settings",
        "/actuator/env"
      })
  void refusesWhatIsNotListedAndStrangers(String path) throws Exception {
    assertThat(get("local.server.port", path)).isEqualTo(401);
    assertThat(get("local.management.port", path)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cards", "contacts", "transactions", "unknown"})
  void refusesClientsWithoutTheirKey(String method) throws Exception {
    assertThat(get("local.server.port", "/api/v2/" + UUID.randomUUID() + "/admin/" + method))
        .isEqualTo(403);
  }

  private int get(String port, String path) throws IOException, InterruptedException {
    var uri =
        URI.create("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty(port) + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
