package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import io.loyaltysuite.gateway.webhook.WebhookMetrics.AppendOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends events to Kafka, or says within a known time that it could not. Every replica in sync has
 * the event before {@link Appended#DURABLE}; repeats inside the client are removed by the broker.
 */
final class EventLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventLog.class);
  private static final Duration MAX_BLOCK = Duration.ofMillis(100);
  private static final Duration LINGER = Duration.ofMillis(5);
  private static final int WARM_UP_TRIES = 50;

  /** What became of an event. */
  enum Appended {
    DURABLE,
    /** It will never fit. */
    TOO_LARGE,
    /** Not in time. It may still arrive, or not. */
    UNAVAILABLE
  }

  private final Producer<byte[], byte[]> producer;
  private final WebhookMetrics metrics;
  private final KafkaClientMetrics clientMetrics;
  private final OngoingTrouble trouble = new OngoingTrouble(log, "Kafka does not take events");

  private EventLog(
      Producer<byte[], byte[]> producer, WebhookMetrics metrics, KafkaClientMetrics clientMetrics) {
    this.producer = producer;
    this.metrics = metrics;
    this.clientMetrics = clientMetrics;
  }

  /**
   * Connects. While Kafka is away this takes some seconds and then goes on.
   *
   * @param common settings of every producer of this service
   * @param topic the one to be ready for
   */
  static EventLog open(
      Map<String, Object> common,
      Duration timeout,
      String topic,
      WebhookMetrics metrics,
      MeterRegistry registry) {
    var settings = new TreeMap<>(common);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway-webhook");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.minus(LINGER).toMillis() - 1);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
    var serializer = new ByteArraySerializer();
    var producer = new KafkaProducer<>(settings, serializer, serializer);
    warmUp(producer, topic);
    var clientMetrics = new KafkaClientMetrics(producer);
    clientMetrics.bindTo(registry);
    return new EventLog(producer, metrics, clientMetrics);
  }

  /** Never blocks longer than {@link #MAX_BLOCK}, never fails otherwise than by its value. */
  CompletableFuture<Appended> append(String topic, String memberId, byte[] event, Headers headers) {
    long started = System.nanoTime();
    var appended = new CompletableFuture<Appended>();
    var key = memberId.getBytes(StandardCharsets.UTF_8);
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, null, key, event, headers),
              (_, failure) -> appended.complete(outcome(failure, started)));
    } catch (KafkaException | IllegalStateException e) {
      appended.complete(outcome(e, started));
    }
    return appended;
  }

  @Override
  public void close() {
    clientMetrics.close();
    producer.close(Duration.ofSeconds(5));
  }

  private Appended outcome(@Nullable Exception failure, long started) {
    if (failure == null) {
      metrics.appended(AppendOutcome.TAKEN, started);
      trouble.over();
      return Appended.DURABLE;
    }
    if (failure instanceof RecordTooLargeException) {
      metrics.appended(AppendOutcome.TOO_LARGE, started);
      return Appended.TOO_LARGE;
    }
    boolean late = failure instanceof TimeoutException;
    metrics.appended(late ? AppendOutcome.TIMEOUT : AppendOutcome.FAILED, started);
    trouble.failed(failure);
    return Appended.UNAVAILABLE;
  }

  /** The first send must not spend its time on asking where the topic is. */
  private static void warmUp(Producer<byte[], byte[]> producer, String topic) {
    for (int tries = 0; tries < WARM_UP_TRIES; tries++) {
      try {
        producer.partitionsFor(topic);
        return;
      } catch (KafkaException e) {
        log.debug("Kafka does not know {} yet: {}", topic, e.toString());
      }
    }
    log.warn("Kafka does not answer about {}; webhooks are refused until it does", topic);
  }
}
