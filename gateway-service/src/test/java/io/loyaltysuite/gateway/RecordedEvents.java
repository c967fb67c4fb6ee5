package io.loyaltysuite.gateway;

import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that stands on a topic for one portal. */
public final class RecordedEvents {
  private RecordedEvents() {}

  /** All records of a key, from the beginning to the end of this moment. */
  public static List<ConsumerRecord<byte[], byte[]>> of(
      String bootstrapServers, String topic, String memberId) {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = consumer(bootstrapServers)) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      var ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (new String(record.key(), StandardCharsets.UTF_8).equals(memberId)) {
            found.add(record);
          }
        }
      }
    }
    return found;
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
    return new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers), bytes, bytes);
  }
}
