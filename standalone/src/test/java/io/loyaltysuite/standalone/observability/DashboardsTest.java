package io.loyaltysuite.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Dashboards that Grafana can be given as they are, with queries that can have answers. */
class DashboardsTest {

  @Test
  void thereIsOneForEachPart() {
    assertThat(Dashboards.all())
        .extracting(dashboard -> dashboard.path("uid").asString())
        .containsExactlyInAnyOrder(
            "loyalty-suite-overview",
            "loyalty-suite-gateway",
            "loyalty-suite-loyalty",
            "loyalty-suite-delivery",
            "loyalty-suite-journal",
            "loyalty-suite-platform");
  }

  @Test
  void whereTheDataComeFromIsChosenInGrafana() {
    for (var dashboard : Dashboards.all()) {
      assertThat(dashboard.path("templating").path("list").path(0).path("type").asString())
          .isEqualTo("datasource");
      for (var panel : dashboard.path("panels")) {
        for (var target : panel.path("targets")) {
          assertThat(target.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
        }
      }
    }
  }

  @Test
  void noVariableIsLeftOpen() {
    assertThat(Dashboards.queries())
        .hasSizeGreaterThan(60)
        .noneSatisfy(query -> assertThat(query.expression()).contains("$"));
  }

  @Test
  void queriesNameOnlyMetricsThatExist() {
    var known = new HashSet<String>();
    FreshMeters.ofAllServices().values().forEach(one -> known.addAll(one.families().keySet()));
    for (var query : Dashboards.queries()) {
      assertThat(known).as(query.place()).containsAll(Rules.ownMetrics(query.expression()));
    }
  }
}
