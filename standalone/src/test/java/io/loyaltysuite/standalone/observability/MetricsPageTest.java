package io.loyaltysuite.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The documentation says what the meters say. */
class MetricsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  /** What could tell portals, cards or events apart, or would grow without end. */
  private static final Set<String> ALLOWED_TAGS =
      Set.of(
          "outcome",
          "activity",
          "verdict",
          "reason",
          "audited",
          "state",
          "status",
          "topic",
          "code",
          "cause",
          "le");

  @Test
  void documentsTheMeters() throws IOException {
    var page = MetricsPage.render(FreshMeters.ofAllServices());
    if (Boolean.getBoolean("metrics.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/metrics.md is not what the meters say; write it with: mvn -pl standalone -am test"
                + " -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dmetrics.write=true")
        .isEqualTo(page);
  }

  @Test
  void everyMetricIsExplainedAndHasHarmlessTags() {
    for (var service : MetricsPage.SERVICES) {
      var families = FreshMeters.of(service).families().values();
      assertThat(families).as(service).hasSizeGreaterThan(8);
      for (var family : families) {
        assertThat(family.name()).startsWith(service + "_");
        assertThat(family.help()).as(family.name()).isNotBlank();
        for (var sample : family.samples()) {
          assertThat(ALLOWED_TAGS).as(family.name()).containsAll(sample.labels().keySet());
        }
      }
    }
  }

  @Test
  void whatIsUndocumentedOrMissingIsFound() {
    var fresh =
        Scrape.of(
            """
            # HELP gateway_known_total x
            # TYPE gateway_known_total counter
            gateway_known_total{outcome="sent"} 0.0
            """);
    var running =
        Scrape.of(
            """
            # HELP gateway_known_total x
            # TYPE gateway_known_total counter
            gateway_known_total{outcome="portal-4711"} 3.0
            # HELP jvm_threads x
            # TYPE jvm_threads gauge
            jvm_threads 3.0
            """);
    assertThat(MetricsPage.differences("gateway", fresh, running))
        .isEqualTo(
            List.of(
                "undocumented: gateway_known_total{outcome=portal-4711}",
                "missing: gateway_known_total{outcome=sent}"));
  }
}
