package io.loyaltysuite.journal.security;

import static io.loyaltysuite.journal.JournalUnderTest.INTEGRATOR;
import static io.loyaltysuite.journal.JournalUnderTest.OPERATOR;
import static io.loyaltysuite.journal.JournalUnderTest.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.Stage;
import io.loyaltysuite.journal.security.Routes.Route;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The table of routes against the running application. */
class RoutesIT {

  private static final Map<Role, String> LOGINS =
      Map.of(Role.OPERATOR, OPERATOR, Role.INTEGRATOR, INTEGRATOR, Role.SERVICE, SERVICE);

  private final Stage stage = Stage.get();

  static Stream<Route> routes() {
    return Routes.TABLE.stream();
  }

  @Test
  void tableNamesExactlyTheRoutesThatExist() {
    var mapped =
        stage
            .journal
            .context()
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .keySet()
            .stream()
            .flatMap(
                mapping ->
                    mapping.getPatternValues().stream()
                        .filter(pattern -> !pattern.equals("/error"))
                        .flatMap(
                            pattern ->
                                mapping.getMethodsCondition().getMethods().stream()
                                    .map(method -> method + " " + pattern)))
            .collect(Collectors.toCollection(TreeSet::new));
    var named =
        routes()
            .map(route -> route.method() + " " + route.pattern())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(mapped).isEqualTo(named);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void letsInExactlyTheRolesOfTheTable(Route route) {
    assertThat(status(null, route)).isEqualTo(401);
    assertThat(status("Basic b2xnYTp3cm9uZw==", route)).isEqualTo(401);
    assertThat(status("Bearer wrong", route)).isEqualTo(401);
    for (var role : Role.values()) {
      int status = status(LOGINS.get(role), route);
      if (route.roles().contains(role)) {
        assertThat(status).as(role + " " + route).isEqualTo(200);
      } else {
        assertThat(status).as(role + " " + route).isEqualTo(403);
      }
    }
  }

  @Test
  void deniesWhatTheTableDoesNotName() {
    for (var path :
        Set.of("/actuator/health", "/actuator/prometheus", "/api/other", "/webjars/x")) {
      assertThat(stage.journal.get(OPERATOR, path).statusCode()).as(path).isEqualTo(403);
    }
  }

  @Test
  void servesAssetsToEverybody() {
    assertThat(stage.journal.get(null, "/assets/journal.css").statusCode()).isEqualTo(200);
    assertThat(stage.journal.get(null, "/assets/htmx.min.js").body()).contains("htmx");
  }

  @Test
  void refusesPostsThatAnotherSiteMadeTheBrowserSend() {
    var path = "/api/processes/story/reproduce";
    assertThat(post(path, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    assertThat(post(path, "Origin", "https://evil.example")).isEqualTo(403);
    assertThat(post(path, "Sec-Fetch-Site", "same-origin")).isEqualTo(200);
  }

  @Test
  void forbidsInlineScripts() {
    var policy = stage.journal.get(OPERATOR, "/").headers().firstValue("Content-Security-Policy");
    assertThat(policy).hasValueSatisfying(p -> assertThat(p).doesNotContain("unsafe"));
  }

  private int post(String path, String header, String value) {
    var request =
        HttpRequest.newBuilder(stage.journal.url(path))
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.noBody());
    return stage.journal.send(OPERATOR, request).statusCode();
  }

  private int status(@Nullable String login, Route route) {
    var path = route.pattern().replace("{workflowId}", "story");
    var request =
        HttpRequest.newBuilder(stage.journal.url(path))
            .method(route.method().name(), HttpRequest.BodyPublishers.noBody());
    return stage.journal.send(login, request).statusCode();
  }
}
