package io.loyaltysuite.loyalty.stream;

import io.loyaltysuite.loyalty.ledger.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Sends the records of a poll and waits for all acknowledgements together. */
@Component
class Publisher {

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final Duration timeout;
  private final StreamMetrics metrics;

  Publisher(
      KafkaTemplate<byte[], byte[]> kafka, StreamProperties properties, StreamMetrics metrics) {
    this.kafka = kafka;
    this.timeout = properties.publishTimeout();
    this.metrics = metrics;
  }

  /** The broker did not acknowledge everything; whatever arrived may arrive again. */
  static final class NotAcknowledged extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NotAcknowledged(int records, Throwable cause) {
      super("not all of " + records + " records were acknowledged", cause);
    }
  }

  /**
   * Returns once every record is acknowledged.
   *
   * @throws NotAcknowledged when a record is refused or not acknowledged in time; the same records
   *     may be published again
   */
  void publish(List<Outgoing> records) {
    metrics.publish().record(() -> send(records));
    metrics.published(records.size());
  }

  private void send(List<Outgoing> records) {
    var sent = new ArrayList<CompletableFuture<?>>(records.size());
    try {
      records.forEach(each -> sent.add(kafka.send(record(each))));
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotAcknowledged(records.size(), e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      throw new NotAcknowledged(records.size(), e);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(Outgoing outgoing) {
    return new ProducerRecord<>(
        outgoing.topic(), null, outgoing.key(), outgoing.value(), outgoing.headers());
  }
}
