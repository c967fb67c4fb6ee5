package io.loyaltysuite.loyalty.stream;

import io.loyaltysuite.loyalty.ledger.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * One poll of the commands topic. It may be tried any number of times; its offsets are committed
 * after it returned, and it returns after everything was acknowledged.
 *
 * <pre>
 * records ─▶ still ours? ─┬─ no ─▶ dropped; the new owner reads them
 *                         └─ yes ─▶ a command? ─┬─ yes ─▶ Engine: decided, committed ─┐
 *                                               ├─ never ─▶ dead letter ──────────────┤
 *                                               └─ not known now ─▶ thrown            ▼
 *                                              offsets commit ◀─ acknowledged ◀─ published
 * </pre>
 */
@Component
class Decide implements Consumer<Message<List<ConsumerRecord<byte[], byte[]>>>> {

  private final CommandReader reader;
  private final Engine engine;
  private final Publisher publisher;
  private final StreamMetrics metrics;

  Decide(CommandReader reader, Engine engine, Publisher publisher, StreamMetrics metrics) {
    this.reader = reader;
    this.engine = engine;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  @Override
  public void accept(Message<List<ConsumerRecord<byte[], byte[]>>> poll) {
    var records = poll.getPayload();
    metrics.began(records);
    var owned = Ownership.owned(records, consumer(poll).assignment());
    metrics.moved(records.size() - owned.size());
    var reading = reader.read(owned);
    var outgoing = new ArrayList<>(engine.decide(reading.commands()));
    outgoing.addAll(reading.deadLetters());
    publisher.publish(outgoing);
    metrics.ended();
  }

  private static org.apache.kafka.clients.consumer.Consumer<?, ?> consumer(Message<?> poll) {
    return Objects.requireNonNull(
        poll.getHeaders()
            .get(KafkaHeaders.CONSUMER, org.apache.kafka.clients.consumer.Consumer.class));
  }
}
