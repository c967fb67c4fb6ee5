package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What runs, and how it starts and ends. */
class WorkloadTest {

  private static final Rendered PRODUCTION = Chart.production();
  private static final Rendered EVERYTHING = Chart.everything();

  @Test
  void everyPodFitsTheRestrictedStandard() {
    assertThat(EVERYTHING.pods()).hasSize(5).allSatisfy(WorkloadTest::assertRestricted);
  }

  private static void assertRestricted(JsonNode pod) {
    assertThat(pod.at("/spec/securityContext/runAsNonRoot").booleanValue()).isTrue();
    assertThat(pod.at("/spec/securityContext/runAsUser").intValue()).isEqualTo(10001);
    assertThat(pod.at("/spec/securityContext/seccompProfile/type").stringValue())
        .isEqualTo("RuntimeDefault");
    assertThat(pod.at("/spec/hostNetwork").isMissingNode()).isTrue();
    assertThat(pod.at("/spec/volumes").toString()).doesNotContain("hostPath");
    for (var container : pod.at("/spec/containers")) {
      var security = container.path("securityContext");
      assertThat(security.path("allowPrivilegeEscalation").booleanValue()).isFalse();
      assertThat(security.path("readOnlyRootFilesystem").booleanValue()).isTrue();
      assertThat(security.at("/capabilities/drop/0").stringValue()).isEqualTo("ALL");
    }
  }

  @Test
  void noPodTalksToTheApiServer() {
    assertThat(EVERYTHING.pods())
        .allSatisfy(
            pod ->
                assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse());
    assertThat(EVERYTHING.all("ServiceAccount"))
        .hasSize(3)
        .allSatisfy(
            account ->
                assertThat(account.path("automountServiceAccountToken").asBoolean(true)).isFalse());
  }

  /** GATEWAY_PORT=tcp://10.0.0.1:8080 would be read as the setting gateway.port. */
  @Test
  void noPodGetsVariablesMadeOfServiceNames() {
    assertThat(EVERYTHING.pods())
        .allSatisfy(
            pod -> assertThat(pod.at("/spec/enableServiceLinks").asBoolean(true)).isFalse());
  }

  @Test
  void everyPodCanWriteToTmpAndNowhereElse() {
    assertThat(EVERYTHING.pods())
        .allSatisfy(
            pod -> {
              for (var mount : pod.at("/spec/containers/0/volumeMounts")) {
                boolean tmp = mount.path("mountPath").stringValue().equals("/tmp");
                assertThat(mount.path("readOnly").asBoolean(false)).isNotEqualTo(tmp);
              }
              assertThat(pod.at("/spec/volumes").toString())
                  .contains("{\"name\":\"tmp\",\"emptyDir\":{\"sizeLimit\":");
            });
  }

