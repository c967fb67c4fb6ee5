package io.loyaltysuite.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.RunningGateway;
import io.loyaltysuite.gateway.security.Routes.Role;
import io.loyaltysuite.gateway.security.Routes.Route;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The table of routes is the whole truth about the running application. */
class RoutesIT {
  private static final Set<String> NOT_OF_SECURITY =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "date",
          "keep-alive",
          "transfer-encoding");

  private static RunningGateway gateway;

  @BeforeAll
  static void start() {
    gateway = RunningGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void namesEveryMappingOfTheApplication() {
    var mapped = new TreeSet<String>();
    var web = gateway.bean(ServletContext.class);
    web.getServletRegistrations().values().forEach(servlet -> mapped.addAll(servlet.getMappings()));
    for (var handlers :
        gateway.context().getBeansOfType(RequestMappingHandlerMapping.class).values()) {
      handlers.getHandlerMethods().keySet().forEach(info -> mapped.addAll(info.getPatternValues()));
    }
    mapped.remove("/"); // The dispatcher itself.
    mapped.add(Routes.WEBHOOK); // Taken before the servlets.
    mapped.remove("/error"); // Reached by forwarding only, and denied like all that is not listed.
    var listed =
        Routes.ALL.stream()
            .filter(route -> route.role() != Role.MANAGEMENT)
            .map(Route::pattern)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(mapped).isEqualTo(listed);
  }

  @Test
  void namesEveryManagementEndpoint() {
    var endpoints =
        gateway.bean(PathMappedEndpoints.class).getAllPaths().stream().collect(Collectors.toSet());
    var listed =
        patterns(Role.MANAGEMENT).stream()
            .map(pattern -> pattern.replace("/**", ""))
            .collect(Collectors.toSet());
    assertThat(listed).isEqualTo(endpoints);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/actuator/prometheus"
      })
  void servesManagementOnItsOwnPortOnly(String path) {
    assertThat(gateway.get(gateway.managementUrl(path))).isEqualTo(200);
    assertThat(gateway.get(gateway.url(path))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/error", "/b24", "/b24/webhook/x", "/b24/webhook.php", "/env"})
  void refusesWhatIsNotListed(String path) {
    assertThat(gateway.get(gateway.url(path))).isEqualTo(403);
    assertThat(gateway.get(gateway.managementUrl(path))).isEqualTo(403);
  }

  @Test
  void takesNoWebhooksOnTheManagementPort() throws IOException {
    assertThat(gateway.get(gateway.url(Routes.WEBHOOK))).isEqualTo(405);
    var management = gateway.managementUrl(Routes.WEBHOOK).toURL().openConnection();
    assertThat(((HttpURLConnection) management).getResponseCode()).isEqualTo(403);
  }

  /** Webhooks pass none of the filters that set them elsewhere. */
  @Test
  void sendsTheSameSecurityHeadersWithWebhooksAsWithEverythingElse() {
    var webhook = security(gateway.post("a=b").headers());
    var request = HttpRequest.newBuilder(gateway.url("/b24/webhook/x")).build();
    assertThat(webhook).isEqualTo(security(gateway.send(request).headers())).hasSize(8);
  }

  private static Map<String, List<String>> security(HttpHeaders headers) {
    var security = new TreeMap<>(headers.map());
    security.keySet().removeAll(NOT_OF_SECURITY);
    return security;
  }

  @Test
  void sendsSecurityHeaders() {
    var headers = gateway.post("a=b").headers();
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Cache-Control"))
        .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            value -> assertThat(value).contains("default-src 'none'", "frame-ancestors 'none'"));
    assertThat(headers.firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void tellsPrometheusAboutWebhooks() {
    gateway.post("a=b");
    var page =
        gateway
            .send(HttpRequest.newBuilder(gateway.managementUrl("/actuator/prometheus")).build())
            .body();
    assertThat(page).contains("gateway_webhook_requests_seconds_count{", "outcome=\"malformed\"");
  }

  private static Set<String> patterns(Role role) {
    return Routes.ALL.stream()
        .filter(route -> route.role() == role)
        .map(Route::pattern)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
