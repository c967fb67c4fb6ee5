package io.loyaltysuite.gateway.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** The outbox's own producer: patient, idempotent, every replica must acknowledge. */
@Component
class OutboxProducer implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final KafkaProducer<byte[], byte[]> kafka;
  private final KafkaClientMetrics clientMetrics;

  OutboxProducer(KafkaProperties properties, OutboxProperties outbox, MeterRegistry registry) {
    var config = new HashMap<>(properties.buildProducerProperties());
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway-outbox");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    int patience = Math.toIntExact(outbox.acknowledgeTimeout().toMillis());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience / 2);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 3);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    kafka = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    clientMetrics = new KafkaClientMetrics(kafka);
    clientMetrics.bindTo(registry);
  }

  Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return kafka.send(record);
  }

  @Override
  public void close() {
    clientMetrics.close();
    kafka.close(FAREWELL);
  }
}
