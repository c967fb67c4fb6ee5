package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {

  @TempDir private Path folder;

  @Test
  void theChartHasNothingToComplainAboutOnceItsValuesAreThere() throws Exception {
    var result = Chart.lint(copyWithItsValues());
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
  }

  @Test
  void lintingIsNotBlind() throws Exception {
    var chart = copyWithItsValues();
    Files.writeString(chart.resolve("templates/broken.yaml"), "{{ .Values.nothing.here }}");
    assertThat(Chart.lint(chart).isFailed()).isTrue();
  }

  @Test
  void saysEverythingThatAnInstallationHasToGive() {
    assertThatThrownBy(Chart::untouched)
        .hasMessageContainingAll(
            "'/kafka/bootstrapServers'",
            "'/postgresql/host'",
            "'/postgresql/databases/gateway/secret'",
            "'/postgresql/databases/loyalty/secret'",
            "'/postgresql/databases/journal/secret'",
            "'/registry/url'",
            "'/serviceToken/secret'",
            "'/gateway/application/secret'",
            "'/gateway/keys/secret'",
            "'/gateway/publicUrl'",
            "'/gateway/journalUrl'");
  }

  @Test
  void refusesAClusterWhosePodsCannotSleep() {
    assertThatThrownBy(() -> Chart.onKubernetes("1.29.9"))
        .hasMessageContaining("chart requires kubeVersion: >=1.30.0-0");
  }

  /** Linting takes no values, so they become the chart's own. */
  private Path copyWithItsValues() throws Exception {
    var chart = Chart.copyTo(folder.resolve("loyalty-suite"));
    var values = chart.resolve("values.yaml");
    var merged = Chart.merged(Files.readString(values), Chart.text("production"));
    merged = Chart.merged(merged, Chart.text("everything"));
    Files.writeString(values, merged);
    return chart;
  }
}
