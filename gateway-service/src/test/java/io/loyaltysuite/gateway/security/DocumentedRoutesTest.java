package io.loyaltysuite.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.security.Routes.Role;
import io.loyaltysuite.openapi.ApiDocument;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document of the interface has the routes that the table has. */
class DocumentedRoutesTest {

  @Test
  void documentsEveryRouteButThoseOfManagement() {
    var documented = ApiDocument.read(Path.of("..", "docs", "api", "gateway.yaml")).routes();
    assertThat(documented)
        .containsExactlyInAnyOrder(
            Routes.ALL.stream()
                .filter(route -> route.role() != Role.MANAGEMENT)
                .map(route -> route.method() + " " + route.pattern())
                .toArray(String[]::new));
  }
}
