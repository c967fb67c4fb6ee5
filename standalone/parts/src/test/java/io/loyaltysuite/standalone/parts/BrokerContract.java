package io.loyaltysuite.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the suite expects of every broker, whoever runs it. */
abstract class BrokerContract {

  abstract String bootstrapServers();

  abstract void start();

  abstract void stop();

  /** Ends it so that the next start has to recover. */
  abstract void breakOff();

  @Test
  void keepsRecordsOffsetsAndItsIdWhenItIsStoppedOrBreaksOff() throws Exception {
    var id = clusterId();
    create("kept");
    send("kept", "one");
    assertThat(readAsGroup("kept")).containsExactly("one");

    stop();
    start();
    send("kept", "two");
    assertThat(readAsGroup("kept")).containsExactly("two");

    breakOff();
    start();
    send("kept", "three");
    assertThat(readAsGroup("kept")).containsExactly("three");
    assertThat(clusterId()).isEqualTo(id);
  }

  @Test
  void makesNoTopicByAccident() {
    assertThatThrownBy(() -> send("never-made", "lost")).isInstanceOf(ExecutionException.class);
  }

  @Test
  void takesRecordsOfFourMebibytes() throws Exception {
    create("large");
    send("large", "x".repeat(4 << 20));
  }

  @Test
  void replacesAVanishedMemberWithinTenSeconds() throws Exception {
    create("taken-over");
    send("taken-over", "one");
    try (var vanished = subscribe("taken-over")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !vanished.poll(Duration.ofMillis(200)).isEmpty());
      vanished.close(
          CloseOptions.timeout(Duration.ZERO)
              .withGroupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
    }
    var before = System.nanoTime();
    assertThat(readAsGroup("taken-over")).containsExactly("one");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  private String clusterId() throws Exception {
    try (var admin = Admin.create(client())) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private void create(String topic) throws Exception {
    try (var admin = Admin.create(client())) {
      var settings = Map.of("max.message.bytes", Integer.toString(5 << 20));
      var one = new NewTopic(topic, 1, (short) 1).configs(settings);
      admin.createTopics(List.of(one)).all().get();
    }
  }

  private void send(String topic, String text) throws Exception {
    var settings = client();
    settings.put("max.request.size", 5 << 20);
    settings.put("max.block.ms", 5_000);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8))).get();
    }
  }

  private List<String> readAsGroup(String topic) {
    try (var consumer = subscribe(topic)) {
      var texts = new ArrayList<String>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> texts.add(new String(record.value(), StandardCharsets.UTF_8)));
                return !texts.isEmpty();
              });
      consumer.commitSync();
      return texts;
    }
  }

  private KafkaConsumer<byte[], byte[]> subscribe(String topic) {
    var settings = client();
    settings.put("group.id", "readers");
    settings.put("group.protocol", "consumer");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  private Map<String, Object> client() {
    return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers()));
  }
}
