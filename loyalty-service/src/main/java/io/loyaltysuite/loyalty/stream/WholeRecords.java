package io.loyaltysuite.loyalty.stream;

import java.lang.reflect.Type;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Hands a poll on as the records themselves: keys, values and headers stay bytes. No header is
 * mapped, so no type that a header names is ever built.
 */
final class WholeRecords implements BatchMessageConverter {

  @Override
  public Message<?> toMessage(
      List<ConsumerRecord<?, ?>> records,
      @Nullable Acknowledgment acknowledgment,
      @Nullable Consumer<?, ?> consumer,
      Type payloadType) {
    return MessageBuilder.withPayload(List.copyOf(records))
        .setHeader(KafkaHeaders.CONSUMER, consumer)
        .build();
  }

  @Override
  public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String defaultTopic) {
    throw new UnsupportedOperationException("results are published by the Publisher");
  }

  @Override
  public @Nullable RecordMessageConverter getRecordMessageConverter() {
    return null;
  }
}
