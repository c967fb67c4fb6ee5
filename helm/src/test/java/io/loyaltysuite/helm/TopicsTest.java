package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The job that makes the topics before anything else is there. */
class TopicsTest {

  private static final Rendered PRODUCTION = Chart.production();

  @Test
  void runsBeforeAnInstallAndBeforeAnUpgrade() {
    var job = PRODUCTION.the("Job", "topics").at("/metadata/annotations");
    var settings = PRODUCTION.the("ConfigMap", "topics").at("/metadata/annotations");
    assertThat(job.path("helm.sh/hook").stringValue()).isEqualTo("pre-install,pre-upgrade");
    assertThat(settings.path("helm.sh/hook")).isEqualTo(job.path("helm.sh/hook"));
    assertThat(Integer.parseInt(settings.path("helm.sh/hook-weight").stringValue()))
        .isLessThan(Integer.parseInt(job.path("helm.sh/hook-weight").stringValue()));
  }

  @Test
  void isTheGatewaysProgramWithAnotherCommand() {
    var container = PRODUCTION.the("Job", "topics").at("/spec/template/spec/containers/0");
    assertThat(container.path("image").stringValue())
        .isEqualTo("loyalty-suite/gateway:0.1.0-SNAPSHOT");
    assertThat(container.path("args")).hasToString("[\"create-topics\"]");
  }

  @Test
  void laysThemOutExplicitly() {
    assertThat(PRODUCTION.settings("topics").getFirst().path("gateway.topics"))
        .hasToString(
            "{\"partitions\":12,\"replication-factor\":3,\"min-in-sync-replicas\":2,\"retention\":\"14d\"}");
  }

  @Test
  void layoutFollowsTheValues() {
    var rendered =
        Chart.production(
            "topics: {partitions: 24, replicationFactor: 5, minInSyncReplicas: 3, retentionDays: 30}");
    assertThat(rendered.settings("topics").getFirst().path("gateway.topics"))
        .hasToString(
            "{\"partitions\":24,\"replication-factor\":5,\"min-in-sync-replicas\":3,\"retention\":\"30d\"}");
  }

  @Test
  void reachesKafkaAsTheServicesDo() {
    assertThat(PRODUCTION.settings("topics").getFirst().at("/spring/kafka"))
        .isEqualTo(PRODUCTION.settings("gateway").getFirst().at("/spring/kafka"));
  }

  @Test
  void getsNoSecretButKafkas() {
    var volumes = PRODUCTION.the("Job", "topics").at("/spec/template/spec/volumes").toString();
    assertThat(volumes).contains("loyalty-kafka-user", "kafka-cluster-ca-cert");
    assertThat(volumes)
        .doesNotContain("db-gateway", "bitrix24-application", "gateway-keys", "postgres-ca");
  }

  @Test
  void needsNoSecretsWhenKafkaHasNone() {
    var rendered =
        Chart.production("kafka: {tls: {ca: {secret: ''}}, sasl: {mechanism: '', secret: ''}}");
    var pod = rendered.the("Job", "topics").at("/spec/template/spec");
    assertThat(pod.path("volumes").findValuesAsString("name"))
        .startsWith("settings")
        .doesNotContain("secrets", "trust");
    assertThat(rendered.settings("topics").getFirst().at("/spring").has("config.import")).isFalse();
  }

  @Test
  void givesUpAndStaysToBeRead() {
    var job = PRODUCTION.the("Job", "topics");
    assertThat(job.at("/spec/activeDeadlineSeconds").intValue()).isEqualTo(300);
    assertThat(job.at("/spec/template/spec/restartPolicy").stringValue()).isEqualTo("Never");
    assertThat(job.at("/metadata/annotations").toString()).doesNotContain("hook-failed");
  }

  @Test
  void canBeLeftToOthers() {
    var rendered = Chart.production("topics: {create: false}");
    assertThat(rendered.all("Job")).isEmpty();
  }
}
