package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingTest {

  private static final Rendered EVERYTHING = Chart.everything();

  @Test
  void nothingScalesUnlessAsked() {
    var rendered = Chart.production("loyalty: {replicas: 5}");
    assertThat(rendered.the("Deployment", "loyalty").at("/spec/replicas").intValue()).isEqualTo(5);
    assertThat(rendered.objects().stream().map(Rendered::kindOf))
        .doesNotContain("HorizontalPodAutoscaler", "ScaledObject");
  }

  /** Otherwise every upgrade would undo what the autoscaler did. */
  @ParameterizedTest
  @CsvSource({"gateway", "loyalty", "journal"})
  void aScaledDeploymentLeavesItsNumberToTheAutoscaler(String name) {
    assertThat(EVERYTHING.the("Deployment", name).path("spec").has("replicas")).isFalse();
  }

  @Test
  void scalesByCpu() {
    var spec = EVERYTHING.the("HorizontalPodAutoscaler", "gateway").path("spec");
    assertThat(spec.at("/scaleTargetRef/name").stringValue()).isEqualTo("demo-gateway");
    assertThat(spec.at("/minReplicas").intValue()).isEqualTo(2);
    assertThat(spec.at("/maxReplicas").intValue()).isEqualTo(6);
    assertThat(spec.at("/metrics/0/resource/target/averageUtilization").intValue()).isEqualTo(70);
  }

  @ParameterizedTest
  @CsvSource({"loyalty,12,5", "journal,6,30"})
  void scalesBySecondsOfLag(String name, int most, String seconds) {
    var spec = EVERYTHING.the("ScaledObject", name).path("spec");
    assertThat(spec.at("/scaleTargetRef/name").stringValue()).isEqualTo("demo-" + name);
    assertThat(spec.path("maxReplicaCount").intValue()).isEqualTo(most);
    var trigger = spec.at("/triggers/0");
    assertThat(trigger.path("metricType").stringValue()).isEqualTo("Value");
    assertThat(trigger.at("/metadata/threshold").stringValue()).isEqualTo(seconds);
    assertThat(trigger.at("/metadata/query").stringValue())
        .startsWith("max(")
        .endsWith("_seconds{namespace=\"loyalty\"})");
  }

  @Test
  void asManyInstancesAsPartitionsAreAllowed() {
    var rendered =
        Chart.everything("{topics: {partitions: 6}, loyalty: {autoscaling: {maxReplicas: 6}}}");
    assertThat(rendered.the("ScaledObject", "loyalty").at("/spec/maxReplicaCount").intValue())
        .isEqualTo(6);
  }

  @Test
  void numbersOfAnAutoscalerThatIsOffAreNotLookedAt() {
    var rendered = Chart.production("topics: {partitions: 3}");
    assertThat(rendered.the("Deployment", "loyalty").at("/spec/replicas").intValue()).isEqualTo(2);
  }

  /** Each change of a group's members is a pause for the others. */
  @Test
  void bothGoDownOneByOne() {
    var cpu = EVERYTHING.the("HorizontalPodAutoscaler", "gateway").at("/spec/behavior");
    var lag =
        EVERYTHING
            .the("ScaledObject", "loyalty")
            .at("/spec/advanced/horizontalPodAutoscalerConfig/behavior");
    assertThat(cpu).isEqualTo(lag);
    assertThat(cpu.at("/scaleDown/policies"))
        .hasToString("[{\"type\":\"Pods\",\"value\":1,\"periodSeconds\":120}]");
  }
}
