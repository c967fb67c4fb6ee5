package io.loyaltysuite.gateway.spool;

import io.loyaltysuite.gateway.spool.SpoolMeters.AppendOutcome;
import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends events to Kafka, or says within two seconds that it could not. Every replica in sync has
 * the event before {@link Appended#DURABLE}; repeats inside the client are removed by the broker.
 */
public final class EventLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventLog.class);
  private static final Duration MAX_BLOCK = Duration.ofMillis(100);
  private static final Duration LINGER = Duration.ofMillis(5);
  private static final Duration REQUEST = Duration.ofMillis(1500);
  private static final Duration DELIVERY = Duration.ofSeconds(2);
  private static final int MAX_REQUEST = 1024 * 1024;
  private static final int WARM_UP_TRIES = 50;

  private final Producer<byte[], byte[]> producer;
  private final OptionalInt partitions;
  private final int maxBytes;
  private final SpoolMeters meters;
  private final KafkaClientMetrics clientMetrics;
  private final OngoingTrouble trouble = new OngoingTrouble(log, "Kafka does not take events");

  private EventLog(
      Producer<byte[], byte[]> producer,
      OptionalInt partitions,
      int maxBytes,
      SpoolMeters meters,
      KafkaClientMetrics clientMetrics) {
    this.producer = producer;
    this.partitions = partitions;
    this.maxBytes = maxBytes;
    this.meters = meters;
    this.clientMetrics = clientMetrics;
  }

  /**
   * Connects. While Kafka is away this takes some seconds and then goes on.
   *
   * @param common settings of every producer of this service
   */
  static EventLog open(Map<String, Object> common, SpoolMeters meters, MeterRegistry registry) {
    var settings = new TreeMap<>(common);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway-webhook");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
    var serializer = new ByteArraySerializer();
    var producer = new KafkaProducer<>(settings, serializer, serializer);
    var partitions = partitions(producer, EncodedCommand.topic());
    var maxBytes = settings.getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST);
    var clientMetrics = new KafkaClientMetrics(producer);
    clientMetrics.bindTo(registry);
    return new EventLog(
        producer, partitions, Integer.parseInt(maxBytes.toString()), meters, clientMetrics);
  }

  /**
   * Never blocks longer than {@link #MAX_BLOCK}, never fails otherwise than by its value, which is
   * there once Kafka has taken the event or it was given up.
   */
  public CompletableFuture<Appended> append(
      String topic, String memberId, byte[] event, Headers headers) {
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

  /** Whether a command can become a record at all; one that cannot must not be stored, either. */
  boolean fits(EncodedCommand command) {
    return command.bytes() <= maxBytes;
  }

  /** Of the topic of commands; none when Kafka was away at the start. */
  OptionalInt partitions() {
    return partitions;
  }

  @Override
  public void close() {
    clientMetrics.close();
    producer.close(Duration.ofSeconds(5));
  }

  private Appended outcome(@Nullable Exception failure, long started) {
    if (failure == null) {
      meters.appended(AppendOutcome.TAKEN, started);
      trouble.over();
      return Appended.DURABLE;
    }
    if (isFinal(failure)) {
      meters.appended(AppendOutcome.UNFIT, started);
      return Appended.UNFIT;
    }
    boolean late = failure instanceof TimeoutException;
    meters.appended(late ? AppendOutcome.TIMEOUT : AppendOutcome.FAILED, started);
    trouble.failed(failure);
    return Appended.UNAVAILABLE;
  }

  /** Concerns the record itself, so no other try would end otherwise. */
  private static boolean isFinal(Exception failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException
        || failure instanceof SerializationException;
  }

  /** The first send must not spend its time on asking where the topic is. */
  private static OptionalInt partitions(Producer<byte[], byte[]> producer, String topic) {
    for (int tries = 0; tries < WARM_UP_TRIES; tries++) {
      try {
        return OptionalInt.of(producer.partitionsFor(topic).size());
      } catch (KafkaException e) {
        log.debug("Kafka does not know {} yet: {}", topic, e.toString());
      }
    }
    log.warn("Kafka does not answer about {}; commands are stored until it does", topic);
    return OptionalInt.empty();
  }
}
