package io.loyaltysuite.gateway;

import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that stands on a topic for one portal. */
public final class RecordedEvents {
  private static final Map<String, KafkaConsumer<byte[], byte[]>> CONSUMERS = new HashMap<>();

  private RecordedEvents() {}

  /**
   * All records of a key, from the beginning to the end of this moment. Tests ask many times while
   * they wait, so a broker's consumer is kept for the life of this JVM.
   */
  public static List<ConsumerRecord<byte[], byte[]>> of(
      String bootstrapServers, String topic, String memberId) {
    return all(bootstrapServers, topic).stream()
        .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(memberId))
        .toList();
  }

  /** The same of every key; of one partition in their order. */
  public static synchronized List<ConsumerRecord<byte[], byte[]>> all(
      String bootstrapServers, String topic) {
    var consumer = CONSUMERS.computeIfAbsent(bootstrapServers, RecordedEvents::consumer);
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    var ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(200)).forEach(found::add);
    }
    consumer.unsubscribe();
    return found;
  }

  /** Closes the consumer of a broker that is about to go. */
  public static synchronized void forget(String bootstrapServers) {
    var consumer = CONSUMERS.remove(bootstrapServers);
    if (consumer != null) {
      consumer.close();
    }
  }

  public static <T extends SpecificRecord> T decode(
      EventCodec codec, ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    return switch (codec.decode(record.topic(), record.value())) {
      case Decoded.Event(var value, _) -> type.cast(value);
      case Decoded other -> throw new AssertionError("not decodable: " + other);
    };
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 50), bytes, bytes);
  }
}
