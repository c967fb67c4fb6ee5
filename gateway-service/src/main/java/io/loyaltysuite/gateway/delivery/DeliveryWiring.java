package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.security.SealedColumns;
import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;

/** What the binder is given instead of its own parts. */
@Configuration(proxyBeanMethods = false)
class DeliveryWiring {
  private static final String CONSUMER = "inputBindingLifecycle";

  /** The framework's bean of that name, with a later turn. */
  @Bean
  static BeanDefinitionRegistryPostProcessor lateConsumer() {
    return registry -> {
      registry.removeBeanDefinition(CONSUMER);
      registry.registerBeanDefinition(
          CONSUMER,
          BeanDefinitionBuilder.rootBeanDefinition(LateConsumer.class)
              .addDependsOn("bindingService")
              .getBeanDefinition());
    };
  }

  /** The address of an answer, as long as it may have to be sent. */
  @Bean
  SealedColumns addressesOfAnswers() {
    return new SealedColumns(
        "delivery", List.of("reply_to"), "state <> 'sent' or check_at is not null");
  }

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
