package io.loyaltysuite.gateway.delivery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;

/** What the binder is given instead of its own parts. */
@Configuration(proxyBeanMethods = false)
class DeliveryWiring {

  /**
   * Polls with the headers we know. The binder's setting for a header mapper does not reach polls:
   * they would keep the mapper that builds types, and lose {@code traceparent}.
   */
  @Bean
  BatchMessageConverter rawPolls(RawHeaders headers) {
    var converter = new BatchMessagingMessageConverter();
    converter.setHeaderMapper(headers);
    return converter;
  }
}
