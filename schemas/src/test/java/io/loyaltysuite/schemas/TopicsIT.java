package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsIT {

  private static final int ROUNDS = 5;

  @TempDir private Path folder;

  /**
   * A topic that is used the moment it is made; each round is lost half the time if it is not
   * ready.
   */
  @Test
  void takesRecordsOfAnIdempotentProducerAtOnce() throws Exception {
    try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Map.of());
        var admin = Admin.create(address(kafka))) {
      for (int round = 0; round < ROUNDS; round++) {
        Topics.create(address(kafka), 3, (short) 1);
        assertThat(written(kafka)).as("round " + round).isEqualTo(1500);
        admin.deleteTopics(Topics.ALL).all().get();
      }
    }
  }

  /** Many small batches, several under way to each partition. */
  private static int written(EmbeddedKafka kafka) throws Exception {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "acks",
            "all",
            "linger.ms",
            "1",
            "batch.size",
            "200",
            "request.timeout.ms",
            "10000",
            "delivery.timeout.ms",
            "20000");
    var sent = new ArrayList<Future<RecordMetadata>>();
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int number = 0; number < 1500; number++) {
        var topic = Topics.ALL.get(number % Topics.ALL.size());
        sent.add(
            producer.send(new ProducerRecord<>(topic, new byte[] {(byte) number}, new byte[50])));
      }
      for (var record : sent) {
        record.get();
      }
    }
    return sent.size();
  }

  private static Map<String, Object> address(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