  @Test
  void everyPodSaysWhatMemoryItMayUse() {
    assertThat(EVERYTHING.pods())
        .allSatisfy(
            pod -> {
              var resources = pod.at("/spec/containers/0/resources");
              assertThat(resources.at("/limits/memory").asString()).isNotEmpty();
              assertThat(resources.at("/requests/memory").asString()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({"gateway,8080,9080", "loyalty,8081,9081", "journal,8082,9082"})
  void aServiceIsReachedWhereItListens(String name, int http, int management) {
    var ports = PRODUCTION.the("Service", name).at("/spec/ports");
    assertThat(ports.at("/0/port").intValue()).isEqualTo(http);
    assertThat(ports.at("/1/port").intValue()).isEqualTo(management);
    var container = container(PRODUCTION, name);
    assertThat(container.at("/ports/0/containerPort").intValue()).isEqualTo(http);
    assertThat(container.at("/ports/1/containerPort").intValue()).isEqualTo(management);
    assertThat(PRODUCTION.settings(name).getFirst().path("management.server.address").stringValue())
        .isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "loyalty", "journal"})
  void aSelectorPicksItsOwnPodsOnly(String name) {
    var deployment = PRODUCTION.the("Deployment", name);
    var selector = deployment.at("/spec/selector/matchLabels");
    assertThat(selector.path("app.kubernetes.io/component").stringValue()).isEqualTo(name);
    assertThat(PRODUCTION.the("Service", name).at("/spec/selector")).isEqualTo(selector);
    assertThat(PRODUCTION.the("PodDisruptionBudget", name).at("/spec/selector/matchLabels"))
        .isEqualTo(selector);
    var labels = deployment.at("/spec/template/metadata/labels");
    selector
        .properties()
        .forEach(label -> assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "loyalty", "journal"})
  void aServiceHasTimeToStartAndIsRestartedOnlyWhenItHangs(String name) {
    var container = container(PRODUCTION, name);
    var startup = container.path("startupProbe");
    assertThat(
            startup.path("periodSeconds").intValue() * startup.path("failureThreshold").intValue())
        .isEqualTo(120);
    assertThat(container.at("/livenessProbe/httpGet/path").stringValue())
        .isEqualTo("/actuator/health/liveness");
    assertThat(container.at("/readinessProbe/httpGet/path").stringValue())
        .isEqualTo("/actuator/health/readiness");
    assertThat(container.at("/readinessProbe/httpGet/port").stringValue()).isEqualTo("management");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "loyalty", "journal"})
  void aPodLeavesItsServiceBeforeItEndsAndHasTimeToEnd(String name) {
    var pod = PRODUCTION.the("Deployment", name).at("/spec/template/spec");
    int sleep = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").intValue();
    int grace = pod.path("terminationGracePeriodSeconds").intValue();
    assertThat(sleep).isEqualTo(10);
    assertThat(
            PRODUCTION.settings(name).getFirst().at("/spring/lifecycle.timeout-per-shutdown-phase"))
        .hasToString("\"20s\"");
    assertThat(grace).isGreaterThan(sleep + 3 * 20);
  }

  @Test
  void withoutPreStopNothingSleeps() {
    var rendered = Chart.production("termination: {preStopSeconds: 0}");
    assertThat(container(rendered, "gateway").has("lifecycle")).isFalse();
  }

  @Test
  void anUpdateNeverTakesAPodBeforeItsSuccessorIsReady() {
    var strategy = PRODUCTION.the("Deployment", "loyalty").at("/spec/strategy/rollingUpdate");
    assertThat(strategy).hasToString("{\"maxSurge\":1,\"maxUnavailable\":0}");
  }

  @Test
  void podsSpreadOverNodesAndZones() {
    var spread =
        EVERYTHING.the("Deployment", "gateway").at("/spec/template/spec/topologySpreadConstraints");
    assertThat(spread.findValuesAsString("topologyKey"))
        .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    assertThat(spread.findValuesAsString("whenUnsatisfiable"))
        .containsExactly("DoNotSchedule", "ScheduleAnyway");
    assertThat(spread.at("/0/matchLabelKeys/0").stringValue()).isEqualTo("pod-template-hash");
  }

  @Test
  void everyPodGoesWhereItIsSent() {
    assertThat(EVERYTHING.pods())
        .allSatisfy(
            pod -> {
              assertThat(pod.at("/spec/nodeSelector").toString()).contains("amd64");
              assertThat(pod.at("/spec/tolerations/0/key").asString()).isEqualTo("dedicated");
              assertThat(pod.at("/spec/priorityClassName").asString()).isEqualTo("important");
              assertThat(pod.at("/spec/imagePullSecrets/0/name").asString())
                  .isEqualTo("registry-login");
            });
  }

  @Test
  void anImageIsTheOneOfThisVersion() throws Exception {
    var pom = Pattern.compile("<artifactId>suite</artifactId>\\s*<version>(.*)</version>");
    var version = pom.matcher(Files.readString(Path.of("../pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(container(PRODUCTION, "gateway").path("image").stringValue())
        .isEqualTo("loyalty-suite/gateway:" + version.group(1));
  }

  @Test
  void anImageComesFromTheGivenRegistry() {
    assertThat(container(EVERYTHING, "journal").path("image").stringValue())
        .isEqualTo("registry.example.org/team/loyalty-suite/journal:1.2.3");
  }

  @Test
  void optionsOfTheJvmComeBesideTheImages() {
    assertThat(container(EVERYTHING, "gateway").at("/env/1"))
        .hasToString("{\"name\":\"JAVA_TOOL_OPTIONS\",\"value\":\"-Xmx512m\"}");
    assertThat(container(PRODUCTION, "gateway").path("env")).hasSize(1);
  }

  @Test
  void aDigestWinsOverTheTag() {
    var digest = "sha256:" + "b".repeat(64);
    var rendered = Chart.everything("image: {digests: {loyalty: '" + digest + "'}}");
    assertThat(container(rendered, "loyalty").path("image").stringValue())
        .isEqualTo("registry.example.org/team/loyalty-suite/loyalty@" + digest);
    assertThat(container(rendered, "gateway").path("image").stringValue()).endsWith(":1.2.3");
  }

  @Test
  void aChangedSettingRestartsItsServiceAndNoOther() {
    var changed = Chart.production("gateway: {settings: {gateway.lane.burst: 30}}");
    assertThat(hash(changed, "gateway")).isNotEqualTo(hash(PRODUCTION, "gateway"));
    assertThat(hash(changed, "loyalty")).isEqualTo(hash(PRODUCTION, "loyalty"));
  }

  @Test
  void drainingANodeIsNeverHeldUpByASickPod() {
    assertThat(PRODUCTION.all("PodDisruptionBudget"))
        .hasSize(3)
        .allSatisfy(
            budget ->
                assertThat(budget.at("/spec/unhealthyPodEvictionPolicy").stringValue())
                    .isEqualTo("AlwaysAllow"));
  }

  private static JsonNode container(Rendered rendered, String name) {
    return rendered.the("Deployment", name).at("/spec/template/spec/containers/0");
  }

  private static String hash(Rendered rendered, String name) {
    var annotations = rendered.the("Deployment", name).at("/spec/template/metadata/annotations");
    return annotations.path("loyalty-suite/settings").stringValue();
  }
}
