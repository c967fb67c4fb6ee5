package io.loyaltysuite.gateway.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.gateway.GatewayApplication;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateTopicsIT {

  @TempDir private Path folder;

  @Test
  void createsWhatIsMissingOnceAndAsTold() throws Exception {
    try (var kafka = EmbeddedKafka.start(folder, Ports.free(), Map.of());
        var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      createTopics(kafka, "5");
      createTopics(kafka, "7");

      var topics = admin.describeTopics(Topics.ALL).allTopicNames().get();
      assertThat(topics.values()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(5));
      assertThat(setting(admin, "retention.ms")).isEqualTo("1728000000");
    }
  }

  @Test
  void saysWhichLayoutItRefuses() {
    assertThatThrownBy(
            () ->
                GatewayApplication.main(
                    CreateTopics.COMMAND,
                    "--gateway.topics.replication-factor=1",
                    "--gateway.topics.min-in-sync-replicas=2"))
        .hasMessage("min in-sync replicas: 2 (expected: 1 to the replication factor, 1)");
  }

  private static void createTopics(EmbeddedKafka kafka, String partitions) {
    GatewayApplication.main(
        CreateTopics.COMMAND,
        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
        "--gateway.topics.partitions=" + partitions,
        "--gateway.topics.replication-factor=1",
        "--gateway.topics.min-in-sync-replicas=1",
        "--gateway.topics.retention=20d");
  }

  private static String setting(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.COMMANDS);
    var settings = admin.describeConfigs(Set.of(topic)).all().get().get(topic);
    return settings == null ? "none" : settings.get(name).value();
  }
}
