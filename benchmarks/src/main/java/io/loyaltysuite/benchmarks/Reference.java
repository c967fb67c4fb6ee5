package io.loyaltysuite.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What both servers that the gateway is compared with share: topic, keys, and the gateway's
 * producer settings.
 */
final class Reference {

  static final String TOPIC = "benchmarks.reference";

  private static final int PARTITIONS = 12;
  private static final int LINGER_MS = 5;
  private static final int MAX_REQUEST = 4 * 1024 * 1024;

  private Reference() {}

  /** Makes the topic, laid out as that of commands is. */
  static void createTopic(String bootstrapServers) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(TOPIC, PARTITIONS, (short) 1)
                      .configs(Map.of("max.message.bytes", Integer.toString(MAX_REQUEST)))))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            LINGER_MS,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            MAX_REQUEST),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Spreads records over the partitions as portals do: the same body's end, the same partition. */
  static byte[] key(byte[] body) {
    return Arrays.copyOfRange(body, Math.max(0, body.length - Long.BYTES), body.length);
  }
}
