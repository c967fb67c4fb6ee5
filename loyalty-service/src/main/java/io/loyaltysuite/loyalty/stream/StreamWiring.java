package io.loyaltysuite.loyalty.stream;

import org.springframework.cloud.stream.binder.kafka.config.ClientFactoryCustomizer;
import org.springframework.cloud.stream.config.ConsumerEndpointCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.support.converter.BatchMessageConverter;

/** What the binder is given instead of its own parts. */
@Configuration(proxyBeanMethods = false)
class StreamWiring {

  @Bean
  BatchMessageConverter wholeRecords() {
    return new WholeRecords();
  }

  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> patientContainers(
      StreamProperties properties, StreamMetrics metrics) {
    return new PatientContainers(properties, metrics);
  }

  @Bean
  ConsumerEndpointCustomizer<KafkaMessageDrivenChannelAdapter<?, ?>> patienceCheck() {
    return new PatienceCheck();
  }

  @Bean
  ClientFactoryCustomizer ownedCommitsAndPromptLeave() {
    return new ClientFactoryCustomizer() {
      @Override
      public void configure(ConsumerFactory<?, ?> factory) {
        protect(factory);
      }
    };
  }

  private static <K, V> void protect(ConsumerFactory<K, V> factory) {
    factory.addPostProcessor(OwnedCommits::around);
    factory.addPostProcessor(PromptLeave::around);
  }
}
