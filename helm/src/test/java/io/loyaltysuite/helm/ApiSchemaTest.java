package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of the objects is itself checked: real objects of the chart, each with one fault. */
class ApiSchemaTest {

  private static final Rendered EVERYTHING = Chart.everything();

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Deployment              | "readOnlyRootFilesystem"  | "readOnlyRootFileSystem"
          Deployment              | "terminationGracePeriodSeconds":90 | "terminationGracePeriodSeconds":"ninety"
          Deployment              | "selector":               | "selectors":
          Deployment              | {"name":"SPRING_CONFIG_ADDITIONAL_LOCATION","value":"file:/etc/loyalty-suite/settings/"} | {"name":"X","value":5}
          Deployment              | "memory":"768Mi"          | "memory":"768Xi"
          Service                 | "targetPort"              | "targetport"
          NetworkPolicy           | "policyTypes"             | "policyType"
          PodDisruptionBudget     | "maxUnavailable"          | "maxUnavailables"
          HorizontalPodAutoscaler | "averageUtilization"      | "averageUtilisation"
          Job                     | "activeDeadlineSeconds"   | "deadlineSeconds"
          Ingress                 | "pathType":"Prefix",      | ``
          ServiceMonitor          | "interval"                | "intervall"
          PrometheusRule          | "expr"                    | "expression"
          ScaledObject            | "metricType":"Value"      | "metricType":"Average"
          ScaledObject            | "threshold":"30"          | "threshold":30
          Pod                     | "containers"              | "container"
          ConfigMap               | "data":{                  | "data":{"number":1,
          """)
  void findsTheFault(String kind, String right, String wrong) {
    var object = EVERYTHING.all(kind).findFirst().orElseThrow();
    var spoiled = object.toString().replace(right, wrong);

    assertThat(spoiled).isNotEqualTo(object.toString());
    assertThat(ApiSchema.faultsOf(object)).isEmpty();
    assertThat(ApiSchema.faultsOf(Rendered.read(spoiled))).isNotEmpty();
  }

  @Test
  void knowsNoOtherKinds() {
    assertThat(ApiSchema.faultsOf(Rendered.read("{apiVersion: v1, kind: Secret}")))
        .containsExactly("no schema for v1 Secret");
  }
}
