package io.loyaltysuite.journal.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.openapi.ApiDocument;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document of the interface has the routes of the table, each with its roles. */
class DocumentedRoutesTest {

  @Test
  void documentsEveryRouteForProgramsAndNoOther() {
    var api = ApiDocument.read(Path.of("..", "docs", "api", "journal.yaml"));
    var documented = new TreeMap<String, TreeSet<String>>();
    api.routes()
        .forEach(route -> documented.put(route, new TreeSet<>(api.extension(route, "x-roles"))));

    var table = new TreeMap<String, TreeSet<String>>();
    Routes.TABLE.stream()
        .filter(route -> route.pattern().startsWith("/api/"))
        .forEach(
            route ->
                table.put(
                    route.method() + " " + route.pattern(),
                    route.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new))));
    assertThat(documented).isEqualTo(table);
  }
}
