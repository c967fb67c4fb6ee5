package io.loyaltysuite.loyalty.stream;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;

/** Gives an instance a broker that acknowledges nothing until it is told to. */
final class Acknowledgements {

  @Bean
  Withheld kafkaTemplate(ProducerFactory<byte[], byte[]> factory) {
    return new Withheld(factory);
  }

  /** Sends nothing until acknowledgements are allowed. */
  static final class Withheld extends KafkaTemplate<byte[], byte[]> {

    private volatile boolean allowed;

    Withheld(ProducerFactory<byte[], byte[]> factory) {
      super(factory);
    }

    void allow() {
      allowed = true;
    }

    @Override
    public CompletableFuture<SendResult<byte[], byte[]>> send(
        ProducerRecord<byte[], byte[]> record) {
      return allowed
          ? super.send(record)
          : CompletableFuture.failedFuture(new TimeoutException("no acknowledgement"));
    }
  }
}
