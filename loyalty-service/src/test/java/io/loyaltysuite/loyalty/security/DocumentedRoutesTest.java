package io.loyaltysuite.loyalty.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.security.Routes.Role;
import io.loyaltysuite.openapi.ApiDocument;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document of the interface has the paths that the table has, catch-alls aside. */
class DocumentedRoutesTest {

  @Test
  void documentsEveryPathForCallersAndNoOther() {
    var documented =
        ApiDocument.read(Path.of("..", "docs", "api", "loyalty.yaml")).routes().stream()
            .map(route -> route.substring(route.indexOf(' ') + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    var served =
        Routes.ALL.stream()
            .filter(route -> route.role() != Role.MANAGEMENT && !route.isCatchAll())
            .map(Routes.Route::pattern)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented).isEqualTo(served);
  }
}
