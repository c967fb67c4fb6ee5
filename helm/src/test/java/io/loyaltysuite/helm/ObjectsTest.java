package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object against the schema of its kind. */
class ObjectsTest {

  static Stream<String> variants() {
    return Stream.of(
        "{}",
        "{networkPolicy: {enabled: false}, podDisruptionBudget: {enabled: false}, test: {enabled: false}, topics: {create: false}}",
        "{kafka: {tls: {enabled: false, ca: {secret: ''}}, sasl: {mechanism: '', secret: ''}}, postgresql: {sslMode: disable}}",
        "{kafka: {tls: {ca: {secret: ''}}}, postgresql: {ca: {secret: ''}}, registry: {register: false}}",
        "{nameOverride: short, image: {digests: {gateway: 'sha256:" + "a".repeat(64) + "'}}}",
        "{termination: {preStopSeconds: 0}, gateway: {resources: {limits: {cpu: '2'}}}}");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyObjectFitsItsSchema(String values) {
    assertFits(Chart.production(values));
  }

  @Test
  void everyObjectFitsItsSchemaWithEverythingOn() {
    var rendered = Chart.everything();
    assertFits(rendered);
    assertThat(rendered.objects().stream().map(Rendered::kindOf))
        .contains(
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "Ingress",
            "Job",
            "NetworkPolicy",
            "Pod",
            "PodDisruptionBudget",
            "PrometheusRule",
            "ScaledObject",
            "Service",
            "ServiceAccount",
            "ServiceMonitor");
  }

  @Test
  void noTwoObjectsShareKindAndName() {
    var objects = Chart.everything().objects();
    assertThat(objects.stream().map(o -> Rendered.kindOf(o) + " " + Rendered.nameOf(o)))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyObjectTellsItsRelease() {
    assertThat(Chart.everything().objects())
        .allSatisfy(
            object ->
                assertThat(object.at("/metadata/labels").toString())
                    .contains("\"app.kubernetes.io/instance\":\"demo\"")
                    .contains("\"app.kubernetes.io/version\":\"0.1.0-SNAPSHOT\""));
  }

  @Test
  void namesLeaveRoomForWhatIsAdded() {
    var longest = "a".repeat(40);
    var names = Chart.everything("nameOverride: " + longest).objects().stream();
    assertThat(names.map(Rendered::nameOf))
        .allSatisfy(name -> assertThat(name).startsWith(longest).hasSizeLessThanOrEqualTo(63));
  }

  private static void assertFits(Rendered rendered) {
    assertThat(rendered.objects()).isNotEmpty();
    assertThat(rendered.objects())
        .allSatisfy(object -> assertThat(ApiSchema.faultsOf(object)).isEmpty());
  }
}
