package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus and Grafana are given: the files of observability, as they are. */
class MonitoringTest {

  private static final Path OBSERVABILITY = Path.of("../observability");
  private static final Rendered EVERYTHING = Chart.everything();

  @TempDir private Path folder;

  @Test
  void nothingOfItUnlessAsked() {
    var rendered = Chart.production();
    assertThat(rendered.objects().stream().map(Rendered::kindOf))
        .doesNotContain("ServiceMonitor", "PrometheusRule");
    assertThat(rendered.all("ConfigMap").map(Rendered::nameOf))
        .noneMatch(name -> name.contains("dashboard"));
  }

  /** Rules and dashboards ask for the jobs gateway, loyalty and journal. */
  @ParameterizedTest
  @ValueSource(strings = {"gateway", "loyalty", "journal"})
  void prometheusFindsEveryServiceUnderItsName(String name) {
    var monitor = EVERYTHING.the("ServiceMonitor", "").path("spec");
    var service = EVERYTHING.the("Service", name);
    assertThat(service.at("/metadata/labels").properties())
        .containsAll(monitor.at("/selector/matchLabels").properties());
    assertThat(service.at("/metadata/labels").path(monitor.path("jobLabel").asString()).asString())
        .isEqualTo(name);
    assertThat(service.at("/spec/ports").findValuesAsString("name"))
        .contains(monitor.at("/endpoints/0/port").asString());
    assertThat(monitor.at("/endpoints/0/path").asString()).isEqualTo("/actuator/prometheus");
  }

  @Test
  void rulesArriveAsTheyWereTested() throws Exception {
    assertThat(EVERYTHING.all("PrometheusRule")).hasSize(1);
    assertThat(EVERYTHING.the("PrometheusRule", "rules").path("spec"))
        .isEqualTo(Rendered.read(Files.readString(OBSERVABILITY.resolve("prometheus/rules.yml"))));
  }

  @Test
  void alertsLeadToTheRunbookOfTheSite() {
    var rendered =
        Chart.everything("monitoring: {rules: {runbookUrl: 'https://wiki.example.org/loyalty'}}");
    var urls =
        rendered.the("PrometheusRule", "rules").path("spec").findValuesAsString("runbook_url");
    assertThat(urls)
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url).startsWith("https://wiki.example.org/loyalty#"));
  }

  @Test
  void operatorsPickTheirObjectsByLabel() {
    assertThat(EVERYTHING.the("PrometheusRule", "rules").at("/metadata/labels/release").asString())
        .isEqualTo("prometheus");
    assertThat(EVERYTHING.the("ServiceMonitor", "").at("/metadata/labels/release").asString())
        .isEqualTo("prometheus");
  }

  @Test
  void everyDashboardArrivesAsItIs() throws Exception {
    var dashboards = dashboards();
    assertThat(dashboards).isNotEmpty();
    for (var dashboard : dashboards) {
      var file = dashboard.getFileName().toString();
      var config =
          EVERYTHING.the("ConfigMap", "dashboard-" + file.substring(0, file.lastIndexOf('.')));
      assertThat(config.path("data").path(file).asString().strip())
          .isEqualTo(Files.readString(dashboard).strip());
      assertThat(config.at("/metadata/labels/grafana_dashboard").asString()).isEqualTo("1");
      assertThat(config.at("/metadata/annotations/grafana_folder").asString()).isEqualTo("Loyalty");
    }
  }

  /** A release that scales by a metric nobody writes would never scale. */
  @ParameterizedTest
  @ValueSource(strings = {"loyalty", "journal", "gateway"})
  void scalesByAMetricThatTheRulesKnow(String name) throws Exception {
    var rendered = Chart.everything("gateway: {autoscaling: {mode: lag}}");
    var query = rendered.the("ScaledObject", name).at("/spec/triggers/0/metadata/query").asString();
    var metric = query.substring(query.indexOf('(') + 1, query.indexOf('{'));
    assertThat(Files.readString(OBSERVABILITY.resolve("prometheus/rules.yml"))).contains(metric);
  }

  @Test
  void aPackageHoldsThemWithoutTheirTestsAndFitsIntoARelease() throws Exception {
    new Helm(Chart.FOLDER).packageIt().withDestination(folder).call();
    var file = folder.resolve("loyalty-suite-0.1.0.tgz");
    assertThat(entries(file))
        .contains(
            "loyalty-suite/observability/prometheus/rules.yml",
            "loyalty-suite/observability/grafana/overview.json")
        .noneMatch(entry -> entry.contains("test.yml"));
    assertThat(Files.size(file)).isLessThan(512 * 1024);
  }

  private static List<Path> dashboards() throws IOException {
    try (var files = Files.list(OBSERVABILITY.resolve("grafana"))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  private static List<String> entries(Path archive) throws IOException {
    try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      var entries = new ArrayList<String>();
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry.getName());
      }
      return entries;
    }
  }
}
