package io.loyaltysuite.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records of any shape and knows that the broker has them. */
public final class Writer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  public Writer(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "linger.ms",
                "5",
                "max.request.size",
                "5000000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public void send(String topic, String key, Headers headers, byte @Nullable [] value) {
    send(new ProducerRecord<>(topic, null, null, utf8(key), value, headers));
  }

  public void send(ProducerRecord<byte[], byte[]> record) {
    sent.add(producer.send(record));
  }

  /** Some bytes that are no event, for whoever does not look inside. */
  public void sendOpaque(String topic, String key, int number) {
    var headers = new RecordHeaders().add("ce_id", utf8(topic + key + number));
    send(topic, key, headers, utf8("value " + number));
  }

  /** Waits until the broker has everything; returns how much that is. */
  public int flush() {
    try {
      for (var one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("not written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    int count = sent.size();
    sent.clear();
    return count;
  }

  @Override
  public void close() {
    producer.close();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
